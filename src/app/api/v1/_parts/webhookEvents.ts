/** What webhooks post: the objects of the API's answers, by event. The OpenAPI document is drawn from here. */
import { z } from "zod";
import { TEST_EVENT, WEBHOOK_EVENTS, type WebhookEvent } from "@/domain/reporting/webhookEvent";
import { ANSWER_KINDS } from "@/domain/settlement/answer";
import { REMEDIES } from "@/usecases/settlement/closeDispute";
import { DISPUTE_CATEGORIES } from "@/usecases/settlement/noteDispute";
import { HOLD, INVOICE_CREDIT_NOTE, INVOICE_LINE, INVOICE_PAYMENT } from "./answers";
import { words } from "./contract";

const id = (means: string) => z.guid().describe(means);
const day = (means: string) => z.iso.date().describe(means);

const REMINDER = z.object({
  id: id("Identifiant de la relance."),
  channel: z.enum(["email", "letter", "formal_notice"]).describe("Par où elle passe."),
  tone: z.enum(["friendly", "firm", "final"]).describe("Son ton."),
  on: day("Jour où elle est partie\u00a0; null si elle n’est pas partie.").nullable(),
  claimedCents: z.int().describe("Ce qu’elle demande. En centimes."),
});

const ANSWER = z.object({
  id: id("Identifiant de la réponse."),
  kind: z.enum(words(ANSWER_KINDS)).describe("Ce que dit le client."),
  source: z
    .enum(["link", "call", "creditor"])
    .describe("Par le lien d’une relance, au téléphone, ou notée par la société."),
  on: day("Jour du règlement annoncé ou promis.").nullable(),
  amountCents: z.int().describe("La part dont il parle\u00a0; null\u00a0: le tout. En centimes.").nullable(),
  reason: z.enum(words(DISPUTE_CATEGORIES)).describe("Ce qui est contesté.").nullable(),
});

const count = (means: string) => z.int().describe(means);

const IMPORT = z.object({
  id: id("Identifiant de l’import."),
  state: z
    .enum(["done", "failed", "undone"])
    .describe(
      "done\u00a0: allé au bout\u00a0; failed\u00a0: arrêté avant la fin, ce qui est compté reste en place\u00a0; undone\u00a0: défait.",
    ),
  created: count("Factures enregistrées."),
  credited: count("Avoirs enregistrés."),
  unchanged: count("Lignes déjà connues."),
  refused: count("Lignes refusées."),
  undone: count("Factures annulées en défaisant l’import."),
  undoneCredits: count("Avoirs annulés en le défaisant."),
});

const ONE = { invoice: INVOICE_LINE };
const MANY = { invoices: z.array(INVOICE_LINE) };
const reminded = z.object({ reminder: REMINDER, ...MANY });
const paid = z.object({ payment: INVOICE_PAYMENT, ...ONE });
const credited = z.object({ creditNote: INVOICE_CREDIT_NOTE, ...ONE });
const about = z.object(ONE);
const held = z.object({
  holds: z.array(HOLD.omit({ reason: true })).describe("Suspensions en cours de la facture."),
  ...ONE,
});
const imported = z.object({ import: IMPORT });

/** What stands in `data` of each event. */
const DATA: Record<WebhookEvent | typeof TEST_EVENT, z.ZodType> = {
  "payment.recorded": paid,
  "payment.cancelled": paid,
  "invoice.created": about,
  "invoice.settled": about,
  "invoice.written_off": about,
  "invoice.cancelled": about,
  "invoice.reopened": about,
  "invoice.held": held,
  "invoice.released": held,
  "credit_note.recorded": credited,
  "credit_note.cancelled": credited,
  "reminder.sent": reminded,
  "reminder.bounced": reminded,
  "reminder.failed": reminded,
  "reminder.uncertain": reminded,
  "answer.received": z.object({ answer: ANSWER, ...MANY }),
  "promise.broken": about,
  "dispute.decided": z.object({
    answer: ANSWER,
    decision: z.enum(["accepted", "maintained"]).describe("Le client a raison, ou la facture est maintenue."),
    remedy: z
      .enum(words(REMEDIES))
      .describe("Ce qui l’a corrigée\u00a0; null si elle est maintenue.")
      .nullable(),
    ...MANY,
  }),
  "import.ended": imported,
  "import.undone": imported,
  [TEST_EVENT]: z.object({}),
};

/** Whole bodies, by event. */
export const EVENT_BODIES = [...WEBHOOK_EVENTS, TEST_EVENT].map((event) => ({
  event,
  /** `EventPaymentRecorded`. */
  name: `Event${event.replace(/(?:^|[._])([a-z])/g, (_, letter: string) => letter.toUpperCase())}`,
  schema: z.object({
    id: id("Le même que dans l’en-tête webhook-id, à chaque essai."),
    type: z.literal(event),
    created: z.iso.datetime().describe("Quand le fait a été enregistré."),
    company: id("La société."),
    data: DATA[event as WebhookEvent],
  }),
}));
