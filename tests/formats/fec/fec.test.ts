/** What clients still owe, from the accounts: nothing that a payment may have settled is asked for. */
import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { previewInvoiceCsv } from "@/formats/invoiceCsv";
import type { InvoiceCsvLine } from "@/formats/invoiceCsvLine";
import { FEC_TITLES, type FecLine, fec, fecLine, KLEBER, VERDUN } from "../../support/fecFiles";
import { makeWorkbook } from "../../support/workbooks";
import { linesOf, recordsOf } from "../invoiceFiles";

const TERM = { defaultTermDays: 30 };
const sale = (ref: string, debit: string, more: FecLine = {}): FecLine => ({ ref, debit, ...more });
const paid = (ref: string, credit: string, more: FecLine = {}): FecLine => ({
  ...{ journal: "BQ", on: "20260410", ref, credit },
  ...more,
});
const read = (...lines: FecLine[]) => linesOf(fec(...lines), TERM);
const open = (lines: readonly InvoiceCsvLine[]) => lines.flatMap(({ record }) => record ?? []);
const said = (lines: readonly InvoiceCsvLine[]) =>
  lines.flatMap(({ line, errors, notices }) => [...errors, ...notices].map(({ code }) => [line, code]));

describe("an open invoice of a FEC", () => {
  it("is a line under its own number, its due date computed and said", async () => {
    const lines = await read(
      { account: "706000", credit: "1000,00" },
      sale("FA-1", "1234,50", { pieceOn: "20260302", client: KLEBER }),
    );
    expect(open(lines)).toMatchObject([
      {
        number: "FA-1",
        issuedOn: "2026-03-02",
        dueOn: "2026-04-01",
        isDueOnComputed: true,
        totalCents: 123_450n,
        paidCents: 0n,
        client: { name: "Kléber SARL", reference: "C1" },
      },
    ]);
    expect(said(lines)).toEqual([[3, "DUE_DATE_COMPUTED"]]);
    expect(lines[0]?.notices[0]?.message).toContain("calculée à 30 jours");
  });

  it.each([
    ["tabs", (text: string) => Buffer.from(text.replaceAll("|", "\t"))],
    ["a mark", (text: string) => Buffer.from(`\ufeff${text}`)],
    ["letters of Western Europe", (text: string) => iconv.encode(text, "iso-8859-15")],
    ["quotes around cells", (text: string) => Buffer.from(text.replace(/[^|\r\n]+/g, '"$&"'))],
    ["dots", (text: string) => Buffer.from(text.replace("1234,56", "1234.56"))],
    ["decimals that say nothing", (text: string) => Buffer.from(text.replace("1234,56", "1234,560000"))],
    ["other titles besides", (text: string) => Buffer.from(text.replace(/\r\n/g, "|x\r\n"))],
  ])("is read whatever the file has: %s", async (_, encode) => {
    const bytes = encode(fec(sale("FA-1", "1234,56")));
    expect(await recordsOf(bytes, TERM)).toMatchObject([
      { number: "FA-1", totalCents: 123_456n, client: { name: "Kléber SARL" } },
    ]);
  });

  it("has its amount and direction in two columns in some files", async () => {
    const titles = FEC_TITLES.replace("Debit|Credit", "Montant|Sens");
    const rows = [fecLine(sale("FA-1", "12,00")).replace("|12,00|0,00|", "|12,00|D|")];
    rows.push(fecLine(paid("FA-1", "5,00")).replace("|0,00|5,00|", "|5,00|C|"));
    const [invoice] = await recordsOf([titles, ...rows].join("\n"), TERM);
    expect(invoice).toMatchObject({ totalCents: 1_200n, paidCents: 500n });
  });

  it("is one invoice, whatever its number of lines", async () => {
    const lines = await read(
      sale("FA-1", "100,00"),
      sale("FA-1", "20,00"),
      sale("FA-2", "7,00", { num: "2" }),
    );
    expect(open(lines)).toMatchObject([
      { number: "FA-1", totalCents: 12_000n },
      { number: "FA-2", totalCents: 700n },
    ]);
  });

  it("is a sale by its account when its journal says nothing", async () => {
    const other = { journal: "OD", num: "8" } as const;
    const lines = await read(
      { ...other, ...sale("FA-1", "120,00") },
      { ...other, account: "706000", credit: "100,00" },
      { journal: "OD", num: "9", ...sale("X", "50,00", { client: VERDUN }) },
    );
    expect(open(lines)).toMatchObject([{ number: "FA-1" }]);
    expect(said(lines)).toContainEqual([4, "OTHER_ENTRY"]);
  });

  it("takes the name of an account that is its own", async () => {
    const own = { client: ["", ""] as const, account: "411DUPONT", accountName: "Dupont Frères" };
    const [invoice] = open(await read(sale("FA-1", "12,00", own)));
    expect(invoice?.client).toMatchObject({ name: "Dupont Frères", reference: "411DUPONT" });
  });
});

describe("what is settled", () => {
  it("is not imported once it is lettered", async () => {
    const bytes = Buffer.from(
      fec(
        sale("FA-1", "120,00", { letter: "A" }),
        paid("VIR", "120,00", { letter: "A" }),
        sale("FA-2", "7,00"),
      ),
    );
    const preview = await previewInvoiceCsv(bytes, TERM);
    expect(preview).toMatchObject({ lineCount: 1, recordCount: 1, headerLine: 1 });
    expect(preview.fec).toEqual({
      firstDay: "20260304",
      lastDay: "20260410",
      settledCount: 1,
      settledNumbers: ["FA-1"],
      letteredCount: 2,
    });
  });

  it("is not told under a number that several clients share", async () => {
    const bytes = Buffer.from(
      fec(
        sale("LOT 3", "120,00", { letter: "A" }),
        paid("VIR", "120,00", { letter: "A" }),
        sale("LOT 3", "7,00", { client: VERDUN }),
      ),
    );
    expect((await previewInvoiceCsv(bytes, TERM)).fec).toMatchObject({ settledCount: 1, settledNumbers: [] });
  });

  it("is counted as paid when a payment bears its number, and nothing is held for it", async () => {
    const lines = await read(
      sale("FA-1", "120,00"),
      paid("fa-1", "50,00"),
      sale("FA-2", "30,00"),
      paid("FA-2", "30,00"),
    );
    expect(open(lines)).toMatchObject([{ number: "FA-1", totalCents: 12_000n, paidCents: 5_000n }]);
    expect(open(lines)[0]?.doubt).toBeUndefined();
  });

  it("is said when its lettering leaves something", async () => {
    const lines = await read(sale("FA-1", "120,00", { letter: "a" }), paid("VIR", "20,00", { letter: "a" }));
    expect(open(lines)).toEqual([]);
    expect(said(lines)).toEqual([[2, "PARTLY_LETTERED"]]);
    expect(lines[0]?.notices[0]?.message).toContain("laisse 100,00\u00a0€");
  });

  it("is an instalment of an invoice, of which the rest is due", async () => {
    const lines = await read(
      sale("FA-1", "100,00", { letter: "A" }),
      sale("FA-1", "20,00"),
      paid("VIR", "100,00", { letter: "A" }),
    );
    expect(open(lines)).toMatchObject([{ totalCents: 12_000n, paidCents: 10_000n }]);
    expect(lines[0]?.line).toBe(3);
  });
});

describe("a credit that nothing matches", () => {
  it("holds the invoices of its client, and of no other", async () => {
    const lines = await read(
      sale("FA-1", "120,00"),
      sale("FA-2", "80,00", { num: "2" }),
      paid("VIR 12", "80,00"),
      sale("FA-3", "10,00", { client: VERDUN, num: "3" }),
    );
    expect(open(lines).map(({ number, doubt }) => [number, doubt !== undefined])).toEqual([
      ["FA-1", true],
      ["FA-2", true],
      ["FA-3", false],
    ]);
    expect(said(lines)).toContainEqual([2, "UNMATCHED_CREDIT"]);
    expect(lines[0]?.notices[0]?.message).toContain("80,00\u00a0€ au crédit de ce client");
  });

  it("holds them too when its amount cannot be read", async () => {
    const lines = await read(sale("FA-1", "120,00"), paid("VIR 12", "8O,00"));
    expect(open(lines)).toMatchObject([{ number: "FA-1", doubt: expect.any(String) }]);
    expect(said(lines)).toContainEqual([3, "OTHER_ENTRY"]);
  });

  it("holds them too when it is what a lettering has too much of", async () => {
    const lettered = [sale("FA-1", "600,00", { letter: "a" }), paid("VIR", "1000,00", { letter: "a" })];
    const [another] = await read(...lettered, sale("FA-2", "400,00"));
    expect(another).toMatchObject({ record: { number: "FA-2", doubt: expect.any(String) } });
    expect(another?.notices[0]?.message).toContain("laisse 400,00\u00a0€ à son crédit");
    expect(open(await read(...lettered, sale("FA-1", "400,00")))).toMatchObject([
      { doubt: expect.any(String) },
    ]);
  });

  it("holds nothing when a lettering pays what the accounts open with in one sum", async () => {
    const lines = await read(
      { journal: "AN", num: "1", on: "20260101", ...sale("AN", "600,00") },
      paid("VIR", "600,00", { letter: "a" }),
      sale("FA-2", "400,00"),
    );
    expect(open(lines).map(({ doubt }) => doubt)).toEqual([undefined]);
  });

  it.each([
    ["of everybody", ["", ""] as const],
    ["of another client", VERDUN],
  ])("holds the invoice whose number it bears, from the account %s", async (_, client) => {
    const lines = await read(
      sale("FA-1", "120,00"),
      sale("FA-2", "7,00"),
      paid("fa-1", "120,00", { client }),
    );
    expect(open(lines).map(({ number, doubt }) => [number, doubt !== undefined])).toEqual([
      ["FA-1", true],
      ["FA-2", false],
    ]);
    expect(lines[0]?.notices[0]?.message).toContain("sur un autre compte client");
  });

  it("holds them too when it was paid in advance, until the advance is deducted", async () => {
    const advance = paid("VIR 3", "80,00", { account: "419100" });
    const deducted = sale("FA-0", "80,00", { account: "419100", num: "3" });
    const [held] = await read(sale("FA-1", "120,00"), advance);
    expect(held).toMatchObject({ record: { number: "FA-1", doubt: expect.any(String) } });
    expect(held?.notices[0]?.message).toContain("80,00\u00a0€ d’acomptes");
    expect(open(await read(sale("FA-1", "120,00"), advance, deducted))[0]?.doubt).toBeUndefined();
  });

  it("is said when it stands on an account that is nobody's", async () => {
    const lines = await read(sale("FA-1", "120,00"), paid("VIR 3", "80,00", { client: ["", ""] }));
    expect(open(lines)[0]?.doubt).toBeUndefined();
    expect(said(lines)).toContainEqual([3, "OTHER_ENTRY"]);
  });

  it.each([
    ["by its name", { label: "VIR KLEBER DU 12" }, "80,00"],
    ["by the number of its invoice", { ref: "FA-1" }, "80,00"],
    ["by that number in its words", { label: "VIR RECU FA-1, MERCI" }, "80,00"],
    ["and what was booked since is left out", { label: "Virement Kléber" }, "30,00"],
  ])("holds them too when it waits on a suspense account, %s", async (_, more, waits) => {
    const credit = paid("VIR 12", "80,00", { account: "471000", ...more });
    const booked = paid("", "0,00", { account: "471000", debit: "50,00", label: "Kleber, facture FA-0" });
    const lines = await read(
      sale("FA-1", "120,00"),
      sale("FA-2", "10,00", { client: VERDUN, num: "2" }),
      credit,
      ...(waits === "30,00" ? [booked] : []),
    );
    const [held, other] = open(lines);
    expect(held?.doubt).toMatch(new RegExp(`^${waits}.€ attendent sur le compte d’attente 471`));
    expect(other?.doubt).toBeUndefined();
  });

  it("holds them too when more went out of the suspense account than came in", async () => {
    const credit = paid("VIR 12", "80,00", { account: "471000", label: "VIR KLEBER" });
    const spent = paid("CB 4", "0,00", { account: "471000", debit: "500,00", label: "CB INCONNUE" });
    const [held] = open(await read(sale("FA-1", "120,00"), credit, spent));
    expect(held?.doubt).toMatch(/^80,00.€ attendent sur le compte d’attente 471/);
  });

  it("holds nothing for a suspense account that was settled, or that names nobody", async () => {
    const credit = (more: FecLine) => paid("VIR 12", "80,00", { account: "471000", ...more });
    const back = paid("OD 3", "0,00", { account: "471000", debit: "80,00", label: "Reclassement" });
    const kleber = { label: "VIR KLEBER" };
    expect(open(await read(sale("FA-1", "120,00"), credit(kleber), back))[0]?.doubt).toBeUndefined();
    expect(
      open(await read(sale("FA-1", "120,00"), credit({ ...kleber, letter: "A" })))[0]?.doubt,
    ).toBeUndefined();
    expect(
      open(await read(sale("FA-1", "120,00"), credit({ label: "VIR INCONNU" })))[0]?.doubt,
    ).toBeUndefined();
  });

  it("is said with every other doubt of the same account", async () => {
    const advance = paid("VIR 3", "80,00", { account: "419100" });
    const [held] = open(await read(sale("FA-1", "120,00"), paid("VIR 12", "20,00"), advance));
    expect(held?.doubt).toMatch(/^20,00.*lettrés.*\u00a0; 80,00.*acomptes/);
  });

  it("is said of a line that is refused too: given back in a table, it is held no more", async () => {
    const [refused] = await read(sale("FA-1", "120,00", { pieceOn: "20260231" }), paid("VIR 12", "80,00"));
    expect(refused?.errors[0]?.message).toContain("vérifiez que la facture reste due");
  });

  it("leaves the invoices out when the client owes nothing in all", async () => {
    const lines = await read(sale("FA-1", "120,00"), paid("VIR 12", "120,00"));
    expect(open(lines)).toEqual([]);
    expect(said(lines)).toEqual([[2, "ACCOUNT_SETTLED"]]);
  });

  it.each([
    ["in its column", sale("AV-1", "0,00", { credit: "20,00", num: "2" })],
    ["as a negative debit", sale("AV-1", "-20,00", { num: "2" })],
    ["under the number of the invoice", sale("FA-1", "0,00", { credit: "20,00", num: "2" })],
  ])("is a credit note, said and never imported: %s", async (_, note) => {
    const lines = await read(sale("FA-1", "120,00"), note);
    expect(open(lines)).toMatchObject([
      { number: "FA-1", totalCents: 12_000n, paidCents: 0n, doubt: expect.any(String) },
    ]);
    expect(said(lines)).toContainEqual([3, "CREDIT_ENTRY"]);
  });
});

describe("whatever the accounts hold", () => {
  const anyLine = fc.record({
    client: fc.constantFrom(KLEBER, VERDUN),
    number: fc.integer({ min: 1, max: 4 }),
    euros: fc.integer({ min: 1, max: 50 }),
    isPayment: fc.boolean(),
    names: fc.boolean(),
  });

  it("asks for the balance of a client and no cent more, or holds all its invoices", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyLine, { minLength: 1, maxLength: 12 }), async (moves) => {
        const lines = moves.map(({ client, number, euros, isPayment, names }, index) => {
          const ref = `${client[0]}-${number}`;
          const more = { client, num: `${index}` };
          return isPayment
            ? paid(names ? ref : `VIR ${index}`, `${euros},00`, more)
            : sale(ref, `${euros},00`, more);
        });
        const invoices = await read(...lines).then(open, () => []);
        for (const [reference] of [KLEBER, VERDUN]) {
          const own = invoices.filter(({ client }) => client.reference === reference);
          const asked = own.reduce((sum, { totalCents, paidCents }) => sum + totalCents - paidCents, 0n);
          const balance = moves
            .filter(({ client }) => client[0] === reference)
            .reduce((sum, { euros, isPayment }) => sum + (isPayment ? -euros : euros), 0);
          const areHeld = own.length > 0 && own.every(({ doubt }) => doubt !== undefined);
          if (!areHeld) expect(asked).toBe(BigInt(Math.max(0, balance)) * 100n);
          expect(own.some(({ doubt }) => doubt !== undefined)).toBe(areHeld);
        }
      }),
    );
  });
});

describe("what is no invoice to remind", () => {
  it("is an opening without the number of an invoice; with one, it is an invoice whose date may be wrong", async () => {
    const opening = (ref: string, client = KLEBER as readonly [string, string]): FecLine => ({
      ...{ journal: "AN", num: "1", on: "20260101", client },
      ...sale(ref, "90,00"),
    });
    const lines = await read(
      opening("FA-2025-7"),
      opening("AN"),
      opening("Report à nouveau 2026"),
      opening("RAN2026", VERDUN),
      { ...opening("FA-2025-8", VERDUN), pieceOn: "20251202" },
    );
    expect(open(lines)).toMatchObject([
      { number: "FA-2025-7", issuedOn: "2026-01-01" },
      { number: "FA-2025-8", issuedOn: "2025-12-02" },
    ]);
    expect(said(lines).filter(([, code]) => code !== "DUE_DATE_COMPUTED")).toEqual([
      [2, "OPENING_DATE"],
      [3, "OTHER_ENTRY"],
      [4, "OTHER_ENTRY"],
      [5, "OTHER_ENTRY"],
    ]);
  });

  it("is a rejected payment, or a retention that is not due yet", async () => {
    const lines = await read(
      { journal: "BQ", ref: "REJET", debit: "50,00" },
      sale("FA-1", "5,00", { account: "411700", accountName: "Clients - retenues de garantie" }),
    );
    expect(open(lines)).toEqual([]);
    expect(said(lines)).toEqual([
      [2, "OTHER_ENTRY"],
      [3, "OTHER_ENTRY"],
    ]);
  });
});

describe("a line of a FEC that cannot be read", () => {
  it.each([
    ["no number", sale("", "12,00"), "EMPTY", "Numéro de facture"],
    ["no client", sale("FA-1", "12,00", { client: ["", ""] }), "EMPTY", "Client"],
    ["a day that is none", sale("FA-1", "12,00", { pieceOn: "20260231" }), "DATE", "Date de facture"],
    ["an amount that is none", sale("FA-1", "12,0,0"), "AMOUNT", "Montant TTC"],
    ["another currency", sale("FA-1", "12,00", { currency: "USD" }), "CURRENCY", "Devise"],
  ])("is said under its number, and mended there: %s", async (_, line, code, column) => {
    const text = fec({ account: "706000" }, line);
    const [refused] = await linesOf(text, TERM);
    expect(refused?.errors).toMatchObject([{ line: 3, code, column }]);
    const mended = ["FA-1", "Kléber", "", "04/03/2026", "12,00", "", ""];
    expect(await recordsOf(text, { ...TERM, corrections: { 3: mended } })).toMatchObject([
      { number: "FA-1", totalCents: 1_200n },
    ]);
  });

  it("is a number that several clients share: neither is taken for it", async () => {
    const text = fec(sale("LOT 3", "12,00"), sale("LOT 3", "15,00", { client: VERDUN }));
    expect((await linesOf(text, TERM)).map(({ errors }) => errors[0]?.code)).toEqual([
      "DUPLICATE_NUMBER",
      "DUPLICATE_NUMBER",
    ]);
  });
});

describe("a FEC as a whole", () => {
  it.each([
    ["nobody owes anything", [sale("FA-1", "12,00", { letter: "A" }), paid("V", "12,00", { letter: "A" })]],
    ["no account of a client", [{ account: "706000", credit: "10,00" }]],
  ])("is refused in one sentence: %s", async (_, lines: FecLine[]) => {
    const bytes = Buffer.from(fec(...lines));
    await expect(previewInvoiceCsv(bytes, TERM)).rejects.toMatchObject({ code: "NO_LINES" });
  });

  it("reads an account of thousands of lines that nobody letters in one pass", async () => {
    const many = Array.from({ length: 4_000 }, (_, index) => [
      sale(`FA-${index}`, "12,00", { num: `${index}` }),
      paid(`FA-${index}`, index === 7 ? "2,00" : "12,00"),
    ]).flat();
    expect(open(await read(...many))).toMatchObject([{ number: "FA-7", paidCents: 200n }]);
  });
});

describe("a FEC that a spreadsheet has saved", () => {
  const lines = fec({ num: "1", ref: "FA-1", debit: "120,00" }).trim().split(/\r?\n/);
  const split = lines.map((line) => line.split("|"));

  it.each([
    ["its fields in columns", split, {}],
    ["its fields in one column", lines.map((line) => [line]), {}],
    ["their tabs in one column", lines.map((line) => [line.replaceAll("|", "\t")]), {}],
    ["more rows than are read", [...split, ...split], { limits: { rows: 3 } }],
  ])("with %s is refused, with where to find another", async (_, rows, options) => {
    const workbook = makeWorkbook([{ name: "FEC", rows }]);
    await expect(previewInvoiceCsv(workbook, options)).rejects.toMatchObject({
      code: "FILE_FEC",
      message: expect.stringMatching(/Exportez le FEC de nouveau.* demandez-le à votre comptable/),
    });
  });
});
