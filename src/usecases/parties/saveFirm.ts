/** A firm's own identity, and what the law asks of a collector, as its letters carry them. */
import { asNobody } from "@/db/inCompany";
import { fromLocalDate } from "@/db/values";
import {
  date,
  type FieldReader,
  fieldError,
  line,
  oneOf,
  optional,
  positiveAmount,
  type RawFields,
  readFields,
  required,
} from "@/domain/fields";
import { FIRM_KINDS, type FirmKind } from "@/domain/parties/firm";
import { parsePostcode } from "@/domain/parties/postcode";
import { parseSiren } from "@/domain/parties/siren";
import { localDateAt } from "@/domain/zonedTime";
import type { FirmCtx } from "../ports";

export const firmKind: FieldReader<FirmKind> = oneOf(FIRM_KINDS, "Choisissez ce qu’est le cabinet.");

const IDENTITY = {
  kind: firmKind,
  name: line("le nom du cabinet", 120),
  legalForm: line("la forme juridique (SAS, SELARL, EI…)", 30),
  shareCapitalCents: optional(positiveAmount("le capital")),
  siren: required("Indiquez le SIREN, neuf chiffres.", parseSiren),
  rcsCity: optional(line("la ville du RCS", 60)),
  street: line("le numéro et la rue", 60),
  postcode: required("Indiquez le code postal.", parsePostcode),
  city: line("la ville", 60),
  signatoryName: line("le nom de la personne qui signe", 80, { optional: true }),
  signatoryTitle: line("la qualité du signataire", 60, { optional: true }),
} as const;

const GUARANTEES = {
  insurerName: line("l’assureur", 120),
  insurancePolicy: line("le numéro du contrat", 60),
  insuredUntil: required("Indiquez la fin de l’assurance.", date),
  fundsBank: line("la banque qui tient le compte réservé", 120),
  declaredOn: required("Indiquez le jour de la déclaration au procureur.", date),
  declaredCourt: line("le tribunal judiciaire de la déclaration", 80),
} as const;

/**
 * Saves who the firm is. The caller has checked that the person is a partner.
 *
 * @throws InputError with every field that is wrong
 */
export async function saveFirmIdentity(ctx: FirmCtx, raw: RawFields): Promise<void> {
  const input = readFields(raw, IDENTITY);
  await asNobody((tx) => tx.firm.update({ where: { id: ctx.firmId }, data: input }));
}

/**
 * Saves what CPCE R124-2 asks of whoever collects for others: professional liability insurance,
 * account kept for the funds of others, declaration to the public prosecutor. The caller has
 * checked that the person is a partner.
 *
 * @throws InputError with every field that is wrong
 */
export async function saveFirmGuarantees(ctx: FirmCtx, raw: RawFields): Promise<void> {
  const input = readFields(raw, GUARANTEES);
  const today = localDateAt(ctx.clock.now(), "Europe/Paris");
  if (input.insuredUntil < today) {
    throw fieldError(
      "insuredUntil",
      "OVER",
      "Cette assurance a pris fin\u00a0: aucune lettre ne pourrait partir. Indiquez celle qui court.",
    );
  }
  if (input.declaredOn > today) throw fieldError("declaredOn", "FUTURE", "Ce jour n’est pas encore venu.");
  await asNobody((tx) =>
    tx.firm.update({
      where: { id: ctx.firmId },
      data: {
        ...input,
        insuredUntil: fromLocalDate(input.insuredUntil),
        declaredOn: fromLocalDate(input.declaredOn),
      },
    }),
  );
}
