/** A line of a table that is a credit note: a negative total, or a type that says so. */
import { comparisonKey } from "@/domain/parties/asciiText";
import { isNegative } from "./invoiceAmounts";
import type { InvoiceTable, LineCells } from "./lineCells";

const CREDIT_NOTE = /\bavoirs?\b|\bcredit ?note\b|\bnote (de )?credit\b/;
/** What a ledger calls money that came in. */
const PAYMENT = /^(reglements?|paiements?|encaissements?|virements?|cheques?|payments?)\b/;
/** `facture n° F-12`: the word before a number in the column of the original invoice. */
const ANNOUNCED = /^(factures?|fact?|invoices?)?\s*(n[°ºo]\.?\s*)?(?=\S*\d)/i;
/** Shorter ones are quantities and days. */
const LEAST_LENGTH = 4;
/** Numbers looked for in the texts of one line, at most. */
const MOST_MENTIONED = 20;

/** Why such a line is refused. */
export const NO_ORIGINAL =
  "Cet avoir ne dit pas quelle facture il corrige, ou elle n’est ni ici ni dans ce fichier. Ajoutez une colonne « Facture d’origine », avec le numéro de cette facture, ou retirez la ligne et enregistrez l’avoir à la main, sur la page de la facture.";

export function isCreditLine(cells: LineCells, table: InvoiceTable): boolean {
  return isNegative(cells, table) || CREDIT_NOTE.test(comparisonKey(cells.text("documentType")));
}

/** Why a payment among the lines is refused: a credit note corrects an invoice from the start, money does not. */
export const IS_PAYMENT =
  "Cette ligne est un règlement, pas un avoir. Retirez-la, et portez son montant dans la colonne « Déjà réglé » de sa facture, ou enregistrez-le sur la page de la facture.";

/** A line below zero that says it is money received, as in a ledger. */
export function isPaymentLine(cells: LineCells): boolean {
  const type = comparisonKey(cells.text("documentType"));
  if (CREDIT_NOTE.test(type)) return false;
  return PAYMENT.test(type) || PAYMENT.test(comparisonKey(cells.text("subject")));
}

/** The invoices it lowers, in the words of its own column; else what its reference and its subject may name. */
export function invoicesCreditedBy(
  cells: LineCells,
  number: string,
): { invoiceNumbers: string[]; mentioned: string[] } {
  const said = cells.text("creditedInvoice").split(/[,;]|\s+et\s+/i);
  const invoiceNumbers = unique(said.map((one) => one.trim().replace(ANNOUNCED, "")));
  if (invoiceNumbers.length > 0) return { invoiceNumbers, mentioned: [] };
  const words = `${cells.text("orderReference")} ${cells.text("subject")}`.split(/[\s,;:()«»"]+/);
  const mentioned = unique(words.map((word) => word.replace(/^n[°º]/i, "").replace(/\.$/, "")))
    .filter((word) => word.length >= LEAST_LENGTH && /\d/.test(word) && word !== number)
    .slice(0, MOST_MENTIONED);
  return { invoiceNumbers: [], mentioned };
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((text) => text !== ""))];
}
