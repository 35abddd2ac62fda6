/** Turns an electronic invoice into the same record as a line of a table, or into sentences that say why not. */
import { addDays, isLocalDate, type LocalDate } from "@/domain/calendar";
import { DomainError } from "@/domain/invariant";
import { sirenOfVatNumber } from "@/domain/parties/vatNumber";
import { typeset } from "@/domain/typography";
import type { InvoiceCsvLine, LineErrorCode, LineNoticeCode } from "../invoiceCsvLine";
import type { BundledFile } from "./bundle";
import type { EInvoice } from "./eInvoice";
import { amountsOf, type RefuseLine } from "./eInvoiceAmounts";
import { clientOfBuyer, registeredAs, registerNumbers, type SayDetail } from "./eInvoiceClient";
import { type EInvoiceSeller, sayPayment, sayPenalty } from "./eInvoiceTerms";
import { legalMentionsOf } from "./legalMentions";
import { readEInvoice } from "./readEInvoice";

export interface EInvoiceOptions {
  /** Calendar days from issue to due date for invoices without one; absent: they are refused. */
  defaultTermDays?: number;
}

const MAX_NUMBER_LENGTH = 60;
const MAX_TEXT_LENGTH = 250;
const RAW_LENGTH = 80;

/** UNTDID 1001, as EN 16931 and the French mandate allow it: what is no new debt to remind. */
const CREDIT_NOTES = [
  "81",
  "83",
  "261",
  "262",
  "296",
  "308",
  "381",
  "396",
  "420",
  "458",
  "502",
  "503",
  "532",
];
const CORRECTED = ["384", "471", "472", "473"];
const FACTORED = ["393", "501"];
const DIRECT_DEBITS = ["49", "59"];

/**
 * Reads one file. Never throws for what a file may hold.
 *
 * @param firstLineOf number of each invoice read so far and its line; grows with this one
 */
export function readEInvoiceLine(
  file: BundledFile,
  seller: EInvoiceSeller,
  options: EInvoiceOptions,
  firstLineOf: Map<string, number>,
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
  const invoice = attemptRead(file.bytes, refuse);
  if (!invoice || !isOwn(invoice, seller, refuse) || !isNewDebt(invoice, refuse)) return refused;
  checkTexts(invoice, refuse);
  const dates = datesOf(invoice, options, refuse, say);
  const amounts = amountsOf(invoice, refuse);
  if (errors.length > 0 || !dates || !amounts || !takeNumber(invoice.number, line, firstLineOf, refuse))
    return refused;
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
    client,
  };
  return { line, cells: [name], record, errors, notices };
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

function isNewDebt(invoice: EInvoice, refuse: RefuseLine): boolean {
  const { typeCode, currency, precedingInvoices } = invoice;
  const [of] = precedingInvoices.filter((number) => number !== "");
  const original = of ? `la facture ${of.slice(0, MAX_NUMBER_LENGTH)}` : "la facture qu’il corrige";
  if (CREDIT_NOTES.includes(typeCode)) {
    const name = [invoice.number, invoice.total && `${invoice.total.replace(".", ",")} ${currency}`];
    const words = name.filter((part) => part !== "").join(", ");
    refuse("CREDIT_NOTE", `C’est un avoir (${words}) : enregistrez-le sur la page de ${original}.`);
  } else if (CORRECTED.includes(typeCode)) {
    refuse(
      "CORRECTED",
      `C’est une facture rectificative, qui remplace ${of ? original : "une autre facture"} : annulez d’abord celle-ci, puis saisissez la nouvelle, pour que rien ne soit réclamé deux fois.`,
    );
  } else if (FACTORED.includes(typeCode)) {
    refuse(
      "FACTORED",
      "Cette facture est cédée à un affactureur, à qui elle se paie. Si vous la relancez vous-même, saisissez-la à la main.",
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

interface Dates {
  issuedOn: LocalDate;
  dueOn: LocalDate;
  isDueOnComputed: boolean;
  performedOn: LocalDate | undefined;
}

function datesOf(
  invoice: EInvoice,
  { defaultTermDays }: EInvoiceOptions,
  refuse: RefuseLine,
  say: SayDetail,
): Dates | undefined {
  const day = (text: string, what: string): LocalDate | undefined => {
    if (text === "" || isLocalDate(text)) return text === "" ? undefined : text;
    refuse("DATE", `${what}, « ${text.slice(0, 40)} », n’est pas une date.`, text);
    return undefined;
  };
  const issuedOn = day(invoice.issuedOn, "La date de la facture");
  const dueOn = day(invoice.dueOn, "L’échéance");
  const performedOn = day(invoice.performedOn, "La date de livraison");
  if (!issuedOn) {
    if (invoice.issuedOn === "")
      refuse("EMPTY", "La date de la facture manque. Corrigez-la dans votre logiciel.");
    return undefined;
  }
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

/** Notes the number of a good invoice; refuses one already taken, whatever its case. */
function takeNumber(
  number: string,
  line: number,
  firstLineOf: Map<string, number>,
  refuse: RefuseLine,
): boolean {
  const key = number.toUpperCase();
  const first = firstLineOf.get(key);
  if (first === undefined) {
    firstLineOf.set(key, line);
    return true;
  }
  refuse(
    "DUPLICATE_NUMBER",
    `La facture ${number} est déjà dans le fichier n° ${first}. Gardez-en un seul.`,
    number,
  );
  return false;
}
