/** What the preview of a file says of the invoices already here is what its import then does. */
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { calmPorts, fileOf, importFile, manyLines, TITLES } = await import("../../support/imports");
const { askImportUndo } = await import("@/usecases/invoicing/askImportUndo");
const { undoImport } = await import("@/usecases/invoicing/undoImport");
const { chooseImportOptions, queueImport } = await import("@/usecases/invoicing/chooseImportOptions");
const { readImportPage } = await import("@/usecases/invoicing/readImport");
const { runImport } = await import("@/usecases/invoicing/runImport");
const { startImport } = await import("@/usecases/invoicing/startImport");

type World = Awaited<ReturnType<typeof makeCompany>>;

let world: World;

beforeEach(async () => {
  world = await makeCompany(parisClock("2026-10-01"));
});

/** What the page of an import says before its launch. */
async function previewOf(importId: string) {
  const { preview } = await readImportPage(world.ctx, importId);
  if (preview?.kind !== "READ" || !preview.known) throw new Error("the file was read and compared");
  return { csv: preview.csv, known: preview.known };
}

const dropped = async (content: string) => previewOf(await startImport(world.ctx, fileOf(content)));

const CHOICES = { defaultTermDays: "30", defaultKind: "B2B" };

async function takeBack(importId: string): Promise<void> {
  await askImportUndo(world.ctx, importId, false);
  expect(await undoImport(world.ctx.companyId, importId, calmPorts(world.ctx))).toBe(true);
}

describe("the preview of a file", () => {
  it("says that all is new the first time, and that nothing is the second time", async () => {
    const first = await dropped(manyLines(30));
    expect(first.known).toMatchObject({ newCount: 30, sameCount: 0, otherwiseCount: 0 });
    const { importId } = await importFile(world.ctx, manyLines(30));
    const again = await dropped(manyLines(30));
    expect(again.known).toMatchObject({
      newCount: 0,
      sameCount: 30,
      otherwiseCount: 0,
      firstOtherwise: [],
      sample: { same: Array.from({ length: 20 }, (_, index) => index + 2), otherwise: [] },
    });
    await takeBack(importId);
    // Taken back, they would be created again.
    expect((await dropped(`${manyLines(30)};;;;;;;\r\n`)).known).toMatchObject({
      newCount: 30,
      sameCount: 0,
    });
  });

  it("says which amount has changed, and marks its line", async () => {
    await importFile(world.ctx, manyLines(30));
    const { known } = await dropped(manyLines(31).replace("104,50", "140,50"));
    expect(known).toMatchObject({
      newCount: 1,
      sameCount: 29,
      otherwiseCount: 1,
      sample: { otherwise: [6] },
    });
    expect(known.firstOtherwise).toMatchObject([{ line: 6, raw: "F-000004" }]);
    expect(known.firstOtherwise[0]?.message).toContain(
      "montant TTC\u00a0: 104,50\u00a0€ ici, 140,50\u00a0€ dans le fichier",
    );
  });

  it("compares lines far beyond those it shows", async () => {
    await importFile(world.ctx, manyLines(2_300, 10));
    const changed = manyLines(2_310, 10).replace(/(F-002251;.*);\d+,50;/, "$1;7,00;");
    const { known } = await dropped(changed);
    expect(known).toMatchObject({ newCount: 10, sameCount: 2_299, otherwiseCount: 1 });
    expect(known.firstOtherwise).toMatchObject([{ line: 2_253 }]);
  });
});

describe("a launch", () => {
  it("goes when nothing has happened since the preview", async () => {
    const importId = await startImport(world.ctx, fileOf(manyLines(5)));
    expect(await chooseImportOptions(world.ctx, importId, CHOICES)).toBe("AS_SHOWN");
  });

  it("waits for one more look when an invoice of the file came in since, and not when another one did", async () => {
    const importId = await startImport(world.ctx, fileOf(manyLines(5)));
    const clientId = await makeClient(world.ctx, { name: "Maison 3" });
    await makeInvoice(world.ctx, clientId, { number: "F-999999", dueOn: "2026-10-20" });
    expect(await chooseImportOptions(world.ctx, importId, CHOICES)).toBe("AS_SHOWN");
    await makeInvoice(world.ctx, clientId, { number: "F-000003", dueOn: "2026-10-20" });
    expect(await chooseImportOptions(world.ctx, importId, CHOICES)).toBe("KNOWN_OTHERWISE");
    expect((await previewOf(importId)).known).toMatchObject({ newCount: 4, otherwiseCount: 1 });
    expect(await chooseImportOptions(world.ctx, importId, CHOICES)).toBe("AS_SHOWN");
  });

  it("shows a file that is dropped again as it stands by then", async () => {
    const file = fileOf(`${manyLines(5)};;;;;;;\r\n`);
    const waiting = await startImport(world.ctx, file);
    const { importId } = await importFile(world.ctx, manyLines(5));
    expect(await startImport(world.ctx, file)).toBe(waiting);
    expect((await previewOf(waiting)).known).toMatchObject({ newCount: 0, sameCount: 5 });
    await takeBack(importId);
    expect(await chooseImportOptions(world.ctx, waiting, CHOICES)).toBe("KNOWN_OTHERWISE");
    expect((await previewOf(waiting)).known).toMatchObject({ newCount: 5, sameCount: 0 });
  });
});

/** What a line of a second file may be, beside the same line of the first. */
const FATES = [
  "same",
  "new",
  "amount",
  "client",
  "due",
  "noDue",
  "paid",
  "noClient",
  "badDate",
  "total",
  "twice",
] as const;
type Fate = (typeof FATES)[number];

/** One line of a file: number, client, its reference, mail, day, due day, amount, paid. */
function lineOf(fate: Fate, index: number): string {
  const number = fate === "new" ? `N-${index}` : `F-${index}`;
  const client = fate === "noClient" ? "" : `Maison ${index % 3}`;
  const reference = fate === "client" ? "AUTRE" : `C${index % 3}`;
  const day = fate === "badDate" ? "31/02/2026" : "04/03/2026";
  const due = fate === "noDue" ? "" : fate === "due" ? "05/04/2026" : "03/04/2026";
  const amount = fate === "amount" ? "999,99" : `${100 + index},00`;
  const line = [number, client, reference, "", day, due, amount, fate === "paid" ? "10,00" : ""].join(";");
  if (fate === "total") return "Total;;;;;;999,00;";
  return fate === "twice" ? `${line}\n${line}` : line;
}

const fileFrom = (lines: readonly string[]) => [TITLES, ...lines, ""].join("\n");

it("promises what the run does, on any mixed file", async () => {
  const mixed = fc.record({
    fates: fc.array(fc.constantFrom(...FATES), { minLength: 1, maxLength: 25 }),
    // How many of the lines were imported before, and how many of those are taken back.
    hereCount: fc.nat(20),
    backCount: fc.nat(6),
  });
  await fc.assert(
    fc.asyncProperty(mixed, async ({ fates, hereCount, backCount }) => {
      world = await makeCompany(parisClock("2026-10-01"));
      const plain = Array.from({ length: hereCount }, (_, index) => lineOf("same", index));
      const back = plain.slice(0, backCount);
      if (plain.length > back.length) await importFile(world.ctx, fileFrom(plain.slice(back.length)));
      if (back.length > 0) await takeBack((await importFile(world.ctx, fileFrom(back))).importId);

      // One good line at least: a file without any cannot be launched.
      const content = fileFrom([lineOf("new", 900), ...fates.map(lineOf)]);
      const importId = await startImport(world.ctx, fileOf(content));
      await chooseImportOptions(world.ctx, importId, CHOICES);
      const { csv, known } = await previewOf(importId);
      await queueImport(world.ctx, importId);
      expect(await runImport(world.ctx.companyId, importId, calmPorts(world.ctx))).toBe("DONE");
      const result = await readImportPage(world.ctx, importId);
      expect({
        created: known.newCount,
        unchanged: known.sameCount,
        refused: csv.errorLineCount + known.otherwiseCount,
        leftOut: csv.leftOutCount,
      }).toEqual({
        created: result.createdCount,
        unchanged: result.unchangedCount,
        refused: result.errorCount,
        leftOut: result.leftOutCount,
      });
    }),
    { numRuns: 20 },
  );
});

describe("refused lines mended on the page", () => {
  const FILE = [
    "Numéro;Client;Type de client;Date de facture;Échéance;Montant TTC",
    "F-1;Garage Pennec;VIP;02/03/2026;01/04/2026;100,00",
    "F-2;Mme Ozanne;particulier;31/02/2026;01/04/2026;50,00",
    "F-3;Mairie de Riec;;02/03/2026;01/04/2026;70,00",
    "",
  ].join("\r\n");
  const kinds = () =>
    asOwner<{ number: string; kind: string }>(
      database,
      `SELECT i.number, c.kind FROM invoice i JOIN client c ON c.company_id = i.company_id AND c.id = i.client_id
       WHERE i.company_id = $1 ORDER BY i.number`,
      [world.ctx.companyId],
    );

  it("are read again as they were mended, and imported so, without another file", async () => {
    const importId = await startImport(world.ctx, fileOf(FILE));
    const before = await previewOf(importId);
    expect(before.csv.firstErrors.map(({ line, code }) => `${line} ${code}`)).toEqual([
      "2 CLIENT_KIND",
      "3 DATE",
    ]);
    expect(before.csv.refusedLines?.map(({ line }) => line)).toEqual([2, 3]);

    const choices = { defaultKind: "PUBLIC", defaultTermDays: "30" };
    const half = { ...choices, "cell-2-2": "entreprise", "cell-3-3": "30/02/2026" };
    expect(await chooseImportOptions(world.ctx, importId, half)).toBe("READ_OTHERWISE");
    const between = await previewOf(importId);
    expect(between.csv).toMatchObject({ recordCount: 2, errorLineCount: 1 });
    expect(between.csv.refusedLines?.[0]?.cells[3]).toBe("30/02/2026");

    // What a spreadsheet copies may end with a sign that no database keeps.
    await chooseImportOptions(world.ctx, importId, { ...choices, "cell-3-3": "28/02/2026\0" });
    expect(await chooseImportOptions(world.ctx, importId, choices)).toBe("AS_SHOWN");
    await queueImport(world.ctx, importId);
    await runImport(world.ctx.companyId, importId, calmPorts(world.ctx));
    expect(await kinds()).toEqual([
      { number: "F-1", kind: "B2B" },
      { number: "F-2", kind: "B2C" },
      { number: "F-3", kind: "PUBLIC" },
    ]);
  });

  it("are those of the file again on demand, and never lines that were not shown", async () => {
    const importId = await startImport(world.ctx, fileOf(FILE));
    await chooseImportOptions(world.ctx, importId, { ...CHOICES, "cell-2-2": "pro", "cell-4-5": "1,00" });
    const mended = await readImportPage(world.ctx, importId);
    expect(Object.keys(mended.options.csv.corrections ?? {})).toEqual(["2"]);
    await chooseImportOptions(world.ctx, importId, { ...CHOICES, geste: "sans-corrections" });
    expect((await previewOf(importId)).csv.errorLineCount).toBe(2);
  });
});
