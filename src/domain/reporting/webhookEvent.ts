/** What programs of a company may be told as it happens: a closed list, whose names never change. */
import type { JournalAction } from "./journalSentence";

export const WEBHOOK_EVENTS = [
  "payment.recorded",
  "payment.cancelled",
  "invoice.settled",
  "invoice.written_off",
  "invoice.cancelled",
  "invoice.reopened",
  "credit_note.recorded",
  "credit_note.cancelled",
  "reminder.sent",
  "reminder.failed",
  "reminder.uncertain",
  "answer.received",
  "promise.broken",
  "dispute.decided",
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

export const WEBHOOK_EVENT_NAMES: Record<WebhookEvent, string> = {
  "payment.recorded": "Règlement enregistré",
  "payment.cancelled": "Règlement annulé",
  "invoice.settled": "Facture soldée",
  "invoice.written_off": "Facture passée en perte",
  "invoice.cancelled": "Facture annulée",
  "invoice.reopened": "Facture rouverte",
  "credit_note.recorded": "Avoir enregistré",
  "credit_note.cancelled": "Avoir annulé",
  "reminder.sent": "Relance partie, par courriel ou par lettre",
  "reminder.failed": "Relance non partie",
  "reminder.uncertain": "Relance dont l’envoi est incertain",
  "answer.received": "Réponse du client : « j’ai payé », promesse, litige…",
  "promise.broken": "Promesse non tenue",
  "dispute.decided": "Litige tranché",
};

/**
 * Entries of the journal of which programs may be told, and as what: `invoice.settled` when it did settle it, and a
 * correction when its total settled the invoice, or opened it again.
 */
const EVENTS_OF: Partial<Record<JournalAction, readonly WebhookEvent[]>> = {
  "payment.recorded": ["payment.recorded", "invoice.settled"],
  "payment.reversed": ["payment.cancelled"],
  "credit_note.added": ["credit_note.recorded", "invoice.settled"],
  "credit_note.cancelled": ["credit_note.cancelled"],
  "invoice.edited": ["invoice.settled", "invoice.reopened"],
  "invoice.written_off": ["invoice.written_off"],
  "invoice.cancelled": ["invoice.cancelled"],
  "invoice.reopened": ["invoice.reopened"],
  "message.sent": ["reminder.sent"],
  "message.confirmed_sent": ["reminder.sent"],
  "letter.posted": ["reminder.sent"],
  "message.failed": ["reminder.failed"],
  "message.confirmed_not_sent": ["reminder.failed"],
  "message.uncertain": ["reminder.uncertain"],
  "answer.recorded": ["answer.received"],
  "promise.broken": ["promise.broken"],
  "dispute.accepted": ["dispute.decided"],
  "dispute.maintained": ["dispute.decided"],
};

/** What programs may be told of such an entry. */
export function eventsOf(action: JournalAction): readonly WebhookEvent[] {
  return EVENTS_OF[action] ?? [];
}

/** What an address receives when a person tries it. */
export const TEST_EVENT = "webhook.test";

/** The event in French, that of a test included. */
export function webhookEventName(type: string): string {
  return Object.hasOwn(WEBHOOK_EVENT_NAMES, type) ? WEBHOOK_EVENT_NAMES[type as WebhookEvent] : "Essai";
}

/** An event before it is written: its objects are those of the API. */
export interface ToldEvent {
  id: string;
  type: WebhookEvent | typeof TEST_EVENT;
  createdAt: Date;
  companyId: string;
  data: Record<string, unknown>;
}

/** The body that is posted, byte for byte, at every attempt. */
export function webhookBody({ id, type, createdAt, companyId, data }: ToldEvent): string {
  return JSON.stringify({ id, type, created: createdAt.toISOString(), company: companyId, data });
}
