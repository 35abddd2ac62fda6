/** A new company, checked and ready to remind: safe mode on, the default scenario in place. */
import { randomBytes } from "node:crypto";
import { asUser, inCompany, inSlicesOfCompanies, type Tx } from "@/db/inCompany";
import { isSlugTaken } from "@/db/parties/slugs";
import { appendJournal } from "@/db/system/journal";
import { newId } from "@/db/values";
import { DEFAULT_STEPS } from "@/domain/dunning/scenario";
import { fieldError, optional, type RawFields, readFields } from "@/domain/fields";
import { parseEmailAddress } from "@/domain/parties/emailAddress";
import { suggestCalendarZone } from "@/domain/parties/postcode";
import { slugOf } from "@/domain/parties/slug";
import type { Clock } from "../ports";
import { BANK_FIELDS, IDENTITY_FIELDS, SIGNATORY_FIELDS, withVatNumber } from "./companyFields";

const COMPANY_FIELDS = {
  ...IDENTITY_FIELDS,
  ...BANK_FIELDS,
  ...SIGNATORY_FIELDS,
  replyToEmail: optional(parseEmailAddress),
} as const;

export interface CreatedCompany {
  companyId: string;
  slug: string;
}

/**
 * Creates a company owned by this user.
 *
 * @throws InputError with every field that is wrong, also when they own a company of this SIREN
 */
export async function createCompany(
  ctx: { userId: string; clock: Clock },
  raw: RawFields,
): Promise<CreatedCompany> {
  const input = withVatNumber(readFields(raw, COMPANY_FIELDS));
  await refuseSecond(ctx.userId, input.siren);
  const companyId = newId();
  const now = ctx.clock.now();
  const slug = await freeSlug(input.tradeName ?? input.legalName);
  await inCompany(companyId, async (tx) => {
    await tx.company.create({
      data: {
        ...input,
        id: companyId,
        slug,
        replyToEmail: input.replyToEmail ?? input.email,
        calendarZone: suggestCalendarZone(input.postcode) ?? "METROPOLE",
        createdAt: new Date(now),
      },
    });
    await tx.membership.create({
      data: { companyId, userId: ctx.userId, role: "OWNER", createdAt: new Date(now) },
    });
    await createDefaultScenario(tx, companyId, now);
    await appendJournal(
      tx,
      companyId,
      [
        {
          actor: `user:${ctx.userId}`,
          action: "company.created",
          entity: "company",
          entityId: companyId,
          data: { siren: input.siren },
        },
      ],
      now,
    );
  });
  return { companyId, slug };
}

/** The same person has no use for a second company of the same SIREN: a form sent twice makes one. */
async function refuseSecond(userId: string, siren: string): Promise<void> {
  const owned = await asUser(userId, (tx) =>
    tx.membership.findMany({ where: { userId, role: "OWNER" }, select: { companyId: true } }),
  );
  const [same] = await inSlicesOfCompanies(
    owned.map((membership) => membership.companyId),
    (tx, ids) =>
      tx.company.findMany({ where: { id: { in: ids }, siren }, select: { legalName: true }, take: 1 }),
  );
  if (same) throw fieldError("siren", "TAKEN", `Vous avez déjà créé ${same.legalName} avec ce SIREN.`);
}

/** Unique over companies this person cannot see: a taken name gets a short random end. */
async function freeSlug(name: string): Promise<string> {
  const wanted = slugOf(name);
  return (await isSlugTaken(wanted)) ? slugOf(name, randomBytes(3).toString("hex")) : wanted;
}

/** The scenario J+2, J+7, J+15, J+30, as version 1. */
export async function createDefaultScenario(tx: Tx, companyId: string, now: number): Promise<void> {
  const scenarioId = newId();
  const versionId = newId();
  const createdAt = new Date(now);
  await tx.scenario.create({
    data: {
      companyId,
      id: scenarioId,
      name: "Professionnels",
      isDefault: true,
      currentVersionId: versionId,
      createdAt,
    },
  });
  await tx.scenarioVersion.create({ data: { companyId, id: versionId, scenarioId, number: 1, createdAt } });
  await tx.scenarioStep.createMany({
    data: DEFAULT_STEPS.map((step) => ({
      ...step,
      clientKinds: [...step.clientKinds],
      companyId,
      id: newId(),
      versionId,
    })),
  });
  await tx.scenarioVersion.update({
    where: { companyId_id: { companyId, id: versionId } },
    data: { publishedAt: createdAt },
  });
}
