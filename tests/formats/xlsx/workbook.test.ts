/** Workbooks as accountants keep them: typed cells, titles further down, several sheets. */
import { describe, expect, it } from "vitest";
import { previewInvoiceCsv } from "@/formats/invoiceCsv";
import {
  makeWorkbook,
  oneSheet,
  packParts,
  STYLES,
  type WorkbookCell,
  workbookParts,
} from "../../support/workbooks";
import { linesOf, recordsOf } from "../invoiceFiles";

const TITLES = ["Numéro", "Client", "Date de facture", "Échéance", "Montant TTC"];
const on = (days: number): WorkbookCell => ({ v: days, s: STYLES.date });
/** 4 March 2026 and 3 April 2026. */
const [ISSUED, DUE] = [46_085, 46_115];
const GOOD: WorkbookCell[] = ["F-1", "Kléber", on(ISSUED), on(DUE), 1234.5];

const inline = (column: string, xml: string): WorkbookCell => ({
  xml: `<c r="${column}2" t="inlineStr">${xml}</c>`,
});

describe("a workbook", () => {
  it("gives the same invoice as the same table in text", async () => {
    const [invoice] = await recordsOf(oneSheet(TITLES, GOOD));
    expect(invoice).toMatchObject({
      number: "F-1",
      issuedOn: "2026-03-04",
      dueOn: "2026-04-03",
      totalCents: 123_450n,
      client: { name: "Kléber" },
    });
    const [same] = await recordsOf(`${TITLES.join(";")}\nF-1;Kléber;04/03/2026;03/04/2026;1234,50\n`);
    expect(invoice).toEqual(same);
  });

  it("finds titles under a merged heading and keeps the row numbers of the spreadsheet", async () => {
    const bytes = oneSheet(["Factures 2026"], null, null, TITLES, null, GOOD, null, null, [
      "F-2",
      "Verdun",
      on(ISSUED),
      on(DUE),
      "douze",
    ]);
    const preview = await previewInvoiceCsv(bytes);
    expect(preview).toMatchObject({
      headerLine: 4,
      lineCount: 2,
      recordCount: 1,
      sheet: { name: "Factures" },
    });
    expect(preview.firstErrors).toMatchObject([{ line: 9, code: "AMOUNT", column: "Montant TTC" }]);
  });

  it("counts the rows that a filter hides, which are read like the others", async () => {
    const parts = workbookParts([{ name: "Factures", rows: [TITLES, GOOD, ["F-2", ...GOOD.slice(1)]] }]);
    const path = "xl/worksheets/sheet1.xml";
    parts[path] = parts[path]?.replace('<row r="3">', '<row r="3" hidden="1">') ?? "";
    const { recordCount, sheet } = await previewInvoiceCsv(packParts(parts));
    expect([recordCount, sheet?.hiddenCount]).toEqual([2, 1]);
    expect((await previewInvoiceCsv(oneSheet(TITLES, GOOD))).sheet).not.toHaveProperty("hiddenCount");
  });

  it("mends a line by its number", async () => {
    const bytes = oneSheet(TITLES, GOOD, ["F-2", "Verdun", on(ISSUED), on(DUE), "douze"]);
    const corrections = { 3: ["F-2", "Verdun", "2026-03-04", "2026-04-03", "12"] };
    expect(await recordsOf(bytes, { corrections })).toMatchObject([
      { number: "F-1" },
      { number: "F-2", totalCents: 1_200n },
    ]);
  });

  it("reads dates by the style of their cell, counted from 1900 or from 1904", async () => {
    const rowsFrom = (shift: number) => [
      TITLES,
      ["F-1", "Kléber", { v: ISSUED + 0.75 - shift, s: STYLES.frenchDate }, on(DUE - shift), 12],
    ];
    const [since1900] = await recordsOf(makeWorkbook([{ name: "A", rows: rowsFrom(0) }]));
    expect(since1900).toMatchObject({ issuedOn: "2026-03-04", dueOn: "2026-04-03" });
    const early = makeWorkbook([{ name: "A", rows: rowsFrom(1_462) }], { is1904: true });
    expect(await recordsOf(early)).toEqual([since1900]);
  });

  it("takes bare numbers for days counted from 1900, and for none when the workbook counts from 1904", async () => {
    const rows = [TITLES, ["F-1", "Kléber", ISSUED, DUE, 12]];
    const [since1900] = await recordsOf(makeWorkbook([{ name: "A", rows }]));
    expect(since1900).toMatchObject({ issuedOn: "2026-03-04" });
    const [since1904] = await linesOf(makeWorkbook([{ name: "A", rows }], { is1904: true }));
    expect(since1904?.errors[0]).toMatchObject({ code: "DATE", column: "Date de facture" });
  });

  it("reads every kind of text, formulas and yes or no", async () => {
    const titles = [...TITLES, "Déjà réglé", "Objet", "Code client"];
    const bytes = oneSheet(titles, [
      { xml: '<c r="A2" t="str"><f>CONCAT("F-";1)</f><v>F-1</v></c>' },
      inline("B", "<is><r><t>Klé</t></r><r><rPr><b/></rPr><t>ber &amp; fils</t></r><rPh><t>X</t></rPh></is>"),
      { xml: '<c r="C2" t="d"><v>2026-03-04T00:00:00</v></c>' },
      on(DUE),
      { xml: '<c r="E2"><f>D2*1.2</f><v>1200.2999999999999</v></c>' },
      { xml: '<c r="F2" t="b"><v>0</v></c>' },
      "Site_x000D_\n vitrine",
      { v: 42, s: STYLES.padded },
    ]);
    expect(await recordsOf(bytes)).toMatchObject([
      {
        number: "F-1",
        issuedOn: "2026-03-04",
        totalCents: 120_030n,
        paidCents: 0n,
        subject: "Site vitrine",
        client: { name: "Kléber & fils", reference: "FA-0042" },
      },
    ]);
  });

  it("says where a formula is in error, and which currency a format hides", async () => {
    const bytes = oneSheet(
      TITLES,
      ["F-1", { xml: '<c r="B2" t="e"><f>VLOOKUP(1;A:A;1)</f><v>#N/A</v></c>' }, on(ISSUED), on(DUE), 12],
      ["F-2", "Kléber", on(ISSUED), on(DUE), { v: 12, s: STYLES.dollars }],
    );
    const lines = await linesOf(bytes);
    expect(lines.map(({ errors }) => errors.map(({ code, column }) => [code, column]))).toEqual([
      [["FORMULA_ERROR", "Client"]],
      [["CURRENCY", "Montant TTC"]],
    ]);
  });

  it("lets notes stand right of the table, and cells be missing at the end of a row", async () => {
    const bytes = oneSheet(
      [...TITLES, "Déjà réglé"],
      [...GOOD, null, null, "relancé par téléphone"],
      GOOD.with(0, "F-2"),
    );
    expect(await recordsOf(bytes)).toHaveLength(2);
  });

  it("reads cells and rows that do not say where they stand", async () => {
    const parts = workbookParts([{ name: "Factures", rows: [TITLES, GOOD] }]);
    const bare = (parts["xl/worksheets/sheet1.xml"] ?? "").replace(/ r="[A-Z]*\d+"/g, "");
    expect(await recordsOf(packParts({ ...parts, "xl/worksheets/sheet1.xml": bare }))).toHaveLength(1);
  });
});

describe("the sheet that is read", () => {
  const summary = {
    name: "Synthèse",
    rows: [
      ["Client", "Total"],
      ["Kléber", 12],
    ],
  };
  const invoices = (name: string) => ({ name, rows: [TITLES, GOOD] });

  it.each([
    [
      "passes over what is hidden",
      [{ ...invoices("Cachée"), state: "hidden" as const }, invoices("Vue")],
      "Vue",
      [],
    ],
    ["passes over a summary by client", [summary, invoices("Factures")], "Factures", []],
    ["passes over an empty sheet", [{ name: "Vide", rows: [] }, invoices("Factures")], "Factures", []],
    [
      "is the first of several, and the others are named",
      [invoices("2026"), invoices("2025")],
      "2026",
      ["2025"],
    ],
  ])("%s", async (_, sheets, name, others) => {
    expect((await previewInvoiceCsv(makeWorkbook(sheets))).sheet).toEqual({ name, others });
  });

  it("is the first one that holds something when none has titles: a person says which row they are", async () => {
    const bytes = makeWorkbook([{ name: "A", rows: [["x", "y"]] }]);
    await expect(previewInvoiceCsv(bytes)).rejects.toMatchObject({ code: "HEADER_NOT_FOUND" });
  });
});
