import { describe, expect, it } from "vitest";
import { INVOICE_COLUMN_NAMES, INVOICE_FIELDS, type InvoiceField } from "@/formats/invoiceColumnNames";
import {
  areFrenchTitles,
  duplicateTitles,
  headerScore,
  suggestMapping,
  titleKey,
} from "@/formats/invoiceColumns";

describe("a title", () => {
  it.each([
    [
      "number",
      [
        "N° de facture",
        "Nº facture",
        "No. Facture",
        "Numéro",
        "FACTURE N°",
        "Invoice #",
        "Invoice No.",
        "InvoiceNumber",
        "invoice_number",
        "Réf. facture",
        "N°",
      ],
    ],
    ["clientName", ["Client", "Nom du client", "Raison sociale", "Société", "Customer Name", "Tiers", "Nom"]],
    ["clientReference", ["Code client", "N° client", "Réf. client", "Customer ID", "Compte auxiliaire"]],
    ["clientKind", ["Type de client", "Catégorie client", "Customer type"]],
    ["siren", ["SIREN", "N° SIREN", "Siren du client"]],
    ["siret", ["SIRET", "Numéro de SIRET"]],
    [
      "vatNumber",
      [
        "N° TVA",
        "TVA intracommunautaire",
        "N° de TVA intracom.".replace("intracom.", "intra"),
        "VAT number",
        "Tax ID",
      ],
    ],
    [
      "email",
      ["E-mail", "Email", "Mail", "Courriel", "Adresse e-mail", "E-mail de facturation", "Customer Email"],
    ],
    ["phone", ["Téléphone", "Tél.", "N° de téléphone", "Phone", "Portable"]],
    ["street", ["Adresse", "Adresse de facturation", "Rue", "Address Line 1", "Street"]],
    ["complement", ["Complément d’adresse", "Adresse 2", "Address Line 2"]],
    ["postcode", ["Code postal", "CP", "Code_Postal", "ZIP code", "Postal Code"]],
    ["city", ["Ville", "Commune", "City"]],
    ["country", ["Pays", "Code pays", "Country"]],
    [
      "issuedOn",
      [
        "Date de facture",
        "Date d'émission",
        "Date de facturation",
        "Émise le",
        "Invoice Date",
        "Issue date",
        "Date",
      ],
    ],
    [
      "dueOn",
      [
        "Échéance",
        "Date d’échéance",
        "ECHEANCE",
        "À payer avant le",
        "Due Date",
        "DueDate",
        "Date limite de paiement",
      ],
    ],
    ["performedOn", ["Date de prestation", "Date de livraison", "Service date"]],
    [
      "total",
      [
        "Montant TTC",
        "Total TTC (€)",
        "Montant T.T.C.",
        "TTC",
        "Total",
        "Montant",
        "Amount",
        "Total incl. VAT",
      ],
    ],
    ["net", ["Montant HT", "Total H.T.", "HT", "Total hors taxes", "Subtotal"]],
    ["vat", ["TVA", "Montant de la TVA", "Montant T.V.A.", "VAT amount", "Tax"]],
    ["paid", ["Déjà réglé", "Déjà payé", "Montant réglé", "Acompte", "Amount Paid"]],
    ["balance", ["Solde", "Reste à payer", "Reste dû", "Solde restant dû", "Amount Due", "Balance"]],
    ["currency", ["Devise", "Currency"]],
    [
      "orderReference",
      ["Référence commande", "N° de commande", "Bon de commande", "PO Number", "N° d’engagement"],
    ],
    ["subject", ["Objet", "Libellé", "Description", "Intitulé de la facture"]],
    ["status", ["Statut", "État", "Status"]],
    ["documentType", ["Type", "Type de document", "Nature"]],
    ["creditedInvoice", ["Facture d'origine", "N° facture d’origine", "Facture liée"]],
  ] satisfies [InvoiceField, string[]][])("means %s", (field, titles) => {
    for (const title of titles) expect(suggestMapping([title]), title).toEqual({ [field]: 0 });
  });

  it.each(["Taux de TVA", "TVA 20 %", "Payée le", "IsPaid", "Commentaire", "", "F-2026-001", "1 200,00"])(
    "« %s » means nothing",
    (title) => {
      expect(suggestMapping([title])).toEqual({});
    },
  );

  it("has names for every field, and no sure name for two of them", () => {
    const owners = new Map<string, InvoiceField>();
    for (const field of INVOICE_FIELDS) {
      const [sure = ""] = INVOICE_COLUMN_NAMES[field].split("|");
      for (const name of sure.split(",")) {
        const key = titleKey(name);
        expect(owners.get(key) ?? field, `${name} of ${field}`).toBe(field);
        owners.set(key, field);
      }
    }
    expect(new Set(owners.values()).size).toBe(INVOICE_FIELDS.length);
  });
});

describe("titles of a file", () => {
  it("give the surest name to each field, whatever the order", () => {
    const titles = [
      "Date",
      "Référence",
      "Total",
      "Date de facture",
      "N° de facture",
      "Total TTC",
      "Nom",
      "Client",
    ];
    expect(suggestMapping(titles)).toMatchObject({ number: 4, issuedOn: 3, total: 5, clientName: 7 });
    expect(suggestMapping(titles.slice(0, 3))).toMatchObject({ number: 1, issuedOn: 0, total: 2 });
  });

  it("never give one column to two fields", () => {
    const mapping = suggestMapping(["Net à payer", "Total TTC", "Contact Name", "Amount due", "Client"]);
    expect(mapping).toEqual({ total: 1, contactName: 2, balance: 3, clientName: 4 });
    expect(suggestMapping(["Net à payer"])).toEqual({ total: 0 });
  });

  it("of an accounting export are found", () => {
    const xero =
      "ContactName,EmailAddress,InvoiceNumber,Reference,InvoiceDate,DueDate,Total,TaxTotal,InvoiceAmountPaid,InvoiceAmountDue,Currency,Type,Status";
    expect(suggestMapping(xero.split(","))).toMatchObject({
      clientName: 0,
      email: 1,
      number: 2,
      issuedOn: 4,
      dueOn: 5,
      total: 6,
      vat: 7,
      balance: 9,
      currency: 10,
      documentType: 11,
      status: 12,
    });
  });

  it("score by fields, so that data and headings score less", () => {
    expect(headerScore(["Numéro", "Client", "Montant TTC", "x"])).toBe(3);
    expect(headerScore(["F-1", "Kléber", "12,00", "x"])).toBe(0);
    expect(headerScore(["Client", "Client", "Client"])).toBe(1);
  });

  it("that come twice are named once", () => {
    expect(duplicateTitles(["Total", "N°", "total ", "", "", "Numéro"])).toEqual(["Total", "N°"]);
    expect(duplicateTitles(["Total", "N°"])).toEqual([]);
  });

  it("are French or not", () => {
    expect(areFrenchTitles(["Client", "Montant", "Date"])).toBe(true);
    expect(areFrenchTitles(["Customer", "Amount", "Date"])).toBe(false);
  });
});

describe("a title that ends with « le »", () => {
  it("is a day, and takes nothing from the column it would be without it", () => {
    const titles = ["Facture", "Tiers", "Date", "À payer le", "TTC", "Payé", "Payée le"];
    expect(suggestMapping(titles)).toEqual({
      number: 0,
      clientName: 1,
      issuedOn: 2,
      dueOn: 3,
      total: 4,
      paid: 5,
    });
    expect(suggestMapping(["Facture", "Facturé le"])).toEqual({ number: 0, issuedOn: 1 });
  });

  it("no name of the surest rank means two things", () => {
    const keys = INVOICE_FIELDS.flatMap((field) =>
      [...new Set((INVOICE_COLUMN_NAMES[field].split("|")[0] ?? "").split(",").map(titleKey))].map(
        (key) => key,
      ),
    );
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });
});
