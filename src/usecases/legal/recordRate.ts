/** Enters an official rate: the first of its half-year, or a correction, which is a new entry. */
import { addRateVersion } from "@/db/legal/rateVersions";
import type { LocalDate } from "@/domain/calendar";
import { fieldError, line, oneOf, type RawFields, readFields } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { formatHalfYear, type HalfYear, halfYearOf, isHalfYear, nextHalfYear } from "@/domain/legal/halfYear";
import type { LegalRates } from "@/domain/legal/rateTables";
import { parseRateBps } from "@/domain/legal/rateText";
import { mayEnterRate, RATE_KINDS, type RateVersion } from "@/domain/legal/rateVersions";
import { typeset } from "@/domain/typography";
import type { Clock } from "../ports";

/** Who enters it. The caller has checked that this person may. */
export interface RateAuthor {
  userId: string;
  name: string;
}

/**
 * Adds a rate. What was computed, printed or sent before keeps the figures it had.
 *
 * @param rates the tables in force, to refuse an entry that changes nothing
 * @returns the entry
 * @throws InputError with every field that is wrong
 */
export async function recordRate(
  author: RateAuthor,
  raw: RawFields,
  day: { today: LocalDate; clock: Clock },
  rates: LegalRates,
): Promise<RateVersion> {
  const version = readRate(raw, day.today);
  if (isKnown(version, rates)) {
    throw fieldError("rate", "UNCHANGED", "Cette valeur est déjà celle de la table, avec la même source.");
  }
  await addRateVersion(version, { ...author, at: new Date(day.clock.now()) });
  return version;
}

function readRate(raw: RawFields, today: LocalDate): RateVersion {
  const { kind, ...input } = readFields(raw, {
    kind: oneOf(RATE_KINDS, "Choisissez le taux."),
    halfYear: (text: string) => readHalfYear(text, today),
    rate: (text: string) => parseRateBps(text, "le taux publié"),
    confidence: oneOf(["sure", "likely"], "Dites si vous l’avez lu sur le site officiel."),
    source: line("où vous l’avez lu", 200),
  });
  const individualBps =
    kind === "LEGAL_INTEREST"
      ? readFields(raw, {
          individualRate: (text: string) =>
            parseRateBps(text, "le taux des particuliers, publié avec l’autre"),
        }).individualRate
      : null;
  const { rate: rateBps, halfYear, confidence, source } = input;
  return { kind, halfYear, rateBps, individualBps, confidence, source };
}

function readHalfYear(text: string, today: LocalDate): HalfYear {
  if (!isHalfYear(text)) throw new DomainError("HALF_YEAR", "Choisissez le semestre.");
  if (!mayEnterRate(text, today)) {
    const latest = formatHalfYear(nextHalfYear(halfYearOf(today)));
    throw new DomainError(
      "HALF_YEAR",
      typeset(`Un taux s’inscrit de 2015 au ${latest} : aucun n’est publié plus tôt.`),
    );
  }
  return text;
}

function isKnown(version: RateVersion, rates: LegalRates): boolean {
  const isSame = (row: { halfYear: HalfYear; confidence: string; source: string } | undefined) =>
    row?.confidence === version.confidence && row.source === version.source;
  if (version.kind === "ECB_REFINANCING") {
    const row = rates.ecbRefinancing.find(({ halfYear }) => halfYear === version.halfYear);
    return isSame(row) && row?.rateBps === version.rateBps;
  }
  const row = rates.legalInterest.find(({ halfYear }) => halfYear === version.halfYear);
  return isSame(row) && row?.otherCasesBps === version.rateBps && row.individualBps === version.individualBps;
}
