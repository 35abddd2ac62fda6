/** Makes a key by which a program acts for the company. It is told once, and only its hash is kept. */
import type { Tx } from "@/db/inCompany";
import { hashLinkToken, newLinkSecret } from "@/db/system/linkSecret";
import { newId } from "@/db/values";
import { addDays, type LocalDate } from "@/domain/calendar";
import { date, fieldError, line, oneOf, optional, type RawFields, readFields } from "@/domain/fields";
import { invariant } from "@/domain/invariant";
import { API_SCOPE_NAMES, API_SCOPES, type ApiScope, apiKeyOf, endingOf } from "@/domain/parties/apiKey";
import { typeset } from "@/domain/typography";
import { instantOf, localDateAt } from "@/domain/zonedTime";
import { journalBy } from "../journalBy";
import { onceForForm } from "../onceForForm";
import { actorUserId, type CompanyCtx } from "../ports";
import { readCompanyZone } from "./readCompanyZone";
import { tellOwners } from "./tellOwners";

/** Keys at work at once: more would be a mistake. */
const MAX_KEYS = 20;

const KEY_FIELDS = {
  name: line("à quoi sert cette clé", 40),
  scope: oneOf(API_SCOPES, "Choisissez ce que cette clé permet."),
  expiresOn: optional(date),
} as const;

interface NewKey {
  name: string;
  scope: ApiScope;
  /** Last day it works; null: until it is revoked. */
  expiresOn: LocalDate | null;
}

/**
 * Creates a key and tells every owner. The caller has asked the person to prove who they are.
 *
 * @returns the key itself, which nobody can read again; null when this form had created it before
 * @throws InputError with every field that is wrong, also when a key of this name is at work
 */
export async function createApiKey(
  ctx: CompanyCtx,
  raw: RawFields,
  appUrl: string,
): Promise<{ key: string | null }> {
  const input = readFields<NewKey>(raw, KEY_FIELDS);
  const key = apiKeyOf(newLinkSecret().token);
  const id = newId();
  const created = await onceForForm(ctx, async (tx) => {
    await insertKey(tx, ctx, { ...input, id, key });
    await tellOwners(tx, ctx.companyId, ctx.clock.now(), wordsOf(input, appUrl));
    await journalBy(tx, ctx, {
      action: "api_key.created",
      entity: "api_key",
      entityId: id,
      data: { ...input },
    });
    // What is kept of the form for whoever comes second must not be the key.
    return { id };
  });
  await ctx.bell.ring("mail", {});
  return { key: created.id === id ? key : null };
}

async function insertKey(tx: Tx, ctx: CompanyCtx, key: NewKey & { id: string; key: string }): Promise<void> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  const createdById = actorUserId(ctx.actor);
  invariant(createdById, "only a person makes a key");
  // Two owners at the settings take turns: neither the count nor the names are passed.
  await tx.$executeRaw`SELECT 1 FROM company WHERE id = ${companyId}::uuid FOR NO KEY UPDATE`;
  const atWork = { companyId, revokedAt: null };
  const named = await tx.apiKey.findFirst({ where: { ...atWork, name: key.name }, select: { id: true } });
  if (named) throw fieldError("name", "TAKEN", "Une clé porte déjà ce nom. Choisissez-en un autre.");
  if ((await tx.apiKey.count({ where: atWork })) >= MAX_KEYS) {
    throw fieldError("name", "TOO_MANY", `${MAX_KEYS}\u00a0clés existent déjà. Révoquez-en une d’abord.`);
  }
  const zone = await readCompanyZone(tx, companyId);
  if (key.expiresOn !== null && key.expiresOn < localDateAt(now, zone)) {
    throw fieldError("expiresOn", "PAST", "Ce jour est passé. Choisissez un jour à venir.");
  }
  const expiresAt = key.expiresOn && new Date(instantOf(addDays(key.expiresOn, 1), 0, zone));
  await tx.apiKey.create({
    data: {
      companyId,
      id: key.id,
      name: key.name,
      scope: key.scope,
      tokenHash: hashLinkToken(key.key),
      ending: endingOf(key.key),
      createdById,
      createdAt: new Date(now),
      expiresAt,
    },
    select: { id: true },
  });
}

/** What every owner reads of the new key. */
function wordsOf(key: NewKey, appUrl: string) {
  return ({ name, slug }: { name: string; slug: string }) => ({
    subject: typeset(`${name} : une clé d’API vient d’être créée`),
    preheader: "Vérifiez que cette clé vient bien de vous.",
    paragraphs: [
      typeset(
        `La clé « ${key.name} » (${API_SCOPE_NAMES[key.scope].toLowerCase()}) donne à un programme l’accès aux factures et aux clients de ${name}.`,
      ),
    ],
    button: { label: "Voir les clés", url: `${appUrl}/${slug}/reglages/api` },
    notice: typeset(
      "Si ce n’est pas vous, révoquez cette clé et changez votre mot de passe : quelqu’un est entré.",
    ),
  });
}
