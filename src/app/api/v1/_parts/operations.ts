/** Every address and method of the API, what each takes and answers: the table that its OpenAPI document is drawn from. */
import type { z } from "zod";
import {
  CLIENTS_PAGE,
  CREDIT_CANCELLED,
  CREDIT_NOTE_RECORDED,
  DOCUMENT_ADDED,
  INDEX,
  INVOICE,
  INVOICES_PAGE,
  OPENAPI,
  PAYMENT,
  PAYMENT_RECORDED,
} from "./answers";
import {
  CLIENTS_QUERY,
  CREDIT_NOTE_BODY,
  HOLD_BODY,
  INVOICE_BODY,
  INVOICES_QUERY,
  PAYMENT_BODY,
} from "./contract";
import type { ProblemKind } from "./problems";

export interface Operation {
  method: "get" | "post";
  /** Below `/api/v1`; empty for the address itself. */
  path: string;
  /** Name for generated programs. */
  id: string;
  summary: string;
  /** More to know of it, in French. */
  description?: string;
  /** What the key must permit; null: no key is asked for. */
  permission: "read" | "work" | null;
  query?: z.ZodObject;
  body?: z.ZodType | "pdf";
  /** Needs the header `Idempotency-Key`. */
  isOnce?: true;
  /** By status. Null: it has no body. */
  answers: Readonly<Record<number, { means: string; schema: z.ZodType | null }>>;
  /** Beside those of any operation with a key, with a body, or with an id. */
  refusals?: readonly ProblemKind[];
}

const answer = (means: string, schema: z.ZodType | null) => ({ means, schema });

export const OPERATIONS: readonly Operation[] = [
  {
    method: "get",
    path: "",
    id: "readIndex",
    summary: "Où commencer",
    permission: null,
    answers: { 200: answer("Nom, version, documentation.", INDEX) },
  },
  {
    method: "get",
    path: "/openapi.json",
    id: "readOpenApi",
    summary: "Le contrat, en OpenAPI 3.1",
    permission: null,
    answers: {
      200: answer("Document OpenAPI 3.1.", OPENAPI),
      304: answer("Il n’a pas changé (If-None-Match).", null),
    },
  },
  {
    method: "get",
    path: "/invoices",
    id: "listInvoices",
    summary: "Lire les factures, page par page",
    description: "Dans l’ordre où elles ont été enregistrées.",
    permission: "read",
    query: INVOICES_QUERY,
    answers: { 200: answer("Une page.", INVOICES_PAGE) },
  },
  {
    method: "post",
    path: "/invoices",
    id: "recordInvoice",
    summary: "Enregistrer une facture, avec son client",
    description:
      "Une facture est connue par son numéro : renvoyée à l’identique, elle n’est pas enregistrée deux fois. Un client décrit est retrouvé par sa référence, sinon par son SIREN, sinon par son nom ; à défaut, il est créé.",
    permission: "work",
    body: INVOICE_BODY,
    answers: {
      201: answer("Enregistrée.", INVOICE),
      200: answer("Déjà connue, avec le même contenu.", INVOICE),
    },
    refusals: ["introuvable", "conflit"],
  },
  {
    method: "get",
    path: "/invoices/{id}",
    id: "readInvoice",
    summary: "Lire une facture, ce qui en a été payé et ce qui vient",
    permission: "read",
    answers: { 200: answer("La facture.", INVOICE) },
  },
  {
    method: "post",
    path: "/invoices/{id}/documents",
    id: "attachDocument",
    summary: "Joindre le PDF d’une facture",
    description: "Il part avec les relances. Le même fichier renvoyé n’est pas joint deux fois.",
    permission: "work",
    body: "pdf",
    answers: { 201: answer("Joint.", DOCUMENT_ADDED) },
  },
  {
    method: "post",
    path: "/invoices/{id}/payments",
    id: "recordPayment",
    summary: "Enregistrer un règlement",
    permission: "work",
    body: PAYMENT_BODY,
    isOnce: true,
    answers: {
      201: answer("Enregistré, ou déjà enregistré avec cette clé d’idempotence.", PAYMENT_RECORDED),
    },
  },
  {
    method: "get",
    path: "/payments/{id}",
    id: "readPayment",
    summary: "Lire un règlement",
    permission: "read",
    answers: { 200: answer("Le règlement.", PAYMENT) },
  },
  {
    method: "post",
    path: "/payments/{id}/cancel",
    id: "cancelPayment",
    summary: "Annuler un règlement enregistré par erreur",
    description:
      "Ses factures sont de nouveau dues, et ce qu’il avait laissé au client est repris. Les deux écritures restent lisibles. Déjà annulé, il le reste : la réponse est la même.",
    permission: "work",
    answers: { 200: answer("Annulé.", PAYMENT) },
    refusals: ["donnees-refusees"],
  },
  {
    method: "post",
    path: "/invoices/{id}/credit-notes",
    id: "recordCreditNote",
    summary: "Enregistrer un avoir sur une facture",
    description: "Un avoir ne se modifie pas : il s’annule, et son numéro est de nouveau libre.",
    permission: "work",
    body: CREDIT_NOTE_BODY,
    isOnce: true,
    answers: {
      201: answer("Enregistré, ou déjà enregistré avec cette clé d’idempotence.", CREDIT_NOTE_RECORDED),
    },
  },
  {
    method: "post",
    path: "/credit-notes/{id}/cancel",
    id: "cancelCreditNote",
    summary: "Annuler un avoir enregistré par erreur",
    description: "Ce qu’il ôtait est de nouveau dû. Déjà annulé, il le reste : la réponse est la même.",
    permission: "work",
    answers: { 200: answer("Annulé.", CREDIT_NOTE_RECORDED) },
    refusals: ["donnees-refusees"],
  },
  {
    method: "post",
    path: "/credits/{id}/cancel",
    id: "cancelCredit",
    summary: "Annuler un avoir laissé au client par erreur",
    description:
      "Celui qu’un règlement a laissé part aussi avec lui. Refusé si une partie est affectée ou remboursée. Déjà annulé, il le reste.",
    permission: "work",
    answers: { 200: answer("Annulé.", CREDIT_CANCELLED) },
    refusals: ["donnees-refusees"],
  },
  {
    method: "post",
    path: "/invoices/{id}/holds",
    id: "suspendReminders",
    summary: "Suspendre les relances d’une facture jusqu’à un jour",
    permission: "work",
    body: HOLD_BODY,
    isOnce: true,
    answers: { 201: answer("Suspendues, ou déjà suspendues avec cette clé d’idempotence.", INVOICE) },
  },
  {
    method: "post",
    path: "/invoices/{id}/resume",
    id: "resumeReminders",
    summary: "Reprendre les relances d’une facture",
    description:
      "Lève les suspensions posées à la main ou par un programme. Celles qui viennent du client (litige, promesse, « j’ai payé »), de la banque ou d’une procédure restent : une personne en décide, et holds les nomme.",
    permission: "work",
    answers: { 200: answer("La facture, et ce qui la suspend encore.", INVOICE) },
  },
  {
    method: "get",
    path: "/clients",
    id: "listClients",
    summary: "Lire les clients et ce qu’ils doivent, page par page",
    permission: "read",
    query: CLIENTS_QUERY,
    answers: { 200: answer("Une page.", CLIENTS_PAGE) },
  },
];
