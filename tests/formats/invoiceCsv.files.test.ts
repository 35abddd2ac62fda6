import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, localDate } from "@/domain/calendar";
import { DomainError } from "@/domain/invariant";
import { DEBTOR_KINDS } from "@/domain/legal/debtorKind";
import { type CsvCell, csvExport } from "@/formats/csvExport";
import { INVOICE_FIELD_LABELS, INVOICE_FIELDS, type InvoiceField } from "@/formats/invoiceColumnNames";
import { previewInvoiceCsv, readInvoiceBatches } from "@/formats/invoiceCsv";
import { FULL, linesOf, recordsOf } from "./invoiceFiles";

describe("a file", () => {
  it("may have headings above its titles and a total below its lines", async () => {
    const text = `Société Kléber;;;;\nVentes de mars 2026;;;;\n\n${FULL}Total;;;;;;;;;;;;;;;;;;1 000,00;200,00;1 200,00;;;;;\n`;
    const lines = await linesOf(text);
    expect(lines.map(({ line, record, notices }) => [line, record?.number, notices[0]?.code])).toEqual([
      [5, "F-2026-001", undefined],
      [6, undefined, "TOTAL_ROW"],
    ]);
  });

  it("keeps a client named Total", async () => {
    const text = "Client;Numéro;Date;Échéance;TTC\nTotal Énergies;F-1;04/03/2026;04/04/2026;12,00\n";
    expect((await recordsOf(text))[0]?.client.name).toBe("Total Énergies");
  });

  it.each(["Total Énergies;;04/03/2026;04/04/2026;12,00", "Total Énergies;F-1;;04/04/2026;12,00"])(
    "does not take an incomplete line of that client for a total: %s",
    async (line) => {
      const [read] = await linesOf(`Client;Numéro;Date;Échéance;TTC\n${line}\n`);
      expect(read?.errors.map(({ code }) => code)).toEqual(["EMPTY"]);
    },
  );

  it("with the same title twice is read once a person has chosen", async () => {
    const text = "Numéro;Client;Date;Échéance;TTC;TTC\nF-1;K;04/03/2026;04/04/2026;12,00;24,00\n";
    const mapping = { number: 0, clientName: 1, issuedOn: 2, dueOn: 3 };
    expect((await recordsOf(text, { mapping: { ...mapping, total: 4 } }))[0]?.totalCents).toBe(1_200n);
    expect((await recordsOf(text, { mapping: { ...mapping, total: 5 } }))[0]?.totalCents).toBe(2_400n);
  });

  it("may be mapped by hand, whatever its titles", async () => {
    const text = "a;b;c;d;e\nK;F-1;25/03/2026;12,00;30/04/2026\n";
    const mapping = { clientName: 0, number: 1, issuedOn: 2, total: 3, dueOn: 4 };
    expect(await recordsOf(text, { mapping, headerLine: 1 })).toMatchObject([
      { number: "F-1", totalCents: 1_200n, dueOn: "2026-04-30", client: { name: "K" } },
    ]);
  });

  it("tells every error of a line at once, with the title of its column", async () => {
    const text = "N° de facture;Client;Émise le;Échéance;TTC\n;;hier;04/04/2026;douze\n";
    const [line] = await linesOf(text);
    expect(line?.errors.map(({ column, code, raw }) => [column, code, raw])).toEqual([
      ["N° de facture", "EMPTY", ""],
      ["Client", "EMPTY", ""],
      ["Émise le", "DATE", "hier"],
      ["TTC", "AMOUNT", "douze"],
    ]);
  });

  it("accepts the good one of two lines of the same number", async () => {
    const text =
      "Numéro;Client;Date;Échéance;TTC\nF-1;K;hier;04/04/2026;1,00\nF-1;K;04/03/2026;04/04/2026;1,00\n";
    expect((await linesOf(text)).map(({ record }) => record?.number)).toEqual([undefined, "F-1"]);
  });

  it("comes in batches of the size asked for, the same each time", async () => {
    const lines = Array.from(
      { length: 1_103 },
      (_, index) => `F-${index};K;04/03/2026;04/04/2026;${index + 1},00`,
    );
    const bytes = Buffer.from(`Numéro;Client;Date;Échéance;TTC\n${lines.join("\n")}`);
    const sizes: number[] = [];
    const numbers: (string | undefined)[] = [];
    for await (const batch of readInvoiceBatches(bytes, {}, 500)) {
      sizes.push(batch.length);
      numbers.push(...batch.map(({ record }) => record?.number));
    }
    expect(sizes).toEqual([500, 500, 103]);
    expect(numbers).toEqual(lines.map((_, index) => `F-${index}`));
    const again = readInvoiceBatches(bytes, {}, 500);
    await again.next();
    const second = await again.next();
    expect(second.done ? undefined : second.value[0]?.record?.number).toBe("F-500");
    await again.return(undefined);
  });
});

describe("preview", () => {
  it("says how the file will be read", async () => {
    const bad = "F-2;K;;;12;;;;;;;;;;;04/03/2026;03/04/2026;;;;douze;;;;;\n";
    const preview = await previewInvoiceCsv(
      Buffer.from(`\ufeff${FULL.replace("Objet", "Note interne")}${bad}`),
    );
    expect(preview).toMatchObject({
      encoding: "utf-8",
      hasByteOrderMark: true,
      separator: ";",
      headerLine: 1,
      unmappedColumns: [25],
      problems: [],
      lineCount: 2,
      recordCount: 1,
      errorLineCount: 1,
      leftOutCount: 0,
      errorCounts: { AMOUNT: 1 },
      noticeCounts: { SIREN: 1 },
    });
    expect(preview.titles).toHaveLength(26);
    expect(preview.mapping).toMatchObject({ number: 0, total: 20, orderReference: 24 });
    expect(preview.conventions.dates.issuedOn.order).toBe("DMY");
    expect(preview.rawSample[0]?.[0]).toBe("F-2026-001");
  });

  it("keeps twenty lines of a long file and counts them all", async () => {
    const lines = Array.from(
      { length: 50_000 },
      (_, index) => `F-${index};K;04/03/2026;04/04/2026;${index % 10 ? "1,00" : "x"}`,
    );
    const preview = await previewInvoiceCsv(
      Buffer.from(`Numéro;Client;Date;Échéance;TTC\n${lines.join("\r\n")}`),
    );
    expect(preview.sample).toHaveLength(20);
    expect(preview.rawSample).toHaveLength(20);
    expect(preview).toMatchObject({
      lineCount: 50_000,
      recordCount: 45_000,
      errorLineCount: 5_000,
      errorCounts: { AMOUNT: 5_000 },
    });
  });

  it("shows lines and titles even when columns are missing", async () => {
    const preview = await previewInvoiceCsv(Buffer.from("Numéro;Client\nF-1;K\n"));
    expect(preview.problems.map(({ field }) => field)).toEqual(["issuedOn", "total"]);
    expect(preview.rawSample).toEqual([["F-1", "K"]]);
    expect(preview.lineCount).toBe(1);
  });
});

describe("export and import", () => {
  const text = fc
    .array(fc.constantFrom("A", "é", "œ", '"', ";", "'", "=", "+", "-", "@", "1", "’", "🙂", "\n", ","), {
      minLength: 1,
      maxLength: 12,
    })
    .map((letters) => letters.join("").replace(/\s+/g, " ").trim())
    .filter((letters) => /[Aé1]/.test(letters) && !/^\d([.,]\d+)?E/.test(letters));
  const cents = fc.bigInt({ min: 1n, max: 99_999_999_999n });
  const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays(localDate("2000-01-01"), days));
  const invoice = fc.record({
    name: text,
    city: text,
    subject: text,
    kind: fc.constantFrom(...DEBTOR_KINDS),
    issuedOn: day,
    termDays: fc.nat(120),
    totalCents: cents,
    paidShare: fc.integer({ min: 0, max: 100 }),
  });
  const KIND_WORDS = { B2B: "professionnel", B2C: "particulier", PUBLIC: "public", NON_PRO: "association" };

  it("give back the same invoices", async () => {
    const fields: InvoiceField[] = [
      "number",
      "clientName",
      "city",
      "subject",
      "clientKind",
      "issuedOn",
      "dueOn",
      "total",
      "paid",
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(invoice, { minLength: 1, maxLength: 6 }), async (invoices) => {
        const expected = invoices.map((one, index) => ({
          number: `F-${index}`,
          issuedOn: one.issuedOn,
          dueOn: addDays(one.issuedOn, one.termDays),
          totalCents: one.totalCents,
          paidCents: (one.totalCents * BigInt(one.paidShare)) / 100n,
          subject: one.subject,
          client: { name: one.name, city: one.city, kind: one.kind },
        }));
        const rows = expected.map((one): CsvCell[] => [
          one.number,
          one.client.name,
          one.client.city,
          one.subject,
          KIND_WORDS[one.client.kind],
          { on: one.issuedOn },
          { on: one.dueOn },
          { amountCents: one.totalCents },
          { amountCents: one.paidCents },
        ]);
        const file = csvExport(
          fields.map((field) => INVOICE_FIELD_LABELS[field]),
          rows,
        );
        expect(await recordsOf(file)).toMatchObject(expected);
      }),
    );
  });

  it("understand our own names of columns", async () => {
    const titles = INVOICE_FIELDS.map((field) => INVOICE_FIELD_LABELS[field]);
    const preview = await previewInvoiceCsv(Buffer.from(csvExport(titles, [titles.map(() => "x")])));
    expect(preview.mapping).toEqual(
      Object.fromEntries(INVOICE_FIELDS.map((field, column) => [field, column])),
    );
  });
});

describe("any bytes at all", () => {
  it("are read or refused in French, and account for every line", async () => {
    const base = Buffer.from(FULL.repeat(2));
    const piece = fc.oneof(
      fc
        .constantFrom('"', ";", "\n", "\r", "\0", "\ufeff", ",", "\t", "=", "-", "É")
        .map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes)),
    );
    const edit = fc.tuple(fc.nat(base.length), fc.nat(40), piece);
    let read = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { maxLength: 6 }), async (edits) => {
        let bytes = base;
        for (const [at, length, added] of edits) {
          bytes = Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at + length)]);
        }
        let preview: Awaited<ReturnType<typeof previewInvoiceCsv>>;
        try {
          preview = await previewInvoiceCsv(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(DomainError);
          return;
        }
        const counted = preview.recordCount + preview.errorLineCount + preview.leftOutCount;
        expect(counted).toBe(preview.problems.length > 0 ? 0 : preview.lineCount);
        read += counted;
      }),
      { numRuns: 300 },
    );
    expect(read).toBeGreaterThan(0);
  });
});
