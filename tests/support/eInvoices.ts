/** Electronic invoices made for tests: the same one in both syntaxes, and inside a PDF. */
import { PDFDocument } from "@cantoo/pdf-lib";

export interface TestParty {
  name: string;
  siren?: string;
  siret?: string;
  vatNumber?: string;
  email?: string;
}

export interface TestEInvoice {
  number: string;
  typeCode: string;
  /** `2026-08-03`. */
  issuedOn: string;
  dueOn: string;
  deliveredOn: string;
  currency: string;
  seller: TestParty;
  buyer: TestParty;
  net: string;
  vat: string;
  total: string;
  prepaid: string;
  due: string;
  iban: string;
  terms: string;
  /** By subject code. */
  notes: Record<string, string>;
  preceding: string;
}

const LEGAL_NOTES = {
  PMD: "Tout retard de paiement engendre une pénalité calculée sur la base de trois fois le taux d'intérêt légal.",
  PMT: "Indemnité forfaitaire pour frais de recouvrement en cas de retard de paiement : 40 €.",
  AAB: "Pas d'escompte en cas de paiement anticipé.",
};

/** An invoice of 1 200,00 € for a conservery, late, with every mention. */
export function testEInvoice(seller: TestParty, change: Partial<TestEInvoice> = {}): TestEInvoice {
  return {
    number: "FX-2026-0042",
    typeCode: "380",
    issuedOn: "2026-08-03",
    dueOn: "2026-09-02",
    deliveredOn: "2026-07-30",
    currency: "EUR",
    seller,
    buyer: { name: "Conserverie Le Guen", siren: "552100554", email: "compta@leguen.example" },
    net: "1000.00",
    vat: "200.00",
    total: "1200.00",
    prepaid: "",
    due: "1200.00",
    iban: "",
    terms: "30 jours net",
    notes: LEGAL_NOTES,
    preceding: "",
    ...change,
  };
}

/** An element, or nothing when its text is empty. */
function tag(name: string, text: string | undefined, attributes = ""): string {
  const safe = text?.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return safe ? `<${name}${attributes}>${safe}</${name}>` : "";
}

const ciiDay = (name: string, day: string) =>
  day &&
  `<ram:${name}><udt:DateTimeString format="102">${day.replaceAll("-", "")}</udt:DateTimeString></ram:${name}>`;

function ciiParty(name: string, party: TestParty): string {
  const vat = tag("ram:ID", party.vatNumber, ' schemeID="VA"');
  return `<ram:${name}>${tag("ram:GlobalID", party.siret, ' schemeID="0009"')}${tag("ram:Name", party.name)}
    <ram:SpecifiedLegalOrganization>${tag("ram:ID", party.siren, ' schemeID="0002"')}</ram:SpecifiedLegalOrganization>
    <ram:PostalTradeAddress><ram:PostcodeCode>56170</ram:PostcodeCode><ram:LineOne>22 rue du Port Haliguen</ram:LineOne>
    <ram:CityName>Quiberon</ram:CityName><ram:CountryID>FR</ram:CountryID></ram:PostalTradeAddress>
    <ram:URIUniversalCommunication>${tag("ram:URIID", party.email, ' schemeID="EM"')}</ram:URIUniversalCommunication>
    ${vat && `<ram:SpecifiedTaxRegistration>${vat}</ram:SpecifiedTaxRegistration>`}</ram:${name}>`;
}

/** In the syntax of UN/CEFACT, as Factur-X carries it. */
export function ciiOf(invoice: TestEInvoice): string {
  const notes = Object.entries(invoice.notes).map(
    ([subject, text]) =>
      `<ram:IncludedNote>${tag("ram:Content", text)}${tag("ram:SubjectCode", subject)}</ram:IncludedNote>`,
  );
  const account = tag("ram:IBANID", invoice.iban);
  const preceding = tag("ram:IssuerAssignedID", invoice.preceding);
  return `<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
<rsm:ExchangedDocument>${tag("ram:ID", invoice.number)}${tag("ram:TypeCode", invoice.typeCode)}${ciiDay("IssueDateTime", invoice.issuedOn)}${notes.join("")}</rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction>
<ram:IncludedSupplyChainTradeLineItem><ram:SpecifiedTradeProduct><ram:Name>Comptoir d’accueil</ram:Name></ram:SpecifiedTradeProduct></ram:IncludedSupplyChainTradeLineItem>
<ram:ApplicableHeaderTradeAgreement>${ciiParty("SellerTradeParty", invoice.seller)}${ciiParty("BuyerTradeParty", invoice.buyer)}
<ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>BC-118</ram:IssuerAssignedID></ram:BuyerOrderReferencedDocument></ram:ApplicableHeaderTradeAgreement>
<ram:ApplicableHeaderTradeDelivery><ram:ActualDeliverySupplyChainEvent>${ciiDay("OccurrenceDateTime", invoice.deliveredOn)}</ram:ActualDeliverySupplyChainEvent></ram:ApplicableHeaderTradeDelivery>
<ram:ApplicableHeaderTradeSettlement>${tag("ram:InvoiceCurrencyCode", invoice.currency)}
<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>30</ram:TypeCode>${account && `<ram:PayeePartyCreditorFinancialAccount>${account}</ram:PayeePartyCreditorFinancialAccount>`}</ram:SpecifiedTradeSettlementPaymentMeans>
<ram:SpecifiedTradePaymentTerms>${tag("ram:Description", invoice.terms)}${ciiDay("DueDateDateTime", invoice.dueOn)}</ram:SpecifiedTradePaymentTerms>
<ram:SpecifiedTradeSettlementHeaderMonetarySummation>${tag("ram:TaxBasisTotalAmount", invoice.net)}${tag("ram:TaxTotalAmount", invoice.vat, ' currencyID="EUR"')}${tag("ram:GrandTotalAmount", invoice.total)}${tag("ram:TotalPrepaidAmount", invoice.prepaid)}${tag("ram:DuePayableAmount", invoice.due)}</ram:SpecifiedTradeSettlementHeaderMonetarySummation>
${preceding && `<ram:InvoiceReferencedDocument>${preceding}</ram:InvoiceReferencedDocument>`}</ram:ApplicableHeaderTradeSettlement>
</rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>`;
}

function ublParty(name: string, party: TestParty): string {
  const vat = tag("cbc:CompanyID", party.vatNumber);
  const scheme = "<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>";
  return `<cac:${name}><cac:Party><cac:PartyIdentification>${tag("cbc:ID", party.siret, ' schemeID="0009"')}</cac:PartyIdentification>
    <cac:PostalAddress><cbc:StreetName>22 rue du Port Haliguen</cbc:StreetName><cbc:CityName>Quiberon</cbc:CityName><cbc:PostalZone>56170</cbc:PostalZone>
    <cac:Country><cbc:IdentificationCode>FR</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
    ${vat && `<cac:PartyTaxScheme>${vat}${scheme}</cac:PartyTaxScheme>`}
    <cac:PartyLegalEntity>${tag("cbc:RegistrationName", party.name)}${tag("cbc:CompanyID", party.siren, ' schemeID="0002"')}</cac:PartyLegalEntity>
    <cac:Contact>${tag("cbc:ElectronicMail", party.email)}</cac:Contact></cac:Party></cac:${name}>`;
}

/** In the syntax of OASIS. */
export function ublOf(invoice: TestEInvoice): string {
  const notes = Object.entries(invoice.notes).map(([subject, text]) =>
    tag("cbc:Note", `#${subject}#${text}`),
  );
  const account = tag("cbc:ID", invoice.iban);
  const preceding = tag("cbc:ID", invoice.preceding);
  return `<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
${tag("cbc:ID", invoice.number)}${tag("cbc:IssueDate", invoice.issuedOn)}${tag("cbc:DueDate", invoice.dueOn)}${tag("cbc:InvoiceTypeCode", invoice.typeCode)}${notes.join("")}${tag("cbc:DocumentCurrencyCode", invoice.currency)}
<cac:OrderReference><cbc:ID>BC-118</cbc:ID></cac:OrderReference>
${preceding && `<cac:BillingReference><cac:InvoiceDocumentReference>${preceding}</cac:InvoiceDocumentReference></cac:BillingReference>`}
${ublParty("AccountingSupplierParty", invoice.seller)}${ublParty("AccountingCustomerParty", invoice.buyer)}
<cac:Delivery>${tag("cbc:ActualDeliveryDate", invoice.deliveredOn)}</cac:Delivery>
<cac:PaymentMeans><cbc:PaymentMeansCode>30</cbc:PaymentMeansCode>${account && `<cac:PayeeFinancialAccount>${account}</cac:PayeeFinancialAccount>`}</cac:PaymentMeans>
<cac:PaymentTerms>${tag("cbc:Note", invoice.terms)}</cac:PaymentTerms>
<cac:TaxTotal>${tag("cbc:TaxAmount", invoice.vat, ' currencyID="EUR"')}</cac:TaxTotal>
<cac:LegalMonetaryTotal>${tag("cbc:TaxExclusiveAmount", invoice.net)}${tag("cbc:TaxInclusiveAmount", invoice.total)}${tag("cbc:PrepaidAmount", invoice.prepaid)}${tag("cbc:PayableAmount", invoice.due)}</cac:LegalMonetaryTotal>
<cac:InvoiceLine><cac:Item><cbc:Name>Comptoir d’accueil</cbc:Name></cac:Item></cac:InvoiceLine>
</Invoice>`;
}

/** A credit note of 240,00 € on the invoice `FX-2026-0042`, for the same client. */
export function testCreditNote(seller: TestParty, change: Partial<TestEInvoice> = {}): TestEInvoice {
  return testEInvoice(seller, {
    ...{ number: "AV-7", typeCode: "381", issuedOn: "2026-09-10", dueOn: "", preceding: "FX-2026-0042" },
    ...{ net: "200.00", vat: "40.00", total: "240.00", due: "240.00" },
    ...change,
  });
}

/** A credit note in the syntax of OASIS, which has a root of its own. */
export function ublCreditNoteOf(credit: TestEInvoice): string {
  return ublOf(credit)
    .replaceAll("InvoiceTypeCode", "CreditNoteTypeCode")
    .replaceAll("cac:InvoiceLine", "cac:CreditNoteLine")
    .replace("<Invoice xmlns=", "<CreditNote xmlns=")
    .replace("xsd:Invoice-2", "xsd:CreditNote-2")
    .replace("</Invoice>", "</CreditNote>");
}

/** A PDF that carries these files, the way Factur-X does. The same files give the same bytes. */
export async function pdfWith(files: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.addPage([595, 842]);
  const day = new Date("2026-08-03T00:00:00Z");
  for (const [name, text] of Object.entries(files)) {
    await document.attach(Buffer.from(text), name, {
      mimeType: name.endsWith(".xml") ? "text/xml" : "text/plain",
      creationDate: day,
      modificationDate: day,
    });
  }
  return document.save();
}

export function facturXOf(invoice: TestEInvoice): Promise<Uint8Array> {
  return pdfWith({ "factur-x.xml": ciiOf(invoice) });
}
