/** Which court hears a claim: it depends on the debtor, not on the amount (C. com. L721-3). */
import type { LocalDate } from "../calendar";
import { afterDe } from "../typography";
import { ECONOMIC_COURTS, ECONOMIC_COURTS_PERIOD } from "./courtData";

/**
 * COMMERCIAL: trader, commercial company, craftsman. CIVIL: consumer, liberal profession,
 * association, SCI, farmer.
 */
export type DebtorActivity = "COMMERCIAL" | "CIVIL";

export type CourtKind = "TRIBUNAL_DE_COMMERCE" | "TRIBUNAL_ACTIVITES_ECONOMIQUES" | "TRIBUNAL_JUDICIAIRE";

export interface CourtSearch {
  readonly debtorActivity: DebtorActivity;
  /** Town where the court of the debtor sits, when known. */
  readonly courtCity?: string | undefined;
  /** Bas-Rhin, Haut-Rhin, Moselle: the commercial chamber of the tribunal judiciaire. */
  readonly isAlsaceMoselle?: boolean | undefined;
  /** Day on which the court is seised. */
  readonly on: LocalDate;
}

export interface CompetentCourt {
  readonly kind: CourtKind;
  /** As written in a letter, without article: « tribunal des activités économiques de Lyon ». */
  readonly name: string;
}

/** The court of the debtor's domicile or registered office (CPC 42 and 1406). */
export function competentCourt(search: CourtSearch): CompetentCourt {
  const { courtCity } = search;
  if (search.debtorActivity === "CIVIL") {
    return { kind: "TRIBUNAL_JUDICIAIRE", name: `tribunal judiciaire${placeOf(courtCity)}` };
  }
  if (search.isAlsaceMoselle) {
    return {
      kind: "TRIBUNAL_JUDICIAIRE",
      name: `chambre commerciale du tribunal judiciaire${placeOf(courtCity)}`,
    };
  }
  const isExperimental =
    search.on >= ECONOMIC_COURTS_PERIOD.fromOn && search.on <= ECONOMIC_COURTS_PERIOD.toOn;
  if (isExperimental && courtCity !== undefined && courtCity in ECONOMIC_COURTS) {
    return {
      kind: "TRIBUNAL_ACTIVITES_ECONOMIQUES",
      name: `tribunal des activités économiques${placeOf(courtCity)}`,
    };
  }
  return { kind: "TRIBUNAL_DE_COMMERCE", name: `tribunal de commerce${placeOf(courtCity)}` };
}

/** ` de Lyon`, ` d’Angers`, ` du Havre`, or the place where the debtor is when the town is unknown. */
function placeOf(city: string | undefined): string {
  if (city === undefined) return " du siège ou du domicile du débiteur";
  const known = ECONOMIC_COURTS[city];
  if (known !== undefined) return ` ${known}`;
  if (city.startsWith("Le ")) return ` du ${city.slice(3)}`;
  return ` ${afterDe(city)}`;
}
