/** The amounts of an invoice line, checked against each other. */

import { DomainError } from "@/domain/invariant";
import { divideHalfUp, formatEuros } from "@/domain/money";
import { comparisonKey } from "@/domain/parties/asciiText";
import { readAmount } from "./cellValues";
import type { AmountField } from "./columnConventions";
import type { ImportedInvoice } from "./invoiceCsvLine";
import type { InvoiceTable, LineCells } from "./lineCells";

type Amounts = Pick<ImportedInvoice, "totalCents" | "netCents" | "vatCents" | "paidCents">;

/** Highest French rate of VAT: what is above in a column « TVA » is an amount. */
const HIGHEST_VAT_BPS = 2_000n;

const PAID_STATUS = /^(payee?|paid|reglee?|soldee?|acquittee?|encaissee?)$/;
const YES = /^(oui|yes|true|vrai|x|o|y|ok|payee?|reglee?|paid)$/;
const NO = /^(non|no|false|faux|n|impayee?|unpaid)$/;

/** True when the column of states says that the invoice is paid. */
export function isStatedPaid(cells: LineCells): boolean {
  return PAID_STATUS.test(comparisonKey(cells.text("status")));
}

function amountOf(cells: LineCells, table: InvoiceTable, field: AmountField): bigint | undefined {
  if (cells.text(field) === "") return undefined;
  return cells.attempt(field, (text) => readAmount(text, table.conventions.amounts[field]));
}

/** Some exports put the rate (`20`, `20 %`) in the column named « TVA ». */
function vatOf(
  cells: LineCells,
  table: InvoiceTable,
  net: bigint | undefined,
  total: bigint | undefined,
): bigint | undefined {
  if (cells.text("vat").endsWith("%"))
    return total !== undefined && net !== undefined ? total - net : undefined;
  const vat = amountOf(cells, table, "vat");
  if (vat === undefined || net === undefined || total === undefined || net + vat === total) return vat;
  const isRate = vat >= 0n && vat <= HIGHEST_VAT_BPS && net + divideHalfUp(net * vat, 10_000n) === total;
  return isRate ? total - net : vat;
}

/** Received so far: its own column, the balance, a yes or a no, or the state of the invoice. */
function paidOf(cells: LineCells, table: InvoiceTable, total: bigint): bigint | undefined {
  const word = comparisonKey(cells.text("paid"));
  const answer = YES.test(word) ? total : NO.test(word) ? 0n : undefined;
  const before = cells.errors.length;
  const paid = answer ?? amountOf(cells, table, "paid");
  const balance = amountOf(cells, table, "balance");
  if (cells.errors.length > before) return undefined;
  const received = paid ?? (balance === undefined ? undefined : total - balance);
  if (received === undefined) return isStatedPaid(cells) ? total : 0n;
  const field = paid === undefined ? "balance" : "paid";
  if (received < 0n || received > total) {
    cells.refuse(
      "PAID_DISAGREES",
      field,
      `Ce montant ne va pas avec un total de ${formatEuros(total)} : le montant réglé et le reste dû vont de 0 au total.`,
    );
  } else if (paid !== undefined && balance !== undefined && paid + balance !== total) {
    cells.refuse(
      "PAID_DISAGREES",
      "balance",
      `Réglé ${formatEuros(paid)} et reste dû ${formatEuros(balance)} ne font pas ${formatEuros(total)}. Corrigez l’un des deux.`,
    );
  } else if (isStatedPaid(cells) && received < total) {
    cells.refuse(
      "PAID_DISAGREES",
      "status",
      `La facture est dite payée, mais il reste ${formatEuros(total - received)}. Corrigez l’un ou l’autre.`,
    );
  }
  return received;
}

/** The amounts of a line as they are written: below zero for a credit note, in most tables. */
interface Totals {
  total: bigint;
  net: bigint | undefined;
  vat: bigint | undefined;
}

/** True when the line is written below zero: what its amounts are worth is said once they are read. */
export function isNegative(cells: LineCells, table: InvoiceTable): boolean {
  const field = cells.text("total") === "" ? "net" : "total";
  try {
    return readAmount(cells.text(field), table.conventions.amounts[field]) < 0n;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return false;
  }
}

/** Reads total, net and VAT; refuses a line without a total, or with none to claim. */
function totalsOf(cells: LineCells, table: InvoiceTable): Totals | undefined {
  const before = cells.errors.length;
  const stated = amountOf(cells, table, "total");
  const net = amountOf(cells, table, "net");
  const vat = vatOf(cells, table, net, stated);
  if (cells.errors.length > before) return undefined;
  const total = stated ?? (net !== undefined && vat !== undefined ? net + vat : undefined);
  if (total === undefined) {
    cells.refuse("EMPTY", "total", "Le montant TTC est vide. Complétez-le.");
    return undefined;
  }
  if (total === 0n) {
    cells.refuse("ZERO_TOTAL", "total", "Montant nul : il n’y a rien à relancer. Retirez la ligne.");
    return undefined;
  }
  return { total, net, vat };
}

/**
 * What a credit note takes off, whatever its sign; refuses one of which a part was paid back or deducted already: it
 * would be deducted twice.
 */
export function creditCentsOf(cells: LineCells, table: InvoiceTable): bigint | undefined {
  const totals = totalsOf(cells, table);
  if (!totals) return undefined;
  const amount = unsigned(totals.total);
  const word = comparisonKey(cells.text("paid"));
  const before = cells.errors.length;
  const paid = YES.test(word) ? amount : NO.test(word) ? 0n : amountOf(cells, table, "paid");
  const balance = amountOf(cells, table, "balance");
  if (cells.errors.length > before) return undefined;
  const isUsed = isStatedPaid(cells) || (paid ?? 0n) !== 0n || unsigned(balance ?? amount) !== amount;
  if (!isUsed) return amount;
  cells.refuse(
    "PAID_DISAGREES",
    balance === undefined ? "paid" : "balance",
    "Cet avoir est déjà déduit ou remboursé, en tout ou partie. S’il est déduit du solde de sa facture, retirez la ligne ; sinon, enregistrez à la main ce qui en reste, sur la page de la facture.",
  );
  return undefined;
}

function unsigned(cents: bigint): bigint {
  return cents < 0n ? -cents : cents;
}

/** Checks the amounts of an invoice, and reads what was paid; refuses what does not add up. */
export function amountsOf(cells: LineCells, table: InvoiceTable): Amounts | undefined {
  const totals = totalsOf(cells, table);
  if (!totals) return undefined;
  const { total, net, vat } = totals;
  const before = cells.errors.length;
  if (net !== undefined && vat !== undefined && net + vat !== total) {
    cells.refuse(
      "TOTALS_DISAGREE",
      "total",
      `${formatEuros(net)} HT et ${formatEuros(vat)} de TVA ne font pas ${formatEuros(total)} TTC. Corrigez l’un des trois.`,
    );
  } else if (vat !== undefined && (vat < 0n || vat >= total)) {
    cells.refuse(
      "TOTALS_DISAGREE",
      "vat",
      `${formatEuros(vat)} de TVA pour ${formatEuros(total)} TTC : vérifiez-les.`,
    );
  }
  const paid = paidOf(cells, table, total);
  if (paid === undefined || cells.errors.length > before) return undefined;
  return { totalCents: total, netCents: net, vatCents: vat, paidCents: paid };
}
