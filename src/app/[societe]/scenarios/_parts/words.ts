import type { Channel, ScenarioStep } from "@/domain/dunning/scenario";
import { NBSP } from "@/domain/money";
import type { IconName } from "@/ui/text/iconPaths";
import type { ScenarioLine } from "@/usecases/dunning/readScenario";

export const CHANNEL_ICONS: Record<Channel, IconName> = {
  EMAIL: "send",
  CALL: "phone",
  LETTER: "envelope",
  FORMAL_NOTICE: "envelope",
};

export const CHANNEL_NAMES: Record<Channel, string> = {
  EMAIL: "Courriel",
  CALL: "Appel",
  LETTER: "Lettre simple",
  FORMAL_NOTICE: "Lettre recommandée",
};

export const TONE_NAMES: Record<ScenarioStep["tone"], string> = {
  FRIENDLY: "Courtois : la somme due, sans pénalités",
  FIRM: "Ferme : la somme due, les pénalités et l’indemnité, ligne à ligne",
  FINAL: "Dernier rappel : la somme exigible et le délai pour la payer",
};

/** « Il s’applique à 42 clients et 29 factures en cours. » */
export function usageSentence({ clientCount, openCount }: ScenarioLine): string {
  if (clientCount === 0) return "Aucun client ne le suit.";
  const clients = clientCount > 1 ? `${clientCount}${NBSP}clients` : "un client";
  const invoices =
    openCount === 0
      ? "aucune facture en cours"
      : openCount > 1
        ? `${openCount}${NBSP}factures en cours`
        : "une facture en cours";
  return `Il s’applique à ${clients} et ${invoices}.`;
}

/** « 15 jours après l’échéance ». */
export function whenSentence(offsetDays: number): string {
  if (offsetDays === 0) return "Le jour de l’échéance";
  const days = Math.abs(offsetDays);
  const text = `${days}${NBSP}jour${days > 1 ? "s" : ""}`;
  return offsetDays > 0 ? `${text} après l’échéance` : `${text} avant l’échéance`;
}
