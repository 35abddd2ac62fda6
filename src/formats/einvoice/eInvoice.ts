/**
 * What an electronic invoice says of itself, whatever its syntax: the terms of the European standard EN 16931 that
 * matter to whoever waits for the money. Texts are as the file has them, empty when it does not say.
 */

/** Legal identifiers of France, by their ISO 6523 scheme. */
export const SIREN_SCHEME = "0002";
export const SIRET_SCHEME = "0009";

export interface EInvoiceParty {
  /** Legal name (BT-27, BT-44), else the name people know. */
  name: string;
  /** Legal registration and identifiers, each with its ISO 6523 scheme, empty when not said. */
  identifiers: { scheme: string; value: string }[];
  /** BT-31, BT-48. */
  vatNumber: string;
  street: string;
  complement: string;
  postcode: string;
  city: string;
  /** ISO 3166-1. */
  country: string;
  contactName: string;
  email: string;
  phone: string;
}

/** A note and the code of its subject (UNTDID 4451), empty when it has none. */
export interface EInvoiceNote {
  subject: string;
  text: string;
}

export interface EInvoice {
  syntax: "CII" | "UBL";
  number: string;
  /** UNTDID 1001: 380 is an invoice, 381 a credit note. */
  typeCode: string;
  /** Days as `2026-01-31`, or as the file has them when they are no days. */
  issuedOn: string;
  dueOn: string;
  /** Day of delivery (BT-72), else the end of the period invoiced (BT-74). */
  performedOn: string;
  currency: string;
  seller: EInvoiceParty;
  buyer: EInvoiceParty;
  /** Who is to be paid when it is not the seller (BT-59): a factor. */
  payeeName: string;
  /** BT-109, BT-110, BT-112: decimal texts. */
  net: string;
  vat: string;
  total: string;
  /** BT-113: already received. */
  prepaid: string;
  /** BT-114: added so that the amount due is round. */
  rounding: string;
  /** BT-115: total less what was received, rounding included. */
  amountDue: string;
  /** UNTDID 4461: 30 and 58 are transfers, 49 and 59 direct debits. */
  paymentMeans: string;
  iban: string;
  paymentTerms: string;
  notes: EInvoiceNote[];
  orderReference: string;
  /** Numbers of the invoices that this document follows or corrects (BT-25). */
  precedingInvoices: string[];
  /** Names of what was sold, line by line. */
  items: string[];
}

const SUBJECT = /^\s*#([A-Z]{3})#\s*/;

/** A note as written in UBL, and by some programs in CII: `#PMD#` and its text. */
export function noteOf(text: string, subject = ""): EInvoiceNote {
  const marked = SUBJECT.exec(text);
  if (subject !== "" || !marked) return { subject, text: text.trim() };
  return { subject: marked[1] ?? "", text: text.slice(marked[0].length).trim() };
}

/** The non-empty texts, joined as an address has them. */
export function joined(...texts: readonly string[]): string {
  return texts.filter((text) => text !== "").join(", ");
}
