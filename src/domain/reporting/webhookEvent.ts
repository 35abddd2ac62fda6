/** What programs of a company may be told as it happens: a closed list, whose names never change. */
import type { JournalAction } from "./journalSentence";

export const WEBHOOK_EVENTS = [
  "payment.recorded",
  "payment.cancelled",
  "invoice.created",
  "invoice.settled",
  "invoice.written_off",
  "invoice.cancelled",
  "invoice.reopened",
  "invoice.held",
  "invoice.released",
  "credit_note.recorded",
  "credit_note.cancelled",
  "reminder.sent",
  "reminder.bounced",
  "reminder.failed",
  "reminder.uncertain",
  "answer.received",
  "promise.broken",
  "dispute.decided",
  "import.ended",
  "import.undone",
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

export const WEBHOOK_EVENT_NAMES: Record<WebhookEvent, string> = {
  "payment.recorded": "Règlement enregistré",
  "payment.cancelled": "Règlement annulé",
  "invoice.created": "Facture enregistrée, à la main ou par un programme",
  "invoice.settled": "Facture soldée",
  "invoice.written_off": "Facture passée en perte",
  "invoice.cancelled": "Facture annulée",
  "invoice.reopened": "Facture rouverte",
  "invoice.held": "Relances suspendues, à la main ou par un programme",
  "invoice.released": "Suspension levée, ou arrivée à son terme",
  "credit_note.recorded": "Avoir enregistré",
  "credit_note.cancelled": "Avoir annulé",
  "reminder.sent": "Relance partie, par courriel ou par lettre",
  "reminder.bounced": "Relance revenue : personne ne l’a reçue",
  "reminder.failed": "Relance non partie",
  "reminder.uncertain": "Relance dont l’envoi est incertain",
  "answer.received": "Réponse du client : « j’ai payé », promesse, litige…",
  "promise.broken": "Promesse non tenue",
  "dispute.decided": "Litige tranché",
  "import.ended": "Import terminé",
  "import.undone": "Import défait",
};

/**
 * Entries of the journal of which programs may be told, and as what: `invoice.settled` when it did settle it, a
 * correction when its total settled the invoice, or opened it again, and a message that came back when nobody has it.
 */
const EVENTS_OF: Partial<Record<JournalAction, readonly WebhookEvent[]>> = {
  "payment.recorded": ["payment.recorded", "invoice.settled"],
  "payment.reversed": ["payment.cancelled"],
  "credit_note.added": ["credit_note.recorded", "invoice.settled"],
  "credit_note.cancelled": ["credit_note.cancelled"],
  "invoice.created": ["invoice.created"],
  "invoice.edited": ["invoice.settled", "invoice.reopened"],
  "invoice.written_off": ["invoice.written_off"],
  "invoice.cancelled": ["invoice.cancelled"],
  "invoice.reopened": ["invoice.reopened"],
  "hold.started": ["invoice.held"],
  "hold.ended": ["invoice.released"],
  "hold.expired": ["invoice.released"],
  "message.sent": ["reminder.sent", "reminder.bounced"],
  "message.confirmed_sent": ["reminder.sent"],
  "inbound.bounce": ["reminder.bounced"],
  "letter.posted": ["reminder.sent"],
  "message.failed": ["reminder.failed"],
  "message.confirmed_not_sent": ["reminder.failed"],
  "message.uncertain": ["reminder.uncertain"],
  "answer.recorded": ["answer.received"],
  "promise.broken": ["promise.broken", "invoice.released"],
  "dispute.accepted": ["dispute.decided"],
  "dispute.maintained": ["dispute.decided"],
  "import.ended": ["import.ended"],
  "import.undone": ["import.undone"],
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
