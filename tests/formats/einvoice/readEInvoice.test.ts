/** Electronic invoices as files: both syntaxes say the same, and what is no whole invoice is refused. */
import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { readEInvoice } from "@/formats/einvoice/readEInvoice";
import { ciiOf, facturXOf, pdfWith, testEInvoice, ublOf } from "../../support/eInvoices";
import { wholePdf, withObject } from "../../support/pdfFiles";
import { refusal } from "../../support/refusal";

const SELLER = {
  name: "Atelier Brisset",
  siren: "303265045",
  siret: "30326504500028",
  vatNumber: "FR40303265045",
};
const INVOICE = testEInvoice(SELLER, {
  prepaid: "100.00",
  due: "1100.00",
  iban: "FR76 3000 6000 0112 3456 7890 189",
  preceding: "F-1",
});
const read = (text: string | Uint8Array) => readEInvoice(typeof text === "string" ? Buffer.from(text) : text);
const why = (text: string | Uint8Array) => refusal(() => read(text));

describe("an electronic invoice", () => {
  it("says the same in CII, in UBL and inside a PDF", async () => {
    const { syntax: _, ...cii } = read(ciiOf(INVOICE)).invoice;
    const { syntax: __, ...ubl } = read(ublOf(INVOICE)).invoice;
    expect(cii).toEqual({
      ...ubl,
      seller: { ...ubl.seller, identifiers: expect.anything() },
      buyer: expect.anything(),
    });
    expect(cii).toMatchObject({
      ...{ number: "FX-2026-0042", typeCode: "380", issuedOn: "2026-08-03", dueOn: "2026-09-02" },
      ...{ performedOn: "2026-07-30", currency: "EUR", net: "1000.00", vat: "200.00", total: "1200.00" },
      ...{ prepaid: "100.00", amountDue: "1100.00", orderReference: "BC-118", precedingInvoices: ["F-1"] },
      buyer: { name: "Conserverie Le Guen", city: "Quiberon", email: "compta@leguen.example" },
    });
    expect(ubl.buyer).toMatchObject({ ...cii.buyer, identifiers: expect.anything() });
    const pdf = read(await facturXOf(INVOICE));
    expect(pdf).toMatchObject({ kind: "PDF", invoice: { syntax: "CII", ...cii } });
  });

  it("is read in UTF-16, with a mark, and under other prefixes", () => {
    const text = ciiOf(INVOICE).replaceAll("ram:", "a:").replaceAll("rsm:", "");
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
    expect(read(wide).invoice.number).toBe(INVOICE.number);
    expect(read(`\ufeff${text}`).invoice.buyer.name).toBe("Conserverie Le Guen");
  });

  it("has its amounts in its own currency", () => {
    const twice = ublOf(INVOICE).replace(
      "<cac:TaxTotal>",
      '<cac:TaxTotal><cbc:TaxAmount currencyID="CHF">999.00</cbc:TaxAmount></cac:TaxTotal><cac:TaxTotal>',
    );
    expect(read(twice).invoice.vat).toBe("200.00");
    const total = '<ram:GrandTotalAmount currencyID="CHF">1300.00</ram:GrandTotalAmount>';
    const both = ciiOf(INVOICE).replace("<ram:GrandTotalAmount>", `${total}<ram:GrandTotalAmount>`);
    expect(read(both).invoice.total).toBe("1200.00");
  });
});

describe("a file that is no whole invoice", () => {
  it("is refused when it stops, crosses its elements, or is something else", () => {
    const text = ciiOf(INVOICE);
    for (const cut of [100, 700, text.length - 10]) expect(why(text.slice(0, cut)).code).toBe("XML");
    expect(why(text.replace("</rsm:ExchangedDocument>", "</rsm:Exchanged>")).code).toBe("XML");
    expect(why("<html><body/></html>").code).toBe("NOT_E_INVOICE");
    expect(why("Numéro;Client").code).toBe("NOT_E_INVOICE");
    expect(why('<?xml version="1.0" encoding="klingon"?><Invoice/>').message).toContain("klingon");
  });

  it("is refused when it declares entities, before any is looked at", () => {
    const laughs = `<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "${"&a;".repeat(50)}">]>`;
    const outside = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>';
    for (const doctype of [laughs, outside, '<!doctype a SYSTEM "http://127.0.0.1/a.dtd">']) {
      const text = ciiOf(testEInvoice(SELLER, { number: "&a;" })).replace("?>", `?>${doctype}`);
      expect(why(text).message).toContain("DOCTYPE");
    }
    expect(read(ciiOf(INVOICE).replace(INVOICE.number, "&a;")).invoice.number).toBe("&a;");
  });

  it("is refused when it is nested or repeated without end", () => {
    expect(why("<a>".repeat(200_000)).message).toContain("imbriqué");
    expect(why(`<Invoice>${"<a/>".repeat(300_001)}</Invoice>`).message).toContain("trop grand");
    expect(why(`<Invoice>${" ".repeat(10_000_000)}</Invoice>`).message).toContain("trop grand");
  });
});

describe("a PDF", () => {
  it("without an invoice inside is refused, and so is one with two", async () => {
    expect(why(wholePdf()).code).toBe("NOT_E_INVOICE");
    expect(why(await pdfWith({ "notes.xml": "<notes/>", "lisezmoi.txt": "rien" })).code).toBe(
      "NOT_E_INVOICE",
    );
    const other = ciiOf(testEInvoice(SELLER, { number: "autre" }));
    expect(why(await pdfWith({ "a.xml": ciiOf(INVOICE), "b.xml": other })).code).toBe("TWO_E_INVOICES");
    expect(
      read(await pdfWith({ "a.xml": ciiOf(INVOICE), "b.xml": ciiOf(INVOICE), "c.txt": "note" })).kind,
    ).toBe("PDF");
  });

  it("that runs something, is locked or is cut is refused", async () => {
    const plain = Buffer.from(await facturXOf(INVOICE));
    expect(why(plain.subarray(0, -200)).code).toBe("FILE_CUT");
    expect(why(withObject("<</S/JavaScript/JS(app.alert(1))>>")).code).toBe("FILE_ACTIVE");
    expect(why(withObject("<</Encrypt 3 0 R>>")).code).toBe("FILE_LOCKED");
    expect(why(withObject("(text without an end")).code).toBe("FILE_UNSURE");
  });

  it("whose packed file would fill the memory is opened no further than the cap", () => {
    const packed = deflateSync(Buffer.alloc(40_000_000, " "));
    const head = Buffer.from(`<</Type/EmbeddedFile/Filter/FlateDecode/Length ${packed.byteLength}>>stream\n`);
    expect(why(withObject(Buffer.concat([head, packed, Buffer.from("\nendstream ")]))).code).toBe(
      "NOT_E_INVOICE",
    );
  });
});
