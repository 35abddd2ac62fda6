import { describe, expect, it } from "vitest";
import { DomainError } from "@/domain/invariant";
import { previewInvoiceCsv, readInvoiceBatches } from "@/formats/invoiceCsv";
import type { InvoiceCsvLine } from "@/formats/invoiceCsvLine";
import type { InvoiceCsvOptions } from "@/formats/openInvoiceTable";
import { MALFORMED_CELLS, NOTICED_LINES } from "./malformedCells";
import { MALFORMED_FILES } from "./malformedFiles";
import { MALFORMED_ROWS } from "./malformedRows";

const MALFORMED_CSV = [...MALFORMED_FILES, ...MALFORMED_ROWS, ...MALFORMED_CELLS, ...NOTICED_LINES];

async function readAll(
  bytes: Uint8Array,
  options?: InvoiceCsvOptions,
): Promise<InvoiceCsvLine[] | DomainError> {
  const lines: InvoiceCsvLine[] = [];
  try {
    for await (const batch of readInvoiceBatches(bytes, options, 2)) lines.push(...batch);
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  return lines;
}

describe("a malformed file", () => {
  it("is one of many, each under its own name", () => {
    expect(MALFORMED_CSV.length).toBeGreaterThanOrEqual(40);
    expect(new Set(MALFORMED_CSV.map(({ name }) => name)).size).toBe(MALFORMED_CSV.length);
  });

  it.each(MALFORMED_CSV)("$name: $code", async ({ bytes, options, code, line, says, records = 0 }) => {
    const outcome = await readAll(bytes, options);
    if (outcome instanceof DomainError) {
      expect({ code: outcome.code, line: undefined }).toEqual({ code, line });
      expect(outcome.message).toContain(says);
      return;
    }
    const issues = outcome.flatMap(({ errors, notices }) => [...errors, ...notices]);
    const [first] = issues;
    expect({ code: first?.code, line: first?.line }).toEqual({ code, line });
    expect(first?.message).toContain(says);
    expect(outcome.filter(({ record }) => record !== undefined)).toHaveLength(records);
  });

  it.each(MALFORMED_CSV)(
    "$name: never both a record and an error, and a short extract",
    async ({ bytes, options }) => {
      const outcome = await readAll(bytes, options);
      if (outcome instanceof DomainError) return;
      for (const { record, errors, notices } of outcome) {
        if (record) expect(errors).toEqual([]);
        else expect(errors.length + notices.length).toBeGreaterThan(0);
        for (const issue of [...errors, ...notices]) {
          expect(issue.raw?.length ?? 0).toBeLessThanOrEqual(80);
          expect(issue.message).toMatch(/[.?!]$/);
        }
      }
    },
  );

  it.each(MALFORMED_CSV)("$name: the preview agrees with the reading", async ({ bytes, options, code }) => {
    const outcome = await readAll(bytes, options);
    let preview: Awaited<ReturnType<typeof previewInvoiceCsv>>;
    try {
      preview = await previewInvoiceCsv(bytes, options);
    } catch (error) {
      expect(error).toMatchObject({ code, message: (outcome as DomainError).message });
      return;
    }
    if (outcome instanceof DomainError) {
      expect(preview.problems[0]).toMatchObject({ code, message: outcome.message });
      expect(preview.sample).toEqual([]);
      return;
    }
    expect(preview.lineCount).toBe(outcome.length);
    expect(preview.sample).toEqual(outcome.slice(0, 20));
    expect(preview.recordCount).toBe(outcome.filter(({ record }) => record).length);
    const withoutKind = outcome.filter(({ record }) => record && record.client.kind === undefined);
    expect(preview.unknownKindCount).toBe(withoutKind.length);
    expect(preview.firstErrors).toEqual(outcome.flatMap(({ errors }) => errors).slice(0, 50));
    expect(preview.errorLineCount + preview.recordCount + preview.leftOutCount).toBe(preview.lineCount);
    const total = Object.values({ ...preview.errorCounts, ...preview.noticeCounts }).reduce(
      (sum, count) => sum + count,
      0,
    );
    expect(total).toBe(outcome.flatMap(({ errors, notices }) => [...errors, ...notices]).length);
  });
});
