/** Reads an invoice in the syntax of UN/CEFACT (Cross Industry Invoice D16B and D22B), which Factur-X carries. */
import { at, childrenOf, textAt, type XmlNode } from "../xmlTree";
import { type EInvoice, type EInvoiceParty, joined, noteOf } from "./eInvoice";

export const CII_ROOT = "CrossIndustryInvoice";

/** A day in format 102 (`20260131`) as `2026-01-31`; anything else as it is. */
function dayAt(node: XmlNode | undefined, ...path: readonly string[]): string {
  const found = at(node, ...path, "DateTimeString") ?? at(node, ...path, "DateString");
  const text = found?.text.trim() ?? "";
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? [];
  return year ? `${year}-${month}-${day}` : text;
}

function partyOf(node: XmlNode | undefined): EInvoiceParty {
  const organization = at(node, "SpecifiedLegalOrganization");
  const address = at(node, "PostalTradeAddress");
  const contact = at(node, "DefinedTradeContact");
  const identifiers = [...childrenOf(organization, "ID"), ...childrenOf(node, "GlobalID")];
  const vat = childrenOf(node, "SpecifiedTaxRegistration")
    .flatMap((registration) => childrenOf(registration, "ID"))
    .find((id) => (id.attributes.schemeID ?? "VA") === "VA");
  const addresses = childrenOf(node, "URIUniversalCommunication").flatMap((uri) => childrenOf(uri, "URIID"));
  const mailbox = addresses.find((uri) => uri.attributes.schemeID === "EM")?.text.trim() ?? "";
  return {
    name: textAt(node, "Name") || textAt(organization, "TradingBusinessName"),
    identifiers: identifiers.map((id) => ({ scheme: id.attributes.schemeID ?? "", value: id.text.trim() })),
    vatNumber: vat?.text.trim() ?? "",
    street: textAt(address, "LineOne"),
    complement: joined(textAt(address, "LineTwo"), textAt(address, "LineThree")),
    postcode: textAt(address, "PostcodeCode"),
    city: textAt(address, "CityName"),
    country: textAt(address, "CountryID"),
    contactName: textAt(contact, "PersonName"),
    email: textAt(contact, "EmailURIUniversalCommunication", "URIID") || mailbox,
    phone: textAt(contact, "TelephoneUniversalCommunication", "CompleteNumber"),
  };
}

/** An amount in the currency of the invoice: a second one may be in that of the accounts. */
function amountIn(summation: XmlNode | undefined, name: string, currency: string): string {
  const totals = childrenOf(summation, name);
  const own = totals.find((total) => (total.attributes.currencyID ?? currency) === currency);
  return own?.text.trim() ?? "";
}

/** The invoice under the root element of a CII document. Checks nothing: what is missing is empty. */
export function readCii(root: XmlNode): EInvoice {
  const document = at(root, "ExchangedDocument");
  const trade = at(root, "SupplyChainTradeTransaction");
  const agreement = at(trade, "ApplicableHeaderTradeAgreement");
  const settlement = at(trade, "ApplicableHeaderTradeSettlement");
  const summation = at(settlement, "SpecifiedTradeSettlementHeaderMonetarySummation");
  const means = childrenOf(settlement, "SpecifiedTradeSettlementPaymentMeans");
  const terms = childrenOf(settlement, "SpecifiedTradePaymentTerms");
  const currency = textAt(settlement, "InvoiceCurrencyCode");
  const amount = (name: string) => amountIn(summation, name, currency);
  const delivered = dayAt(
    at(trade, "ApplicableHeaderTradeDelivery"),
    "ActualDeliverySupplyChainEvent",
    "OccurrenceDateTime",
  );
  const account = means.map((mean) => at(mean, "PayeePartyCreditorFinancialAccount")).find(Boolean);
  return {
    syntax: "CII",
    number: textAt(document, "ID"),
    typeCode: textAt(document, "TypeCode"),
    issuedOn: dayAt(document, "IssueDateTime"),
    dueOn: lastDay(terms.map((term) => dayAt(term, "DueDateDateTime"))),
    performedOn: delivered || dayAt(settlement, "BillingSpecifiedPeriod", "EndDateTime"),
    currency,
    seller: partyOf(at(agreement, "SellerTradeParty")),
    buyer: partyOf(at(agreement, "BuyerTradeParty")),
    payeeName: textAt(settlement, "PayeeTradeParty", "Name"),
    net: amount("TaxBasisTotalAmount"),
    vat: amount("TaxTotalAmount"),
    total: amount("GrandTotalAmount"),
    prepaid: amount("TotalPrepaidAmount"),
    rounding: amount("RoundingAmount"),
    amountDue: amount("DuePayableAmount"),
    paymentMeans: textAt(means[0], "TypeCode"),
    iban: textAt(account, "IBANID"),
    paymentTerms: terms
      .map((term) => textAt(term, "Description"))
      .join(" ")
      .trim(),
    notes: childrenOf(document, "IncludedNote").map((note) =>
      noteOf(textAt(note, "Content"), textAt(note, "SubjectCode")),
    ),
    orderReference: textAt(agreement, "BuyerOrderReferencedDocument", "IssuerAssignedID"),
    precedingInvoices: childrenOf(settlement, "InvoiceReferencedDocument").map((reference) =>
      textAt(reference, "IssuerAssignedID"),
    ),
    items: childrenOf(trade, "IncludedSupplyChainTradeLineItem").map((line) =>
      textAt(line, "SpecifiedTradeProduct", "Name"),
    ),
  };
}

/** Several terms are instalments: all of it is due on the last of their days. */
function lastDay(days: readonly string[]): string {
  return [...days].sort().at(-1) ?? "";
}
