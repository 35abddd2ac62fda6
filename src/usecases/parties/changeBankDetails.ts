/** The account debtors pay to: the first thing a thief would change, so every owner is told. */
import type { Tx } from "@/db/inCompany";
import { queueAccountMailIn } from "@/db/system/accountMail";
import type { JournaledValue } from "@/domain/changes";
import { fieldError, type RawFields, readFields } from "@/domain/fields";
import { maskIban } from "@/domain/parties/iban";
import type { CompanyCtx } from "../ports";
import { changeCompany } from "./changeCompany";
import { BANK_FIELDS } from "./companyFields";

/** How the person proved who they are just before. */
export interface BankChangeProof {
  proof: "password" | "link";
  /** Public address of the application, without a slash at the end. */
  appUrl: string;
}

/**
 * Changes the IBAN and the BIC. Messages written from now on carry the new ones; what has left
 * keeps what it said. The caller has asked the person to prove who they are.
 *
 * @returns true when something changed
 * @throws InputError with every field that is wrong
 */
export async function changeBankDetails(
  ctx: CompanyCtx,
  raw: RawFields,
  { proof, appUrl }: BankChangeProof,
): Promise<boolean> {
  const input = readFields(raw, BANK_FIELDS);
  if (input.bic !== null && input.iban === null) {
    throw fieldError("iban", "REQUIRED", "Un BIC seul ne suffit pas\u00a0: indiquez aussi l’IBAN.");
  }
  const changed = await changeCompany(ctx, {
    action: "company.bank_changed",
    values: input,
    show: (value, field) => (field === "iban" && typeof value === "string" ? maskIban(value) : value),
    data: { proof } satisfies Record<string, JournaledValue>,
    andThen: (tx) => tellOwners(tx, ctx, input.iban, appUrl),
  });
  if (changed) await ctx.bell.ring("mail", {});
  return changed;
}

async function tellOwners(tx: Tx, ctx: CompanyCtx, iban: string | null, appUrl: string): Promise<void> {
  const company = await tx.company.findUniqueOrThrow({
    where: { id: ctx.companyId },
    select: { legalName: true, tradeName: true, slug: true },
  });
  const owners = await tx.membership.findMany({
    where: { companyId: ctx.companyId, role: "OWNER" },
    select: { user: { select: { email: true } } },
  });
  const name = company.tradeName ?? company.legalName;
  const account = iban === null ? "Aucun IBAN n’est plus indiqué" : `Le nouvel IBAN est ${maskIban(iban)}`;
  for (const { user } of owners) {
    await queueAccountMailIn(
      tx,
      user.email,
      {
        subject: `${name}\u00a0: les coordonnées bancaires ont changé`,
        preheader: "Vérifiez que ce changement vient bien de vous.",
        paragraphs: [
          `Les coordonnées bancaires de ${name} viennent de changer. ${account}. Les prochaines relances les porteront.`,
        ],
        button: { label: "Vérifier", url: `${appUrl}/${company.slug}/reglages` },
        notice:
          "Si ce n’est pas vous, arrêtez tout depuis les réglages et changez votre mot de passe\u00a0: quelqu’un est entré.",
      },
      ctx.clock.now(),
    );
  }
}
