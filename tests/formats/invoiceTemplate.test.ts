/** The model that the page offers: what it shows must be read as it is. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { previewInvoiceCsv } from "@/formats/invoiceCsv";

const bytes = readFileSync(fileURLToPath(new URL("../../public/modele-factures.csv", import.meta.url)));

describe("the model of a file", () => {
  it("is read whole, without a word to say, every column recognised", async () => {
    const preview = await previewInvoiceCsv(bytes, {});
    expect(preview.problems).toEqual([]);
    expect(preview.unmappedColumns).toEqual([]);
    expect(preview.recordCount).toBe(preview.lineCount);
    expect([preview.errorCounts, preview.noticeCounts]).toEqual([{}, {}]);
    expect(preview.unknownKindCount).toBe(0);
  });
});
