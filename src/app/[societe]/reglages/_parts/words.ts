/** How settings are said on screen. */
import type { CalendarZone } from "@/domain/calendarZone";
import { formatMinuteOfDay } from "@/domain/dateText";
import type { PenaltyPolicy } from "@/domain/legal/penaltyPolicy";
import { formatRateBps, NBSP } from "@/domain/money";

export const ZONE_NAMES: Record<CalendarZone, string> = {
  METROPOLE: "France métropolitaine",
  ALSACE_MOSELLE: "Alsace-Moselle",
  GUADELOUPE: "Guadeloupe",
  MARTINIQUE: "Martinique",
  GUYANE: "Guyane",
  REUNION: "La Réunion",
  MAYOTTE: "Mayotte",
};

/** `de 9 h 00 à 17 h 30`. */
export function windowWords(opensAt: number, closesAt: number): string {
  return `de ${formatMinuteOfDay(opensAt)} à ${formatMinuteOfDay(closesAt)}`;
}

/** `1 jour`, `7 jours`. */
export function days(count: number): string {
  return `${count}${NBSP}jour${count > 1 ? "s" : ""}`;
}

/** The rule of penalties in a few words. */
export function policyWords(policy: PenaltyPolicy): string {
  switch (policy.kind) {
    case "CONTRACT_FIXED":
      return `Taux de vos conditions générales${NBSP}: ${formatRateBps(policy.rateBps)} par an`;
    case "CONTRACT_ECB_PLUS":
      return `Taux de la BCE majoré de ${formatRateBps(policy.marginBps).replace("%", "points")}`;
    case "CONTRACT_3X_LEGAL":
      return "Trois fois le taux d’intérêt légal";
    default:
      return `Taux de la loi${NBSP}: BCE majoré de 10${NBSP}points`;
  }
}
