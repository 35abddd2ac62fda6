/** What the preview of an import shows of electronic invoices. */
import { expect, it } from "vitest";
import { Preview } from "@/app/[societe]/importer/_parts/Preview";
import { packFiles } from "@/formats/einvoice/bundle";
import { previewBundle } from "@/formats/einvoice/previewBundle";
import { FileDrop } from "@/ui/controls/FileDrop";
import { ciiOf, testCreditNote, testEInvoice, ublCreditNoteOf, ublOf } from "../support/eInvoices";
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

it("takes several files where several may be dropped, without a script", () => {
  const inputOf = (isMultiple: boolean) =>
    elementsOf(
      markupOf(<FileDrop name="file" label="Fichiers" accept=".xml" isMultiple={isMultiple} />),
    ).find(({ tag }) => tag === "input");
  expect(inputOf(true)?.attributes).toHaveProperty("multiple");
  expect(inputOf(false)?.attributes).not.toHaveProperty("multiple");
});
