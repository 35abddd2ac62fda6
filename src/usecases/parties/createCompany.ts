/** A new company, checked and ready to remind: safe mode on, the default scenario in place. */
import { randomBytes } from "node:crypto";
import { inCompany, type Tx } from "@/db/inCompany";
import { isSlugTaken } from "@/db/parties/slugs";
import { appendJournal } from "@/db/system/journal";
import { newId } from "@/db/values";
import { DEFAULT_STEPS } from "@/domain/dunning/scenario";
import { line, optional, positiveAmount, type RawFields, readFields, required } from "@/domain/fields";
import { parseEmailAddress } from "@/domain/parties/emailAddress";
import { parseBic, parseIban } from "@/domain/parties/iban";
import { parsePhoneNumber } from "@/domain/parties/phoneNumber";
import { parsePostcode, suggestCalendarZone } from "@/domain/parties/postcode";
import { parseSiren } from "@/domain/parties/siren";
import { slugOf } from "@/domain/parties/slug";
import { parseVatNumber, vatNumberOfSiren } from "@/domain/parties/vatNumber";
import type { Clock } from "../ports";

export const COMPANY_FIELDS = {
  legalName: line("la raison sociale", 120),
  tradeName: optional(line("le nom commercial", 120)),
  legalForm: line("la forme juridique (SARL, SAS, EI…)", 30),
  siren: required("Indiquez le SIREN, neuf chiffres.", parseSiren),
  vatNumber: optional(parseVatNumber),
  shareCapitalCents: optional(positiveAmount("le capital")),
  rcsCity: optional(line("la ville du RCS", 60)),
  complement: optional(line("le complément d’adresse", 60)),
  street: line("le numéro et la rue", 60),
  postcode: required("Indiquez le code postal.", parsePostcode),
  city: line("la ville", 60),
  phone: optional(parsePhoneNumber),
  email: required("Indiquez l’adresse électronique de la société.", parseEmailAddress),
  iban: optional(parseIban),
  bic: optional(parseBic),
  signatoryName: line("le nom de la personne qui signe", 80),
  signatoryTitle: optional(line("la qualité du signataire", 60)),
} as const;

export interface CreatedCompany {
  companyId: string;
  slug: string;
}

/**
 * Creates a company owned by this user.
 *
 * @throws InputError with every field that is wrong
 */
export async function createCompany(
  ctx: { userId: string; clock: Clock },
  raw: RawFields,
): Promise<CreatedCompany> {
  const input = readFields(raw, COMPANY_FIELDS);
  const companyId = newId();
  const now = ctx.clock.now();
  const slug = await freeSlug(input.tradeName ?? input.legalName);
  await inCompany(companyId, async (tx) => {
    await tx.company.create({
      data: {
        ...input,
        id: companyId,
        slug,
        vatNumber: input.vatNumber ?? vatNumberOfSiren(input.siren),
        replyToEmail: input.email,
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
    data: DEFAULT_STEPS.map((step) => ({ ...step, companyId, id: newId(), versionId })),
  });
}
