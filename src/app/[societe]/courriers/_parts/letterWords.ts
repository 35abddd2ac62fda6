/** How a letter is called and where it stands, in words. */
import { formatDate } from "@/domain/dateText";
import { NBSP } from "@/domain/money";
import type { IconName } from "@/ui/text/iconPaths";
import type { Tone } from "@/ui/text/tone";
import type { LetterLine, LetterTab } from "@/usecases/dunning/listLetters";
import type { LetterView } from "@/usecases/dunning/readLetter";

export const TAB_LABELS: Record<LetterTab, string> = {
  "a-approuver": "À approuver",
  "a-poster": "À poster",
  "en-chemin": "En chemin",
  distribues: "Distribués",
  revenus: "Revenus",
  "a-renvoyer": "À renvoyer",
  retires: "Retirés",
  tous: "Tous",
};

export const CHANNEL_NAMES: Record<LetterView["channel"], string> = {
  LETTER: "Lettre simple",
  FORMAL_NOTICE: "Mise en demeure",
};

export const RETURN_NAMES = {
  UNCLAIMED: "Non réclamée",
  REFUSED: "Refusée par le destinataire",
  WRONG_ADDRESS: "Adresse erronée (NPAI)",
} as const;

export const PROOF_NAMES = {
  DEPOSIT: "Preuve de dépôt",
  RECEIPT: "Avis de réception",
  ENVELOPE: "Enveloppe revenue",
  OTHER: "Autre pièce",
} as const;

interface Stage {
  word: string;
  icon: IconName;
  tone?: Tone;
}

type Standing = Pick<LetterLine, "channel" | "state" | "returnReason" | "isReplaced" | "isStale"> & {
  problem: string | null;
  isHanded: boolean;
};

/** The word, shape and colour of a letter's state. */
export function letterStage(letter: Standing): Stage {
  switch (letter.state) {
    case "DRAFT":
      return letter.problem
        ? { word: "À compléter", icon: "warning", tone: "caution" }
        : { word: "En préparation", icon: "clock" };
    case "TO_APPROVE":
      return letter.isStale
        ? { word: "À redessiner", icon: "warning", tone: "caution" }
        : { word: "À approuver", icon: "lock", tone: "caution" };
    case "TO_POST":
      if (letter.isHanded) return { word: "Chez le prestataire", icon: "send" };
      return letter.isStale
        ? { word: "Ne pas poster", icon: "warning", tone: "critical" }
        : { word: "À poster", icon: "envelope", tone: "caution" };
    case "POSTED":
      return { word: letter.channel === "LETTER" ? "Postée" : "En chemin", icon: "send" };
    case "PRESENTED":
      return { word: "Présentée", icon: "clock", tone: "info" };
    case "DELIVERED":
      return { word: "Distribuée", icon: "check", tone: "positive" };
    case "RETURNED":
      if (letter.returnReason !== "WRONG_ADDRESS")
        return { word: "Revenue, reste valable", icon: "check", tone: "info" };
      return letter.isReplaced
        ? { word: "Renvoyée", icon: "check" }
        : { word: "Adresse erronée", icon: "warning", tone: "caution" };
    case "CANCELLED":
      return { word: "Retirée", icon: "close" };
  }
}

/** `Postée le 18 novembre 2026, n° 1A 047…`: the last fact known, for the list. */
export function lastFact(letter: LetterLine, today: string): string {
  if (letter.state === "DRAFT") return letter.outcome ?? "Le courrier se prépare.";
  if (letter.refusal && letter.state === "TO_POST") return letter.refusal;
  if (letter.deadlineOn !== null) {
    if (letter.openCount === 0) return "Réglée depuis.";
    const day = formatDate(letter.deadlineOn);
    if (letter.deadlineOn >= today) return `Délai de paiement jusqu’au ${day}.`;
    return letter.isFollowedUp ? `Délai écoulé le ${day}, suite décidée.` : `Délai écoulé le ${day}.`;
  }
  if (letter.presentedOn !== null) return `Présentée le ${formatDate(letter.presentedOn)}.`;
  if (letter.postedOn !== null) return `Postée le ${formatDate(letter.postedOn)}.`;
  if (letter.isStale && letter.state !== "CANCELLED") {
    return letter.openCount === 0 ? "Réglée depuis : retirez-la." : "Les faits ont changé depuis.";
  }
  if (letter.state === "CANCELLED") return letter.outcome ?? "";
  return `Datée du ${formatDate(letter.datedOn)}.`;
}

/** `F-2026-0418`, or `F-2026-0418 et 2 autres`. */
export function numbersWords(numbers: readonly string[]): string {
  const [first = "", ...others] = numbers;
  if (others.length === 0) return first;
  return `${first} et ${others.length}${NBSP}autre${others.length > 1 ? "s" : ""}`;
}
