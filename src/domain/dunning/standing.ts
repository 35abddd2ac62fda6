/** Where an invoice stands, in the one word a list shows: derived, never stored. */
import type { LocalDate } from "../calendar";
import { daysBetween } from "../calendar";
import { formatDateShort } from "../dateText";
import { NBSP } from "../money";
import type { Reason } from "./reason";
import { holdName, reasonSentence } from "./reason";
import type { Channel, Tone } from "./scenario";

export type StandingTone = "neutral" | "accent" | "info" | "caution" | "critical" | "positive";

export interface Standing {
  /** Word of the state: `À relancer`, `Litige`, `Soldée`. */
  word: string;
  tone: StandingTone;
  /** Sign that goes with it, by its role. */
  sign:
    | "circle"
    | "clock"
    | "phone"
    | "pause"
    | "mail"
    | "question"
    | "calendar"
    | "inbox"
    | "check"
    | "stop";
}

export interface StandingFacts {
  status: "OPEN" | "PAID" | "CANCELLED" | "WRITTEN_OFF";
  dueOn: LocalDate;
  today: LocalDate;
  planKind: "RUN" | "WAIT" | "STOP" | null;
  channel: Channel | null;
  tone: Tone | null;
  onDate: LocalDate | null;
  reasons: readonly Reason[];
  /** Channel of the last step that happened. */
  lastChannel: Channel | null;
  /** A call about it waits to be made. */
  hasOpenCall: boolean;
}

const CLOSED: Record<"PAID" | "CANCELLED" | "WRITTEN_OFF", Standing> = {
  PAID: { word: "Soldée", tone: "positive", sign: "check" },
  CANCELLED: { word: "Annulée", tone: "neutral", sign: "stop" },
  WRITTEN_OFF: { word: "Passée en perte", tone: "neutral", sign: "stop" },
};

/** The state of an invoice for a list. */
export function standingOf(facts: StandingFacts): Standing {
  if (facts.status !== "OPEN") return CLOSED[facts.status];
  const held = facts.reasons.find((reason) => reason.code === "HELD");
  if (held?.code === "HELD") return heldStanding(held);
  if (facts.reasons.some((reason) => reason.code === "FREE_CREDIT")) {
    return { word: "Avoir à affecter", tone: "info", sign: "pause" };
  }
  const inFlight = facts.reasons.find((reason) => reason.code === "IN_FLIGHT");
  if (inFlight?.code === "IN_FLIGHT") {
    if (inFlight.state === "UNCERTAIN") return { word: "Envoi incertain", tone: "caution", sign: "question" };
    if (inFlight.state === "LEAVING") return { word: "En partance", tone: "neutral", sign: "mail" };
    const isNotice = inFlight.channel === "FORMAL_NOTICE";
    if (inFlight.state === "TO_POST")
      return { word: "À poster", tone: isNotice ? "critical" : "accent", sign: "mail" };
    return { word: "À approuver", tone: isNotice ? "critical" : "accent", sign: "mail" };
  }
  if (facts.planKind === "STOP" && facts.lastChannel === "FORMAL_NOTICE") {
    return { word: "Mise en demeure", tone: "critical", sign: "mail" };
  }
  if (facts.hasOpenCall) return { word: "À appeler", tone: "accent", sign: "phone" };
  if (facts.lastChannel !== null) return { word: "Relancée", tone: "caution", sign: "clock" };
  if (facts.dueOn >= facts.today) return { word: "À échoir", tone: "neutral", sign: "circle" };
  return facts.planKind === "STOP"
    ? { word: "Sans relance", tone: "neutral", sign: "stop" }
    : { word: "À relancer", tone: "neutral", sign: "circle" };
}

function heldStanding(held: Extract<Reason, { code: "HELD" }>): Standing {
  switch (held.kind) {
    case "DISPUTE":
      return { word: "Litige", tone: "info", sign: "pause" };
    case "PROMISE":
      return { word: "Promesse", tone: "info", sign: "calendar" };
    case "DECLARATION":
      return { word: `«${NBSP}J’ai payé${NBSP}»`, tone: "positive", sign: "inbox" };
    case "DIRECT_DEBIT":
      return { word: "Prélèvement", tone: "info", sign: "calendar" };
    case "BANK_LINE":
      return { word: "Virement reçu", tone: "positive", sign: "inbox" };
    default:
      return { word: holdName(held), tone: "info", sign: "pause" };
  }
}

const CHANNEL_WORDS: Record<Channel, string> = {
  EMAIL: "Courriel",
  CALL: "Appel",
  LETTER: "Lettre",
  FORMAL_NOTICE: "Mise en demeure",
};

/** `Courriel ferme, jeu. 26 nov.`: what comes next, for a list. */
export function nextWords(facts: StandingFacts): string {
  if (facts.status !== "OPEN") return "";
  if (facts.planKind === "WAIT" && facts.channel !== null && facts.onDate !== null) {
    const name = comingName(facts, facts.channel);
    const days = daysBetween(facts.today, facts.onDate);
    const when = days === 0 ? "aujourd’hui" : days === 1 ? "demain" : `le ${formatDateShort(facts.onDate)}`;
    return `${name}, ${when}`;
  }
  if (facts.planKind === "RUN") return "En cours de traitement";
  const [first] = facts.reasons;
  return first ? awaitedWords(first) : "";
}

function comingName({ tone, hasOpenCall }: StandingFacts, channel: Channel): string {
  if (channel === "EMAIL" && tone === "FIRM") return "Courriel ferme";
  // One waits to be made already: this is another.
  return channel === "CALL" && hasOpenCall ? "Nouvel appel" : CHANNEL_WORDS[channel];
}

/** What is awaited, in the few words a column holds; the page of the invoice has the whole reason. */
function awaitedWords(reason: Reason): string {
  switch (reason.code) {
    case "HELD":
      return heldWords(reason);
    case "IN_FLIGHT": {
      const what = CHANNEL_WORDS[reason.channel];
      if (reason.state === "UNCERTAIN") return "Dire si la relance est partie";
      if (reason.state === "AWAITING_APPROVAL") return `${what} à approuver`;
      return reason.state === "TO_POST" ? `${what} à poster` : `${what} en partance`;
    }
    case "FREE_CREDIT":
      return "Affecter l’avoir du client";
    case "COMPANY_PAUSED":
      return `Aucune${NBSP}: tout est arrêté`;
    case "CLIENT_OPT_OUT":
      return `Aucune${NBSP}: client exclu`;
    case "INVOICE_OPT_OUT":
      return `Aucune${NBSP}: facture exclue`;
    case "NO_SCENARIO":
      return `Aucune${NBSP}: pas de scénario`;
    case "SCENARIO_FINISHED":
      return `Aucune${NBSP}: scénario terminé`;
    default:
      return reasonSentence(reason).replace(/\.$/, "");
  }
}

function heldWords(held: Extract<Reason, { code: "HELD" }>): string {
  const { kind, untilOn, debitOn } = held;
  const until = untilOn ? `, jusqu’au ${formatDateShort(untilOn)}` : "";
  switch (kind) {
    case "DISPUTE":
      return "Répondre au litige";
    case "DECLARATION":
      return "Confirmer le règlement";
    case "PROMISE":
      return `Promesse${until}`;
    case "DIRECT_DEBIT":
      return debitOn ? `Prélèvement du ${formatDateShort(debitOn)}` : "Prélèvement";
    case "BANK_LINE":
      return "Rapprocher le virement reçu";
    case "IMPORT":
      return "Vérifier qu’elle reste due";
    default:
      return `${holdName(held)}${until}`;
  }
}
