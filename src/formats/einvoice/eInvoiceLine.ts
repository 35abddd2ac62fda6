/** Turns an electronic invoice into the same record as a line of a table, or into sentences that say why not. */
import { addDays, isLocalDate, type LocalDate } from "@/domain/calendar";
import { DomainError } from "@/domain/invariant";
import { sirenOfVatNumber } from "@/domain/parties/vatNumber";
import { typeset } from "@/domain/typography";
import type { ImportedCredit, InvoiceCsvLine, LineErrorCode, LineNoticeCode } from "../invoiceCsvLine";
import type { BundledFile } from "./bundle";
import { type DocumentKind, documentKindOf } from "./documentKind";
import type { EInvoice } from "./eInvoice";
import { amountsOf, asCreditNote, creditCentsOf, type RefuseLine } from "./eInvoiceAmounts";
import { clientOfBuyer, registeredAs, registerNumbers, type SayDetail } from "./eInvoiceClient";
import { type EInvoiceSeller, sayPayment, sayPenalty } from "./eInvoiceTerms";
import { legalMentionsOf } from "./legalMentions";
import { eInvoiceFileKind, readEInvoice } from "./readEInvoice";

/** What was read so far of a bundle, by kind and number. */
export type ReadSoFar = Map<string, { line: number; isPdf: boolean; said: string }>;

export interface EInvoiceOptions {
  /** Calendar days from issue to due date for invoices without one; absent: they are refused. */
  defaultTermDays?: number;
}

const MAX_NUMBER_LENGTH = 60;
const MAX_TEXT_LENGTH = 250;
const RAW_LENGTH = 80;

const DIRECT_DEBITS = ["49", "59"];

/**
 * Reads one file. Never throws for what a file may hold.
 *
 * @param soFar grows with this one
 */
export function readEInvoiceLine(
  file: BundledFile,
  seller: EInvoiceSeller,
  options: EInvoiceOptions,
  soFar: ReadSoFar,
): InvoiceCsvLine {
  const { line, name } = file;
  const errors: InvoiceCsvLine["errors"] = [];
  const notices: InvoiceCsvLine["notices"] = [];
  const issue = <Code extends LineErrorCode | LineNoticeCode>(code: Code, message: string, raw?: string) => ({
    ...{ line, column: name, field: undefined, code },
    ...{ message: typeset(message), raw: raw?.slice(0, RAW_LENGTH) },
  });
  const refuse: RefuseLine = (code, message, raw) => void errors.push(issue(code, message, raw));
  const say: SayDetail = (code, message, raw) => void notices.push(issue(code, message, raw));
  const refused = { line, cells: [name], record: undefined, errors, notices };
  const read = attemptRead(file.bytes, refuse);
  if (!read || !isOwn(read, seller, refuse)) return refused;
  const isNegative = documentKindOf(read.typeCode) === "INVOICE" && read.total.startsWith("-");
  const invoice = isNegative ? asCreditNote(read) : read;
  const kind = isNegative ? "CREDIT_NOTE" : documentKindOf(read.typeCode);
  if (!isTaken(invoice, kind, refuse)) return refused;
  checkTexts(invoice, refuse);
  const isCredit = kind === "CREDIT_NOTE";
  const taken = (number: string, ...said: unknown[]) =>
    takeNumber({ number, isCredit, said: String(said) }, file, soFar, { refuse, say });
  if (isCredit) {
    const credit = creditOf(invoice, refuse);
    if (!credit || errors.length > 0) return refused;
    const { number, issuedOn, amountCents, invoiceNumbers } = credit;
    return taken(number, issuedOn, amountCents, invoiceNumbers) ? { ...refused, credit } : refused;
  }
  const amounts = amountsOf(invoice, refuse);
  const isPaid = amounts !== undefined && amounts.paidCents === amounts.totalCents;
  const dates = datesOf(invoice, { ...options, isPaid }, refuse, say);
  if (errors.length > 0 || !dates || !amounts) return refused;
  const { issuedOn, dueOn } = dates;
  if (!taken(invoice.number, issuedOn, dueOn, amounts.totalCents, amounts.paidCents)) {
    return { ...refused, notices: notices.filter(({ code }) => code === "TWIN") };
  }
  const client = clientOfBuyer(invoice.buyer, say);
  // The clause of a company binds its business clients only: the law decides for the others.
  if (client.kind === "B2B") sayPenalty(invoice, seller, say);
  sayPayment(invoice, seller, say);
  const [only, second] = invoice.items;
  const record: InvoiceCsvLine["record"] = {
    number: invoice.number,
    ...dates,
    ...amounts,
    orderReference: invoice.orderReference === "" ? undefined : invoice.orderReference,
    subject: second === undefined && only ? only : undefined,
    ...(DIRECT_DEBITS.includes(invoice.paymentMeans) && { isDebited: true as const }),
    ...(legalMentionsOf(invoice).arePresent && { mentionsPresent: true as const }),
    ...(kind === "CORRECTED" && { replaces: referredIn(invoice) }),
    client,
  };
  return { line, cells: [name], record, errors, notices };
}

/** What a credit note takes off, and of which invoices. Its client is there to be compared, never to be created. */
function creditOf(invoice: EInvoice, refuse: RefuseLine): ImportedCredit | undefined {
  const issuedOn = issueDayOf(invoice, refuse);
  const amountCents = creditCentsOf(invoice, refuse);
  if (!issuedOn || amountCents === undefined) return undefined;
  const client = clientOfBuyer(invoice.buyer, () => undefined);
  return { number: invoice.number, issuedOn, amountCents, invoiceNumbers: referredIn(invoice), client };
}

/** Numbers of the invoices a document refers to (BT-25), each once. */
function referredIn({ precedingInvoices }: EInvoice): string[] {
  return [...new Set(precedingInvoices.filter((number) => number !== ""))];
}

function attemptRead(bytes: Uint8Array, refuse: RefuseLine): EInvoice | undefined {
  try {
    return readEInvoice(bytes).invoice;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    refuse("FILE", error.message);
    return undefined;
  }
}

/** The seller must be the company: by the register, else by its VAT number. */
function isOwn({ seller: party, buyer }: EInvoice, seller: EInvoiceSeller, refuse: RefuseLine): boolean {
  const sirenOf = (one: EInvoice["seller"]) =>
    registeredAs(one).siren ?? sirenOfVatNumber(one.vatNumber.replace(/[\s.]/g, "").toUpperCase());
  const siren = sirenOf(party);
  // A mistyped establishment is still one of the company.
  const isRegistered = registerNumbers(party).some(
    (id) => /^\d{9}(\d{5})?$/.test(id) && id.startsWith(seller.siren),
  );
  if (isRegistered || siren === seller.siren) return true;
  const vatNumber = party.vatNumber.replace(/[\s.]/g, "").toUpperCase();
  if (siren === undefined && seller.vatNumber !== null && vatNumber === seller.vatNumber) return true;
  const name = party.name.slice(0, 80) || "une société sans nom";
  const identity = siren ? ` (SIREN ${siren})` : ", qui n’y donne ni SIREN ni numéro de TVA valables";
  const advice =
    sirenOf(buyer) === seller.siren
      ? "C’est un achat : il n’y a rien à relancer."
      : "Déposez-la dans l’espace de la société qui l’a émise.";
  refuse("SELLER", `Cette facture est émise par ${name}${identity}, pas par votre société. ${advice}`);
  return false;
}

/** What the company claims in euros, or lowers; the rest is not for its reminders. */
function isTaken({ typeCode, currency }: EInvoice, kind: DocumentKind, refuse: RefuseLine): boolean {
  if (kind === "FACTORED") {
    refuse(
      "FACTORED",
      "Cette facture est cédée à un affactureur, à qui elle se paie. Si vous la relancez vous-même, saisissez-la à la main.",
    );
  } else if (kind === "OTHER") {
    refuse(
      "NOT_A_CLAIM",
      "Ce document n’est pas une facture à payer (pro forma, situation, copie comptable), ou son type est inconnu. S’il est à payer, saisissez-le à la main.",
      typeCode,
    );
  } else if (currency !== "EUR") {
    const words = currency === "" ? "sans devise" : `en ${currency.slice(0, 20)}`;
    refuse("CURRENCY", `Facture ${words} : seules les factures en euros se relancent ici.`, currency);
  } else return true;
  return false;
}

function checkTexts({ number, buyer, orderReference }: EInvoice, refuse: RefuseLine): void {
  if (number === "") refuse("EMPTY", "Le numéro de la facture manque. Corrigez-la dans votre logiciel.");
  if (number.length > MAX_NUMBER_LENGTH) {
    refuse("CELL_TOO_LONG", `Le numéro de la facture dépasse ${MAX_NUMBER_LENGTH} caractères.`, number);
  }
  if (buyer.name === "") refuse("EMPTY", "Le nom de l’acheteur manque. Saisissez cette facture à la main.");
  const texts = [buyer.name, buyer.street, buyer.complement, buyer.city, buyer.contactName, orderReference];
  for (const text of texts) {
    if (text.length <= MAX_TEXT_LENGTH) continue;
    refuse(
      "CELL_TOO_LONG",
      `Un texte dépasse ${MAX_TEXT_LENGTH} caractères : « ${text.slice(0, 40)}… ».`,
      text,
    );
  }
}

/** A day; undefined when there is none, or when it is refused as none. */
function dayIn(text: string, what: string, refuse: RefuseLine): LocalDate | undefined {
  if (text === "" || isLocalDate(text)) return text === "" ? undefined : text;
  refuse("DATE", `${what}, « ${text.slice(0, 40)} », n’est pas une date.`, text);
  return undefined;
}

function issueDayOf({ issuedOn }: EInvoice, refuse: RefuseLine): LocalDate | undefined {
  if (issuedOn === "") refuse("EMPTY", "La date de la facture manque. Corrigez-la dans votre logiciel.");
  return dayIn(issuedOn, "La date de la facture", refuse);
}

interface Dates {
  issuedOn: LocalDate;
  dueOn: LocalDate;
  isDueOnComputed: boolean;
  performedOn: LocalDate | undefined;
}

function datesOf(
  invoice: EInvoice,
  { defaultTermDays, isPaid }: EInvoiceOptions & { isPaid: boolean },
  refuse: RefuseLine,
  say: SayDetail,
): Dates | undefined {
  const issuedOn = issueDayOf(invoice, refuse);
  const dueOn = dayIn(invoice.dueOn, "L’échéance", refuse);
  const performedOn = dayIn(invoice.performedOn, "La date de livraison", refuse);
  if (!issuedOn) return undefined;
  // The French mandate writes the day of the payment where an invoice was paid before it was issued.
  if (dueOn && dueOn < issuedOn && isPaid)
    return { issuedOn, dueOn: issuedOn, isDueOnComputed: false, performedOn };
  if (dueOn && dueOn < issuedOn) {
    refuse(
      "DUE_BEFORE_ISSUE",
      "L’échéance tombe avant la date de la facture. Corrigez-la dans votre logiciel.",
    );
    return undefined;
  }
  if (dueOn) return { issuedOn, dueOn, isDueOnComputed: false, performedOn };
  if (invoice.dueOn !== "") return undefined;
  if (defaultTermDays === undefined) {
    refuse("EMPTY", "L’échéance manque. Indiquez un délai pour les factures qui n’en ont pas.");
    return undefined;
  }
  const terms = invoice.paymentTerms === "" ? "" : ` Elle dit : « ${invoice.paymentTerms.slice(0, 120)} ».`;
  say(
    "DUE_DATE_COMPUTED",
    `Échéance absente : calculée à ${defaultTermDays} jours de la facture.${terms}`,
    invoice.paymentTerms,
  );
  return { issuedOn, dueOn: addDays(issuedOn, defaultTermDays), isDueOnComputed: true, performedOn };
}

/**
 * Notes the number of a good invoice or credit note; refuses one already taken among its like, whatever its case,
 * unless it is the XML of the same document: its PDF, which comes first, holds as much.
 */
function takeNumber(
  { number, isCredit, said }: { number: string; isCredit: boolean; said: string },
  { line, bytes }: BundledFile,
  soFar: ReadSoFar,
  { refuse, say }: { refuse: RefuseLine; say: SayDetail },
): boolean {
  const key = `${isCredit ? "avoir" : "facture"} ${number.toUpperCase()}`;
  const first = soFar.get(key);
  const isPdf = eInvoiceFileKind(bytes) === "PDF";
  if (first === undefined) {
    soFar.set(key, { line, isPdf, said });
    return true;
  }
  const what = isCredit ? `L’avoir ${number}` : `La facture ${number}`;
  if (first.isPdf && !isPdf && first.said === said) {
    say("TWIN", `${what} est aussi le fichier n° ${first.line}, en PDF : c’est lui qui est gardé.`, number);
  } else {
    refuse(
      "DUPLICATE_NUMBER",
      `${what} est déjà dans le fichier n° ${first.line}. Gardez-en un seul.`,
      number,
    );
  }
  return false;
}
