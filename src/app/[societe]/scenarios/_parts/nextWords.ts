import { formatDateShort } from "@/domain/dateText";
import type { NextBrief } from "@/usecases/dunning/publishVersion";

/** « J+15, courriel ferme, le 24 nov. ». */
export function nextWords({ words, on }: NextBrief): string {
  if (words === null) return "Rien";
  return on === null ? words : `${words}, le ${formatDateShort(on, true)}`;
}
