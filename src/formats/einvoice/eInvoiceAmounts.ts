/** The amounts of an electronic invoice, checked against each other (rules BR-CO-15 and BR-CO-16 of EN 16931). */
import { formatEuros } from "@/domain/money";
import type { ImportedInvoice, LineErrorCode } from "../invoiceCsvLine";
import type { EInvoice } from "./eInvoice";

export type RefuseLine = (code: LineErrorCode, message: string, raw?: string) => void;

type Amounts = Pick<ImportedInvoice, "totalCents" | "netCents" | "vatCents" | "paidCents">;

/** Cents of a decimal text of XML, which has a point and no thousands; undefined when it is none. */
export function decimalCents(text: string): bigint | undefined {
  const [, sign, euros, decimals = ""] = /^([+-]?)(\d{1,9})(?:\.(\d{1,2})0{0,10})?$/.exec(text) ?? [];
  if (euros === undefined) return undefined;
  const cents = BigInt(euros) * 100n + BigInt(decimals.padEnd(2, "0"));
  return sign === "-" ? -cents : cents;
}

/** An invoice of a negative amount, as some programs write a credit note, with its amounts as a credit note has them. */
export function asCreditNote(invoice: EInvoice): EInvoice {
  const turned = (text: string) => {
    if (text.startsWith("-")) return text.slice(1);
    return text === "" || Number(text) === 0 ? text : `-${text}`;
  };
  const { total, net, vat, prepaid, rounding, amountDue } = invoice;
  return {
    ...invoice,
    ...{ total: turned(total), net: turned(net), vat: turned(vat) },
    ...{ prepaid: turned(prepaid), rounding: turned(rounding), amountDue: turned(amountDue) },
  };
}

type AmountName = "total" | "net" | "vat" | "prepaid" | "rounding" | "amountDue";

const NAMES: Record<AmountName, string> = {
  total: "montant TTC",
  net: "montant HT",
  vat: "montant de la TVA",
  prepaid: "montant déjà versé",
  rounding: "arrondi",
  amountDue: "net à payer",
};

/**
 * What a credit note lowers: its total with its rounding. Refuses what does not add up, and a credit note of which a
 * part was paid back already: only the rest could lower an invoice, and the file does not say how.
 */
export function creditCentsOf(invoice: EInvoice, refuse: RefuseLine): bigint | undefined {
  const isNegative = [invoice.total, invoice.amountDue].some((text) => text.startsWith("-"));
  if (isNegative) {
    refuse(
      "AMOUNT",
      "Le montant de cet avoir est négatif : il se lit de deux façons. Enregistrez-le à la main sur la page de la facture.",
      invoice.total,
    );
    return undefined;
  }
  const amounts = amountsOf(invoice, refuse);
  if (!amounts || amounts.paidCents === 0n) return amounts?.totalCents;
  const paid = formatEuros(amounts.paidCents);
  refuse(
    "PAID_DISAGREES",
    `Sur cet avoir, ${paid} sont déjà remboursés ou déduits. Enregistrez à la main ce qui en reste, sur la page de la facture.`,
  );
  return undefined;
}

/** What is owed is the total with its rounding; what was received is what the file says. Refuses what does not add up. */
export function amountsOf(invoice: EInvoice, refuse: RefuseLine): Amounts | undefined {
  let isWrong = false;
  const read = (name: AmountName) => {
    const text = invoice[name];
    const cents = text === "" ? undefined : decimalCents(text);
    if (text !== "" && cents === undefined) {
      isWrong = true;
      refuse("AMOUNT", `Le ${NAMES[name]}, « ${text.slice(0, 40)} », n’est pas un montant.`, text);
    }
    return cents;
  };
  const [total, net, vat] = [read("total"), read("net"), read("vat")];
  const [prepaid, rounding = 0n, amountDue] = [read("prepaid"), read("rounding"), read("amountDue")];
  if (isWrong) return undefined;
  if (total === undefined) {
    refuse(
      "EMPTY",
      "Le montant TTC manque. Corrigez la facture dans votre logiciel, puis exportez-la de nouveau.",
    );
    return undefined;
  }
  if (net !== undefined && vat !== undefined && net + vat !== total) {
    const sum = `${formatEuros(net)} HT et ${formatEuros(vat)} de TVA ne font pas ${formatEuros(total)} TTC.`;
    refuse("TOTALS_DISAGREE", `${sum} Saisissez cette facture à la main.`);
    return undefined;
  }
  const totalCents = total + rounding;
  if (totalCents <= 0n) {
    if (total < 0n)
      refuse("CREDIT_NOTE", "Ce montant négatif est un avoir : enregistrez-le sur la facture qu’il corrige.");
    else refuse("ZERO_TOTAL", "Montant nul : il n’y a rien à relancer.");
    return undefined;
  }
  const paidCents = prepaid ?? (amountDue === undefined ? 0n : totalCents - amountDue);
  const isPaidWrong = paidCents < 0n || paidCents > totalCents;
  if (isPaidWrong || (amountDue !== undefined && totalCents - paidCents !== amountDue)) {
    const due = amountDue === undefined ? "" : ` ne donnent pas ${formatEuros(amountDue)} à payer`;
    const sum = `${formatEuros(totalCents)} TTC et ${formatEuros(paidCents)} déjà versés${due || " ne vont pas ensemble"}.`;
    refuse("PAID_DISAGREES", `${sum} Saisissez cette facture à la main.`);
    return undefined;
  }
  return { totalCents, netCents: net, vatCents: vat !== undefined && vat >= 0n ? vat : undefined, paidCents };
}
