/**
 * What the API answers: names and forms of fields. The handlers are typed by these schemas, and the OpenAPI document
 * is drawn from them. Programs should let fields pass that they do not know: some may be added.
 */
import { z } from "zod";
import { HOLD_KINDS } from "@/domain/dunning/facts";
import { CHANNELS } from "@/domain/dunning/scenario";
import { INVOICE_STATUSES } from "@/domain/invoicing/balance";
import { DEBTOR_KINDS } from "@/domain/legal/debtorKind";
import { CREDIT_NOTE_EFFECTS } from "@/usecases/invoicing/addCreditNote";
import { PAYMENT_METHODS } from "@/usecases/settlement/recordPayment";
import { words } from "./contract";

const text = (means: string) => z.string().describe(means);
const id = (means: string) => z.guid().describe(means);
const day = (means: string) => z.iso.date().describe(means);
const cents = (means: string) => z.int().describe(`${means} En centimes.`);
const yes = (means: string) => z.boolean().describe(means);

const CLIENT_NAMED = { id: id("Identifiant du client."), name: text("Son nom.") };
const CURRENCY = z.literal("EUR").describe("Toujours EUR.");
const STATUS = z
  .enum(words(INVOICE_STATUSES))
  .describe(
    "open\u00a0: à régler\u00a0; paid\u00a0: soldée\u00a0; cancelled\u00a0: annulée\u00a0; written_off\u00a0: passée en perte.",
  );
const METHOD = z
  .enum([...words(PAYMENT_METHODS), "credit"])
  .describe("Moyen de paiement. credit\u00a0: un avoir du client, affecté à la facture.");

/** What both a line of the list and the whole invoice tell. */
const INVOICE_HEAD = {
  id: id("Identifiant, à garder\u00a0: il entre dans les adresses."),
  number: text("Numéro."),
  status: STATUS,
};
const INVOICE_SUMS = {
  issuedOn: day("Date de la facture."),
  dueOn: day("Échéance."),
  currency: CURRENCY,
  totalCents: cents("Montant TTC."),
  balanceCents: cents("Ce qui reste à payer."),
  daysLate: z.int().describe("Jours depuis l’échéance, tant qu’elle est ouverte\u00a0; 0 sinon."),
  changedAt: z.iso
    .datetime()
    .describe("Dernier changement d’un fait\u00a0: état, montants, dates, règlements, avoirs, suspensions."),
};

/** One invoice of a list. */
export const INVOICE_LINE = z.object({
  ...INVOICE_HEAD,
  client: z.object(CLIENT_NAMED),
  ...INVOICE_SUMS,
});

export const INVOICES_PAGE = z.object({
  invoices: z.array(INVOICE_LINE),
  nextCursor: id("À renvoyer dans cursor pour la page suivante\u00a0; null après la dernière.").nullable(),
  nextChangedSince: z.iso
    .datetime()
    .describe(
      "Avec la première page\u00a0; null ensuite. À donner dans changedSince la prochaine fois, une fois toutes les pages lues.",
    )
    .nullable(),
});

/** A payment as one of its invoices shows it. */
export const INVOICE_PAYMENT = z.object({
  id: id("Identifiant du règlement."),
  receivedOn: day("Jour où l’argent est arrivé."),
  amountCents: cents("Ce qu’il paie de cette facture, pénalités et indemnité comprises."),
  accessoryCents: cents("Dont pénalités et indemnité."),
  method: METHOD,
  reference: text("Référence."),
  isReversed: yes("Annulé\u00a0: il ne compte plus."),
});

export const INVOICE_CREDIT_NOTE = z.object({
  id: id("Identifiant de l’avoir."),
  number: text("Son numéro."),
  issuedOn: day("Sa date."),
  amountCents: cents("Son montant TTC."),
  effect: z
    .enum(words(CREDIT_NOTE_EFFECTS))
    .describe("retroactive\u00a0: il corrige la facture\u00a0; prospective\u00a0: il accorde une remise."),
  isCancelled: yes("Annulé\u00a0: il ne compte plus, et son numéro est de nouveau libre."),
});

export const HOLD = z.object({
  id: id("Identifiant de la suspension."),
  kind: z.enum(words(HOLD_KINDS)).describe("Sa cause. Un programme ne lève que manual et e_invoice_status."),
  reason: text("Pourquoi, en quelques mots."),
  startedOn: day("Son premier jour."),
  untilOn: day("Son dernier jour\u00a0; null\u00a0: jusqu’à ce que quelqu’un décide.").nullable(),
});

const NEXT_STEP = z
  .object({
    kind: z
      .enum(["run", "wait", "stop", "none"])
      .describe(
        "run\u00a0: elle part\u00a0; wait\u00a0: elle attend\u00a0; stop\u00a0: rien n’est prévu\u00a0; none\u00a0: la facture est close.",
      ),
    title: text("En quelques mots."),
    on: day("Son jour, quand il est connu.").nullable(),
    channel: z.enum(words(CHANNELS)).describe("Par où elle passe.").nullable(),
    reasons: z.array(
      z.object({
        code: text("Stable, à lire par un programme."),
        sentence: text("La même chose en français, à montrer."),
      }),
    ),
  })
  .describe("La prochaine étape, et pourquoi.");

/** One invoice, what was paid and credited, and what comes next. */
export const INVOICE = z.object({
  ...INVOICE_HEAD,
  client: z.object({ ...CLIENT_NAMED, siren: text("SIREN.").nullable() }),
  subject: text("Ce qui a été vendu."),
  orderReference: text("Référence de commande.").nullable(),
  issuedOn: INVOICE_SUMS.issuedOn,
  dueOn: INVOICE_SUMS.dueOn,
  performedOn: day("Fin de la prestation ou livraison.").nullable(),
  currency: CURRENCY,
  totalCents: INVOICE_SUMS.totalCents,
  vatCents: cents("Dont TVA\u00a0; null\u00a0: non dite.").nullable(),
  balanceCents: INVOICE_SUMS.balanceCents,
  daysLate: INVOICE_SUMS.daysLate,
  changedAt: INVOICE_SUMS.changedAt,
  payments: z.array(INVOICE_PAYMENT),
  creditNotes: z.array(INVOICE_CREDIT_NOTE),
  holds: z.array(HOLD).describe("Suspensions des relances en cours."),
  next: NEXT_STEP,
});

export const CLIENT_LINE = z.object({
  ...CLIENT_NAMED,
  kind: z.enum(words(DEBTOR_KINDS)).describe("Ce qu’il est\u00a0: les règles applicables en dépendent."),
  reference: text("Sa référence dans vos livres.").nullable(),
  siren: text("SIREN.").nullable(),
  email: text("Première personne à qui écrire.").nullable(),
  isArchived: yes("Mis de côté\u00a0: une nouvelle facture le reprend."),
  openCents: cents("Ce qu’il doit."),
  lateCents: cents("Dont échu."),
});

export const CLIENTS_PAGE = z.object({
  clients: z.array(CLIENT_LINE),
  nextCursor: id("À renvoyer dans cursor pour la page suivante\u00a0; null après la dernière.").nullable(),
});

export const DOCUMENT_ADDED = z.object({ documentId: id("Le PDF joint, le même pour les mêmes octets.") });

export const PAYMENT_RECORDED = z.object({
  paymentId: id(
    "Le règlement enregistré\u00a0; null si rien n’était dû, et que tout reste au client.",
  ).nullable(),
  creditId: id("L’avoir qu’il a laissé au client\u00a0; null s’il n’y en a pas.").nullable(),
  split: z
    .object({
      principalCents: cents("Ce qui a baissé le reste à payer."),
      accessoryCents: cents("Ce qui a payé des pénalités et l’indemnité."),
      creditCents: cents("Ce qui reste au client."),
    })
    .describe("Ce que chaque centime est devenu\u00a0: ensemble, le montant reçu."),
  invoice: INVOICE,
});

/** A payment as it was recorded, on one invoice or several. */
export const PAYMENT = z.object({
  id: id("Identifiant du règlement."),
  client: z.object(CLIENT_NAMED),
  receivedOn: day("Jour où l’argent est arrivé."),
  amountCents: cents("Ce qu’il paie, pénalités et indemnité comprises."),
  accessoryCents: cents("Dont pénalités et indemnité."),
  creditCents: cents("Reçu en même temps, et resté au client comme avoir."),
  method: METHOD,
  reference: text("Référence."),
  isReversed: yes("Annulé\u00a0: il ne compte plus."),
  invoices: z.array(
    z.object({
      id: id("Identifiant de la facture."),
      number: text("Son numéro."),
      amountCents: cents("Ce qu’il en paie."),
    }),
  ),
});

export const CREDIT_NOTE_RECORDED = z.object({
  creditNoteId: id("L’avoir, à garder pour l’annuler."),
  invoice: INVOICE,
});

export const CREDIT_CANCELLED = z.object({
  creditId: id("L’avoir du client."),
  isCancelled: z.literal(true),
});

/** `GET /api/v1`: where to begin. */
export const INDEX = z.object({
  name: text("Nom de l’API."),
  version: text("Version de ce que l’API prend et répond."),
  documentation: z.url().describe("Page à lire."),
  openapi: z.url().describe("Le même contrat, en OpenAPI 3.1."),
});

/** `GET /api/v1/openapi.json`: its own form is the business of OpenAPI. */
export const OPENAPI = z.looseObject({ openapi: text("Version d’OpenAPI.") });

/** A refusal (RFC 9457). */
export const PROBLEM = z.object({
  type: z.url().describe("Adresse de l’explication\u00a0: stable, à comparer."),
  title: text("Ce que c’est."),
  status: z.int().describe("Le code de la réponse."),
  detail: text("Ce qui ne va pas, et comment le corriger."),
  errors: z
    .array(
      z.object({
        pointer: text("Où dans le corps (RFC 6901).").optional(),
        parameter: text("Quel paramètre de l’adresse.").optional(),
        header: text("Quel en-tête.").optional(),
        code: text("Stable, à lire par un programme."),
        detail: text("En français."),
        choices: z
          .array(z.object({ value: text("À renvoyer."), label: text("À montrer.") }))
          .describe("Réponses parmi lesquelles choisir.")
          .optional(),
      }),
    )
    .optional(),
});

/** Schemas that the document names, by their names. */
export const NAMED_ANSWERS = {
  Invoice: INVOICE,
  InvoiceLine: INVOICE_LINE,
  InvoicePage: INVOICES_PAGE,
  ClientLine: CLIENT_LINE,
  ClientPage: CLIENTS_PAGE,
  DocumentAdded: DOCUMENT_ADDED,
  Payment: PAYMENT,
  PaymentRecorded: PAYMENT_RECORDED,
  CreditNoteRecorded: CREDIT_NOTE_RECORDED,
  CreditCancelled: CREDIT_CANCELLED,
  Index: INDEX,
  OpenApi: OPENAPI,
  Problem: PROBLEM,
} as const;
