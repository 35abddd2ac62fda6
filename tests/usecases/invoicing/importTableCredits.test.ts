/** Credit notes of a table: put on the invoice that a column or their texts name, wherever it stands. */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { calmPorts, importFile, launchImport } = await import("../../support/imports");
const { askImportUndo } = await import("@/usecases/invoicing/askImportUndo");
const { readImportPage, listImportIssues } = await import("@/usecases/invoicing/readImport");
const { runImport } = await import("@/usecases/invoicing/runImport");
const { undoImport } = await import("@/usecases/invoicing/undoImport");

const clock = parisClock("2026-10-26");
let world: Awaited<ReturnType<typeof makeCompany>>;

beforeEach(async () => {
  world = await makeCompany(clock);
});

const TITLES = "Numéro;Client;Date de facture;Échéance;Montant TTC;Reste dû;Objet;Facture d’origine";
const tableOf = (...lines: string[]) => [TITLES, ...lines, ""].join("\n");
const invoiceLine = (number: string, total: string) =>
  `${number};Le Guen;01/09/2026;01/10/2026;${total};${total};Plateaux;`;
const creditLine = (amount: string, { left = amount, subject = "", original = "" } = {}) =>
  `AV-1;Le Guen;15/09/2026;;${amount};${left};${subject};${original}`;

const balances = async () =>
  Object.fromEntries(
    (
      await asOwner<{ number: string; cents: string }>(
        database,
        "SELECT number, balance_cents::text AS cents FROM invoice WHERE company_id = $1 ORDER BY number",
        [world.ctx.companyId],
      )
    ).map(({ number, cents }) => [number, cents]),
  );

async function refusals(importId: string) {
  const { rows } = await listImportIssues(world.ctx, importId, { kind: "ERROR", after: 0 });
  return rows.map(({ message }) => message);
}

describe("a negative line", () => {
  it("lowers the invoice that its column names, though that comes after it, and goes back with the import", async () => {
    const { importId, page } = await importFile(
      world.ctx,
      tableOf(
        creditLine("-200,00", { original: "Facture n° FA-2026-7" }),
        invoiceLine("FA-2026-7", "1000,00"),
      ),
    );
    expect(page).toMatchObject({ createdCount: 1, creditedCount: 1, errorCount: 0 });
    expect(await balances()).toEqual({ "FA-2026-7": "80000" });
    await askImportUndo(world.ctx, importId, false);
    await undoImport(world.ctx.companyId, importId, calmPorts(world.ctx));
    expect((await readImportPage(world.ctx, importId)).undone).toMatchObject({ count: 1, creditCount: 1 });
  });

  it("goes back with its import though another one, taken back since, lowered the same invoice after it", async () => {
    const { ctx } = world;
    const clientId = await makeClient(ctx, { name: "Le Guen" });
    const fields = {
      number: "FA-2026-7",
      issuedOn: "2026-09-01",
      dueOn: "2026-11-24",
      totalCents: "1000,00",
    };
    await makeInvoice(ctx, clientId, fields);
    const imports: string[] = [];
    for (const number of ["AV-1", "AV-2"]) {
      clock.set(clock.now() + 60_000);
      const line = creditLine("-200,00", { original: "FA-2026-7" }).replace("AV-1", number);
      imports.push((await importFile(ctx, tableOf(line))).importId);
    }
    const [first = "", second = ""] = imports;
    await expect(askImportUndo(ctx, first, false)).rejects.toMatchObject({ code: "TOUCHED" });
    for (const importId of [second, first]) {
      await askImportUndo(ctx, importId, false);
      await undoImport(ctx.companyId, importId, calmPorts(ctx));
    }
    expect(await balances()).toEqual({ "FA-2026-7": "100000" });
  });

  it("lowers the invoice that its subject names, among more lines than are looked at together", async () => {
    const others = Array.from({ length: 1_005 }, (_, index) => invoiceLine(`FB-${10_000 + index}`, "50,00"));
    const file = tableOf(
      invoiceLine("FA-2026-7", "1000,00"),
      ...others,
      creditLine("-200,00", { subject: "Retour sur FA-2026-7" }),
    );
    const importId = await launchImport(world.ctx, file);
    const { preview } = await readImportPage(world.ctx, importId);
    expect(preview?.kind === "READ" && preview.known?.credits).toEqual({ newCount: 1, sameCount: 0 });
    await runImport(world.ctx.companyId, importId, calmPorts(world.ctx));
    expect((await balances())["FA-2026-7"]).toBe("80000");
  });

  it("takes no more off than is left, among more credit notes than are looked at together", async () => {
    const credits = Array.from({ length: 1_003 }, (_, index) =>
      creditLine("-1,00", { original: "FA-2026-7" }).replace("AV-1", `AV-${10_000 + index}`),
    );
    const importId = await launchImport(world.ctx, tableOf(invoiceLine("FA-2026-7", "1001,00"), ...credits));
    const { preview } = await readImportPage(world.ctx, importId);
    expect(preview).toMatchObject({
      csv: { errorLineCount: 2 },
      known: { credits: { newCount: 1_001, sameCount: 0 } },
    });
  });

  it("lowers one that is here already, and the same file again changes nothing", async () => {
    const clientId = await makeClient(world.ctx, { name: "Le Guen" });
    const dates = { issuedOn: "2026-09-01", dueOn: "2026-10-01" };
    await makeInvoice(world.ctx, clientId, { number: "FA-2026-7", totalCents: "1 000,00", ...dates });
    const file = tableOf(creditLine("-200,00", { original: "FA-2026-7" }));
    expect((await importFile(world.ctx, file)).page).toMatchObject({ creditedCount: 1 });
    expect((await importFile(world.ctx, file)).page).toMatchObject({ creditedCount: 0, unchangedCount: 1 });
    expect(await balances()).toEqual({ "FA-2026-7": "80000" });
  });

  it.each([
    ["that names no invoice", creditLine("-200,00"), "Ajoutez une colonne « Facture d’origine »"],
    [
      "that mentions nothing known",
      creditLine("-200,00", { subject: "Retour 2026-99" }),
      "« Facture d’origine »",
    ],
    [
      "whose invoice is not here",
      creditLine("-200,00", { original: "FA-9" }),
      "Importez-la d’abord, ou avec lui",
    ],
    [
      "that is a payment of a ledger",
      creditLine("-200,00", { subject: "Règlement FA-2026-7" }),
      "est un règlement, pas un avoir",
    ],
    [
      "that was deducted already",
      creditLine("-200,00", { left: "0,00", original: "FA-2026-7" }),
      "retirez la ligne",
    ],
  ])("%s is refused, and says how to mend it", async (_, line, says) => {
    const { importId } = await importFile(world.ctx, tableOf(invoiceLine("FA-2026-7", "1000,00"), line));
    const [message, ...others] = await refusals(importId);
    expect(message?.replaceAll("\u00a0", " ")).toContain(says);
    expect(others).toEqual([]);
    expect(await balances()).toEqual({ "FA-2026-7": "100000" });
  });
});

describe("a credit note of which nothing says whether it is deducted, on an invoice given with less than its total", () => {
  const lowered = (left: string) => invoiceLine("FA-2026-7", "1000,00").replace(";1000,00;P", `;${left};P`);
  const ask = "Rien ne dit si cet avoir est déjà déduit";

  it.each([
    ["is asked about where it may be deducted", "800,00", "", ask, "80000"],
    ["is asked about on an invoice given as settled", "0,00", "", ask, "0"],
    ["is deducted where less than its amount was settled", "900,00", "", undefined, "70000"],
    ["is deducted where nothing was settled", "1000,00", "", undefined, "80000"],
    ["is deducted once the line says that it is not", "800,00", "-200,00", undefined, "60000"],
  ])("%s", async (_, left, ownLeft, says, balance) => {
    const file = tableOf(lowered(left), creditLine("-200,00", { left: ownLeft, original: "FA-2026-7" }));
    const importId = await launchImport(world.ctx, file);
    const { preview } = await readImportPage(world.ctx, importId);
    expect(preview).toMatchObject({ csv: { errorLineCount: says ? 1 : 0 } });
    await runImport(world.ctx.companyId, importId, calmPorts(world.ctx));
    expect((await refusals(importId)).join()).toContain(says ?? "");
    expect(await balances()).toEqual({ "FA-2026-7": balance });
  });

  it.each([
    ["is deducted when it is of a later day than the balance", "2026-10-27", undefined, "60000"],
    ["is asked about when it is as old as the balance", "2026-10-26", ask, "80000"],
  ])("in a later file %s", async (_, issuedOn, says, balance) => {
    clock.setParis("2026-10-26");
    await importFile(world.ctx, tableOf(lowered("800,00")));
    clock.setParis("2026-10-28");
    const line = creditLine("-200,00", { left: "", original: "FA-2026-7" }).replace(
      "15/09/2026",
      issuedOn.split("-").reverse().join("/"),
    );
    const { importId } = await importFile(world.ctx, tableOf(invoiceLine("FB-1", "50,00"), line));
    expect((await refusals(importId)).join()).toContain(says ?? "");
    expect(await balances()).toMatchObject({ "FA-2026-7": balance });
    clock.setParis("2026-10-26");
  });
});

it("a type that says « avoir » makes a credit note of a positive amount", async () => {
  const titles = "Numéro;Client;Date de facture;Échéance;Montant TTC;Type de document;Référence de commande";
  const { page } = await importFile(
    world.ctx,
    `${titles}\nFA-2026-7;Le Guen;01/09/2026;01/10/2026;1000,00;Facture;\nAV-1;Le Guen;15/09/2026;;200,00;Avoir;FA-2026-7\n`,
  );
  expect(page).toMatchObject({ createdCount: 1, creditedCount: 1 });
  expect(await balances()).toEqual({ "FA-2026-7": "80000" });
});
