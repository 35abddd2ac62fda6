/** How a message is called, where it stands, and when it left. */
import { formatDate, formatMinuteOfDay } from "@/domain/dateText";
import { NOTE_NAMES } from "@/domain/dunning/note";
import { NBSP } from "@/domain/money";
import { localDateAt, minuteOfDayAt } from "@/domain/zonedTime";
import type { IconName } from "@/ui/text/iconPaths";
import type { Tone } from "@/ui/text/tone";
import type { MessageView } from "@/usecases/dunning/readMessage";

const MESSAGE_STATES: Record<MessageView["state"], { word: string; icon: IconName; tone?: Tone }> = {
  AWAITING_APPROVAL: { word: "À approuver", icon: "lock", tone: "caution" },
  READY: { word: "En partance", icon: "send" },
  SENDING: { word: "En partance", icon: "send" },
  SENT: { word: "Parti", icon: "check", tone: "positive" },
  FAILED: { word: "Refusé", icon: "warning", tone: "critical" },
  UNCERTAIN: { word: "Envoi incertain", icon: "question", tone: "caution" },
  CANCELLED: { word: "Retiré", icon: "close" },
};

const REMINDERS: Record<MessageView["tone"], string> = {
  FRIENDLY: "Relance par courriel",
  FIRM: "Relance ferme par courriel",
  FINAL: "Dernière relance par courriel",
};

export function messageTitle({ kind, tone }: MessageView): string {
  return kind === "REMINDER" ? REMINDERS[tone] : NOTE_NAMES[kind];
}

const LOST = { word: "Pas arrivé", icon: "warning", tone: "critical" } as const;

/** One that left for its copies only, or came back, has not arrived. */
export function stateOf({ state, hasReachedCopiesOnly }: MessageView): (typeof MESSAGE_STATES)["SENT"] {
  return state === "SENT" && hasReachedCopiesOnly ? LOST : MESSAGE_STATES[state];
}

/** `Conserverie Le Guen, remise au serveur du destinataire le 9 novembre 2026 à 9 h 15.` */
export function sentWords(message: MessageView): string {
  const { clientName, state, sentAtMs, timeZone, outcome, hasReachedCopiesOnly } = message;
  if (sentAtMs !== null) {
    const day = formatDate(localDateAt(sentAtMs, timeZone));
    const hour = formatMinuteOfDay(minuteOfDayAt(sentAtMs, timeZone));
    const words = outcome ? ` Réponse du serveur${NBSP}: «${NBSP}${outcome}${NBSP}».` : "";
    const lost = hasReachedCopiesOnly ? ` Aucun de ceux à qui il s’adresse ne l’a reçu.${words}` : "";
    return `${clientName}, remis au serveur du destinataire le ${day} à ${hour}.${lost}`;
  }
  if (hasReachedCopiesOnly && state === "READY") {
    return `${clientName}. Les copies sont parties${NBSP}; le serveur fait attendre le destinataire, à qui seul le message est présenté de nouveau.`;
  }
  if (hasReachedCopiesOnly && state === "CANCELLED") {
    return `${clientName}. Retiré avant d’arriver au destinataire${NBSP}; les copies étaient parties.`;
  }
  if (state === "UNCERTAIN") {
    return `${clientName}. La connexion a été coupée pendant l’envoi${NBSP}: ce message est peut-être arrivé.`;
  }
  if (state === "FAILED" && outcome) {
    const since = message.isTreated ? " Une personne en a décidé la suite depuis." : "";
    return `${clientName}. Réponse du serveur${NBSP}: «${NBSP}${outcome}${NBSP}».${since}`;
  }
  return `${clientName}.`;
}
