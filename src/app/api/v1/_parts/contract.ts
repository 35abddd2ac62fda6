/**
 * What the API takes: names and forms of fields. The page that documents it is drawn from here. What the values
 * mean, and whether they may be, is decided by the use cases.
 */
import { z } from "zod";
import { isLocalDate } from "@/domain/calendar";
import { INVOICE_STATUSES } from "@/domain/invoicing/balance";
import { DEBTOR_KINDS } from "@/domain/legal/debtorKind";
import { typeset } from "@/domain/typography";
import { HAND_HOLDS } from "@/usecases/dunning/holdInvoice";
import { CREDIT_NOTE_EFFECTS } from "@/usecases/invoicing/addCreditNote";
import { PAYMENT_METHODS } from "@/usecases/settlement/recordPayment";
import { SURPLUS_CHOICES } from "@/usecases/settlement/takePayment";

/** Codes are written in lower case: `WRITTEN_OFF` → `written_off`. */
export function words<Code extends string>(codes: readonly Code[]): Lowercase<Code>[] {
  return codes.map((code) => code.toLowerCase() as Lowercase<Code>);
}

/** Largest page of a list. */
export const MAX_PAGE = 100;
const DEFAULT_PAGE = 50;

/** Address of the API, below that of the application. */
export const API_PATH = "/api/v1";
/** Version of what the API takes and answers: the second number grows with what is added, the first with what breaks. */
export const API_VERSION = "1.2";

const NOT_PLAUSIBLE = "Cette année n’est pas plausible.";

const text = (means: string) => z.string().describe(means);
const day = (means: string) =>
  z.iso.date({ abort: true }).refine(isLocalDate, { error: NOT_PLAUSIBLE }).describe(means);
const cents = (means: string) => z.int().positive().describe(means);
/** Some tools write identifiers in capitals. */
const id = (means: string) => z.guid().toLowerCase().describe(means);

const cursor = id("Où reprendre\u00a0: la valeur de nextCursor de la page précédente.").optional();
const COUNT = { error: `Un nombre entre 1 et ${MAX_PAGE}.` };
const limit = z.coerce
  .number(COUNT)
  .int(COUNT)
  .min(1, COUNT)
  .max(MAX_PAGE, COUNT)
  .default(DEFAULT_PAGE)
  .describe(`Nombre de lignes par page, ${MAX_PAGE} au plus, ${DEFAULT_PAGE} sinon.`);

/** `GET /api/v1/invoices`. */
export const INVOICES_QUERY = z.strictObject({
  status: z
    .enum(["late", ...words(INVOICE_STATUSES)])
    .describe("État. late\u00a0: ouverte, et son échéance est passée.")
    .optional(),
  number: text("Celle de ce numéro.").optional(),
  client: id("Celles de ce client.").optional(),
  issuedSince: day("Émises ce jour-là ou depuis.").optional(),
  changedSince: z.iso
    .datetime({ offset: true, abort: true })
    .refine((text) => new Date(text).getTime() >= 0, { error: NOT_PLAUSIBLE })
    .describe("Changées à cet instant ou depuis\u00a0: la valeur de nextChangedSince de la fois précédente.")
    .optional(),
  cursor,
  limit,
});

/** `GET /api/v1/clients`. */
export const CLIENTS_QUERY = z.strictObject({
  reference: text("Celui de cette référence.").optional(),
  siren: text("Ceux de ce SIREN.").optional(),
  cursor,
  limit,
});

const CLIENT = z
  .strictObject({
    id: id("Un client de la société. Sans autre champ.").optional(),
    name: text("Nom, exactement le même s’il est déjà client.").optional(),
    reference: text("Sa référence dans vos livres\u00a0: le plus sûr pour le retrouver.").optional(),
    siren: text("SIREN, neuf chiffres.").optional(),
    email: text("Adresse électronique du contact de facturation.").optional(),
    kind: z
      .enum(words(DEBTOR_KINDS))
      .describe("Exigé pour un nouveau client\u00a0: ce qu’il est décide des règles applicables.")
      .optional(),
    street: text("Rue.").optional(),
    postcode: text("Code postal.").optional(),
    city: text("Ville.").optional(),
    country: text("Pays en deux lettres, FR sinon.").optional(),
  })
  .refine((client) => (client.id === undefined) !== (client.name === undefined), {
    error: "Indiquez le client par son id, ou par son nom (name).",
  })
  .refine((client) => client.id === undefined || Object.values(client).filter(Boolean).length === 1, {
    error: "Avec un id, aucun autre champ\u00a0: la fiche d’un client connu ne se modifie pas ici.",
  })
  .describe("À qui est la facture\u00a0: un client connu, ou un nouveau, créé avec elle.");

/** `POST /api/v1/invoices`. */
export const INVOICE_BODY = z.strictObject({
  number: text("Numéro de la facture, unique dans la société."),
  client: CLIENT,
  issuedOn: day("Date de la facture."),
  dueOn: day("Échéance qui figure sur la facture."),
  totalCents: cents("Montant TTC."),
  vatCents: z.int().nonnegative().describe("Dont TVA\u00a0; 0 s’il n’y en a pas.").optional(),
  subject: text("Ce qui a été vendu, repris dans les relances.").optional(),
  orderReference: text("Référence de commande.").optional(),
  performedOn: day("Fin de la prestation ou livraison.").optional(),
  requestReceivedOn: day("Acheteur public\u00a0: jour où il a reçu la demande de paiement.").optional(),
  mentionsPresent: z
    .boolean()
    .describe("La facture imprime le taux des pénalités et l’indemnité de 40\u00a0€.")
    .optional(),
});

/** `POST /api/v1/invoices/{id}/payments`. */
export const PAYMENT_BODY = z.strictObject({
  amountCents: cents("Montant reçu."),
  receivedOn: day("Jour où l’argent est arrivé."),
  method: z.enum(words(PAYMENT_METHODS)).describe("Moyen de paiement."),
  reference: text("Référence, telle que la banque l’écrit.").optional(),
  surplus: z
    .enum(words(SURPLUS_CHOICES))
    .describe(
      typeset(
        "Ce que devient ce qui dépasse le solde. accessories, si vous ne dites rien : il paie les pénalités et l’indemnité déjà réclamées ; au-delà, le règlement est refusé. credit : il reste au client, comme avoir. accessories_then_credit : les pénalités et l’indemnité réclamées, puis le reste au client.",
      ),
    )
    .optional(),
});

/** `POST /api/v1/invoices/{id}/credit-notes`. */
export const CREDIT_NOTE_BODY = z.strictObject({
  number: text("Numéro de l’avoir, unique parmi ceux de la société qui ne sont pas annulés."),
  issuedOn: day("Date de l’avoir."),
  amountCents: cents("Montant TTC de l’avoir, au plus le reste à payer."),
  effect: z
    .enum(words(CREDIT_NOTE_EFFECTS))
    .describe(
      typeset(
        "retroactive : il corrige la facture (erreur, retour), et les pénalités sont recalculées depuis l’origine. prospective : il accorde une remise, qui compte à partir de sa date.",
      ),
    ),
});

/** `POST /api/v1/invoices/{id}/holds`. */
export const HOLD_BODY = z.strictObject({
  untilOn: day(
    "Dernier jour de la suspension, à un an au plus\u00a0: les relances reprennent seules le lendemain.",
  ),
  reason: text("Pourquoi\u00a0: affichée sur la facture, jamais au client.").optional(),
  kind: z
    .enum(words(HAND_HOLDS))
    .describe(
      "manual, si vous ne dites rien\u00a0: votre décision. e_invoice_status\u00a0: statut de la facture électronique, à recopier dans reason.",
    )
    .optional(),
});

/** Schemas that the OpenAPI document names, by their names. */
export const NAMED_REQUESTS = {
  NewInvoice: INVOICE_BODY,
  NewPayment: PAYMENT_BODY,
  NewCreditNote: CREDIT_NOTE_BODY,
  NewHold: HOLD_BODY,
} as const;
