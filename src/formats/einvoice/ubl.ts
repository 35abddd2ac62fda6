/** Reads an invoice or a credit note in the syntax of OASIS (Universal Business Language 2.1). */
import { at, childrenOf, textAt, type XmlNode } from "../xmlTree";
import { documentKindOf } from "./documentKind";
import { type EInvoice, type EInvoiceParty, joined, noteOf } from "./eInvoice";

export const UBL_INVOICE_ROOT = "Invoice";
export const UBL_CREDIT_NOTE_ROOT = "CreditNote";

/** An xsd:date may carry a time zone, which changes nothing to the day that is printed. */
function dayAt(node: XmlNode | undefined, ...path: readonly string[]): string {
  return textAt(node, ...path).replace(/^(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})$/, "$1");
}

function partyOf(node: XmlNode | undefined): EInvoiceParty {
  const entity = at(node, "PartyLegalEntity");
  const address = at(node, "PostalAddress");
  const contact = at(node, "Contact");
  const identifications = childrenOf(node, "PartyIdentification").flatMap((id) => childrenOf(id, "ID"));
  const identifiers = [...childrenOf(entity, "CompanyID"), ...identifications];
  const vat = childrenOf(node, "PartyTaxScheme").find((tax) => textAt(tax, "TaxScheme", "ID") === "VAT");
  const endpoint = at(node, "EndpointID");
  const mailbox = endpoint?.attributes.schemeID === "EM" ? endpoint.text.trim() : "";
  return {
    name: textAt(entity, "RegistrationName") || textAt(node, "PartyName", "Name"),
    identifiers: identifiers.map((id) => ({ scheme: id.attributes.schemeID ?? "", value: id.text.trim() })),
    vatNumber: textAt(vat, "CompanyID"),
    street: textAt(address, "StreetName"),
    complement: joined(textAt(address, "AdditionalStreetName"), textAt(address, "AddressLine", "Line")),
    postcode: textAt(address, "PostalZone"),
    city: textAt(address, "CityName"),
    country: textAt(address, "Country", "IdentificationCode"),
    contactName: textAt(contact, "Name"),
    email: textAt(contact, "ElectronicMail") || mailbox,
    phone: textAt(contact, "Telephone"),
  };
}

/** The VAT in the currency of the invoice: a second total may be in that of the accounts. */
function vatIn(root: XmlNode, currency: string): string {
  const amounts = childrenOf(root, "TaxTotal").flatMap((total) => childrenOf(total, "TaxAmount"));
  const own = amounts.find((amount) => (amount.attributes.currencyID ?? currency) === currency);
  return own?.text.trim() ?? "";
}

/** The root says that it is a credit note: a careless program may write the code of an invoice under it. */
function creditNoteCode(root: XmlNode): string {
  const code = textAt(root, "CreditNoteTypeCode");
  return documentKindOf(code) === "CREDIT_NOTE" ? code : "381";
}

/** The invoice under the root element of a UBL document. Checks nothing: what is missing is empty. */
export function readUbl(root: XmlNode): EInvoice {
  const isCreditNote = root.name === UBL_CREDIT_NOTE_ROOT;
  const means = childrenOf(root, "PaymentMeans");
  const totals = at(root, "LegalMonetaryTotal");
  const currency = textAt(root, "DocumentCurrencyCode");
  const dueOn = dayAt(root, "DueDate") || dayAt(means[0], "PaymentDueDate");
  const delivered = dayAt(root, "Delivery", "ActualDeliveryDate");
  const lines = childrenOf(root, isCreditNote ? "CreditNoteLine" : "InvoiceLine");
  const account = means.map((mean) => at(mean, "PayeeFinancialAccount")).find(Boolean);
  return {
    syntax: "UBL",
    number: textAt(root, "ID"),
    typeCode: isCreditNote ? creditNoteCode(root) : textAt(root, "InvoiceTypeCode") || "380",
    issuedOn: dayAt(root, "IssueDate"),
    dueOn,
    performedOn: delivered || dayAt(root, "InvoicePeriod", "EndDate"),
    currency,
    seller: partyOf(at(root, "AccountingSupplierParty", "Party")),
    buyer: partyOf(at(root, "AccountingCustomerParty", "Party")),
    payeeName: textAt(root, "PayeeParty", "PartyName", "Name"),
    net: textAt(totals, "TaxExclusiveAmount"),
    vat: vatIn(root, currency),
    total: textAt(totals, "TaxInclusiveAmount"),
    prepaid: textAt(totals, "PrepaidAmount"),
    rounding: textAt(totals, "PayableRoundingAmount"),
    amountDue: textAt(totals, "PayableAmount"),
    paymentMeans: textAt(means[0], "PaymentMeansCode"),
    iban: textAt(account, "ID"),
    paymentTerms: textAt(root, "PaymentTerms", "Note"),
    notes: childrenOf(root, "Note").map((note) => noteOf(note.text)),
    orderReference: textAt(root, "OrderReference", "ID"),
    precedingInvoices: childrenOf(root, "BillingReference").map((reference) =>
      textAt(reference, "InvoiceDocumentReference", "ID"),
    ),
    items: lines.map((line) => textAt(line, "Item", "Name")),
  };
}
