/** A gesture that must not happen twice when its form arrives twice. */
import { randomUUID } from "node:crypto";
import { inCompany, isId, type TransactionLimits, type Tx } from "@/db/inCompany";
import { sha256Hex } from "@/db/sha256";
import { noteFormOutcome, takeFormKey } from "@/db/system/formKeys";
import { canonicalJson } from "@/domain/canonicalJson";
import { FormError } from "@/domain/fields";
import type { CompanyCtx } from "./ports";

/** Field of a form that carries its one-time key. */
export const KEY_FIELD = "cle";

/**
 * Runs `work` in one transaction, once for the key of the form the gesture came from. The same form
 * that arrives again (a double click, a page loaded again, the way back) changes nothing and gets
 * what the first one got. Without a key, it simply runs.
 *
 * The key is locked before anything else, so that two arrivals of one form take turns.
 *
 * @param work returns what JSON can keep, or nothing
 * @throws FormError FORM_USED when the form comes back with other fields: a decision is needed
 */
export async function onceForForm<T>(
  ctx: CompanyCtx,
  work: (tx: Tx) => Promise<T>,
  limits: TransactionLimits = {},
): Promise<T> {
  const { companyId, form } = ctx;
  const once = async (tx: Tx): Promise<T> => {
    if (!form || !isId(form.key)) return work(tx);
    const { [KEY_FIELD]: _key, ...typed } = form.fields;
    const fieldsSha256 = sha256Hex(canonicalJson(typed));
    const used = await takeFormKey(tx, companyId, { key: form.key, fieldsSha256 });
    if (used && used.fieldsSha256 !== fieldsSha256) throw formUsed();
    if (used) return (used.outcome ?? undefined) as T;
    const outcome = await work(tx);
    if (outcome !== undefined && outcome !== null) await noteFormOutcome(tx, companyId, form.key, outcome);
    return outcome;
  };
  return inCompany(companyId, once, limits);
}

/** The way back, then other words: perhaps a correction, perhaps another gesture. Only the person knows. */
function formUsed(): FormError {
  return new FormError(
    "FORM_USED",
    "Ce formulaire a déjà été enregistré une fois, avec d’autres valeurs. Si c’est bien une opération de plus, validez de nouveau\u00a0; sinon, corrigez ou annulez la première.",
    { [KEY_FIELD]: randomUUID() },
  );
}
