/** What the preview of an import shows of electronic invoices, accounts and workbooks. */
import { expect, it } from "vitest";
import { FecFacts, HiddenRows, OtherSheets, SettledHere } from "@/app/[societe]/importer/_parts/FileFacts";
import { importFormProps } from "@/app/[societe]/importer/_parts/importFormProps";
import { Preview } from "@/app/[societe]/importer/_parts/Preview";
import { localDate } from "@/domain/calendar";
import { packFiles } from "@/formats/einvoice/bundle";
import { previewBundle } from "@/formats/einvoice/previewBundle";
import { type InvoiceCsvPreview, previewInvoiceCsv } from "@/formats/invoiceCsv";
import { FileDrop } from "@/ui/controls/FileDrop";
import type { ImportPage } from "@/usecases/invoicing/readImport";
import { ciiOf, testCreditNote, testEInvoice, ublCreditNoteOf, ublOf } from "../support/eInvoices";
import { fec } from "../support/fecFiles";
import { makeWorkbook } from "../support/workbooks";
import { elementsOf, markupOf, textOf } from "./markup";

const SELLER = { name: "Atelier Brisset", siren: "303265045" };
const COMPANY = {
  ...{ siren: "303265045", vatNumber: null, iban: null },
  penalty: { kind: "STATUTORY_B2B" as const, bps: null },
};

it("names each file, what was read of it, why it is refused and what is to be known", async () => {
  const files = [
    { name: "bonne.xml", bytes: Buffer.from(ciiOf(testEInvoice(SELLER))) },
    {
      name: "avoir.xml",
      bytes: Buffer.from(ublCreditNoteOf(testCreditNote(SELLER, { preceding: "F-1" }))),
    },
    { name: "affacturée.xml", bytes: Buffer.from(ublOf(testEInvoice(SELLER, { typeCode: "393" }))) },
  ];
  const csv = await previewBundle(packFiles(files), COMPANY, {}, async (lines) => lines);
  const text = textOf(markupOf(<Preview csv={csv} known={undefined} areFiles />));
  for (const shown of [
    "FX-2026-0042",
    "bonne.xml",
    "552 100 554",
    "avoir.xml",
    "Avoir AV-7",
    "sur la facture F-1",
    "affacturée.xml : Cette facture est cédée",
    "trois fois",
  ]) {
    expect(text.replaceAll(/[\u00a0\u202f]/g, " ")).toContain(shown);
  }
  expect(text).not.toContain("Ligne");
});

it("says of a FEC what it holds, what is held back and what it cannot know", async () => {
  const bytes = Buffer.from(
    fec(
      { ref: "FA-1", debit: "120,00" },
      { journal: "BQ", on: "20260930", ref: "VIR", credit: "50,00" },
      { journal: "AN", on: "20260101", ref: "AN", debit: "9,00" },
    ),
  );
  const csv = await previewInvoiceCsv(bytes, { defaultTermDays: 30 });
  const text = textOf(
    markupOf(
      <>
        <FecFacts csv={csv} home="/a" here="/a/importer/1" />
        <Preview csv={csv} known={undefined} areFiles={false} />
      </>,
    ),
  ).replaceAll(/[\u00a0\u202f]/g, " ");
  for (const shown of [
    "du 1er janvier 2026 au 30 septembre 2026",
    "1 facture arrive suspendue",
    "Aucun compte client n’est lettré",
    "reçu après le 30 septembre 2026",
    "FA-1Arrive suspendue",
    "Échéance calculée",
    "À savoir",
    "50,00 € au crédit de ce client",
    "À-nouveau de 9,00 €",
  ]) {
    expect(text).toContain(shown);
  }
});

it("names what the accounts settle and is still open here", () => {
  const settled = { count: 12, numbers: ["F-1", "F-2"] };
  const text = textOf(markupOf(<SettledHere settled={settled} />)).replaceAll("\u00a0", " ");
  expect(text).toContain(
    "12 factures sont encore ouvertes ici, alors que ces comptes les disent réglées : F-1, F-2…",
  );
  expect(markupOf(<SettledHere settled={undefined} />)).toBe("");
});

it("names the sheet of a workbook and those it leaves, and asks nothing of how a text is written", async () => {
  const rows = [
    ["Numéro", "Client", "Date de facture", "Montant TTC"],
    ["F-1", "Kléber", "04/03/2026", 12],
  ];
  const csv = await previewInvoiceCsv(
    makeWorkbook([
      { name: "2026", rows },
      { name: "2025", rows },
    ]),
    {
      defaultTermDays: 30,
    },
  );
  expect(textOf(markupOf(<OtherSheets sheet={csv.sheet} />))).toContain("«\u00a02025\u00a0» ressemble aussi");
  const { reading, readingWords } = importFormProps("atelier", pageOf(csv), { kind: "READ", csv });
  expect(reading.map(({ name }) => name)).toEqual(["dateOrder", "decimalSeparator"]);
  expect(readingWords).toBe("Feuille «\u00a02026\u00a0», titres ligne 1");
});

it("says how many rows of a workbook nobody sees, and nothing without any", () => {
  const markup = markupOf(<HiddenRows sheet={{ name: "2026", others: [], hiddenCount: 12 }} />);
  expect(textOf(markup)).toContain("12\u00a0lignes masquées dans ce classeur sont lues comme les autres");
  expect(markupOf(<HiddenRows sheet={{ name: "2026", others: [] }} />)).toBe("");
});

/** The page of an import that waits for choices. */
function pageOf(csv: InvoiceCsvPreview): ImportPage {
  const counts = {
    totalLines: 0,
    doneLines: 0,
    createdCount: 0,
    creditedCount: 0,
    unchangedCount: 0,
    errorCount: 0,
    leftOutCount: 0,
  };
  return {
    ...counts,
    ...{ id: "1", fileName: "suivi.xlsx", state: "MAPPING", startedOn: localDate("2026-10-01") },
    ...{ failure: null, undone: null, isBundle: false, sameFile: null, hasRefusedLines: false },
    ...{ credits: [], joinedCount: 0 },
    issues: { errors: 0, notices: 0 },
    options: { csv: {}, defaultKind: null, isAllOrNothing: false },
    preview: { kind: "READ", csv },
  };
}

it("takes several files where several may be dropped, without a script", () => {
  const inputOf = (isMultiple: boolean) =>
    elementsOf(
      markupOf(<FileDrop name="file" label="Fichiers" accept=".xml" isMultiple={isMultiple} />),
    ).find(({ tag }) => tag === "input");
  expect(inputOf(true)?.attributes).toHaveProperty("multiple");
  expect(inputOf(false)?.attributes).not.toHaveProperty("multiple");
});

it("offers to suspend what is here already and may be paid, and comes back", async () => {
  const csv = await previewInvoiceCsv(Buffer.from(fec({ ref: "FA-1", debit: "120,00" })), {
    defaultTermDays: 30,
  });
  const doubted = { ...csv, noticeCounts: { KNOWN_DOUBT: 2 } };
  const html = markupOf(<FecFacts csv={doubted} doubtfulIds={["7", "8"]} home="/a" here="/a/importer/1" />);
  const [link] = elementsOf(html).filter(({ tag }) => tag === "a");
  expect(link?.attributes.href).toBe("/a/factures/lot?facture=7&facture=8&retour=%2Fa%2Fimporter%2F1");
  expect(textOf(html)).toContain("Suspendre leurs relances");
});
