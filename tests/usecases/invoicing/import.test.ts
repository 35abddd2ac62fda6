/** A file of invoices, as the person who drops it lives it. */
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { calmPorts, fileOf, importFile, launchImport, manyLines, TITLES } = await import(
  "../../support/imports"
);
const { chooseImportOptions, queueImport } = await import("@/usecases/invoicing/chooseImportOptions");
const { exportRefusedLines } = await import("@/usecases/invoicing/exportRefusedLines");
const { forgetImport } = await import("@/usecases/invoicing/forgetImport");
const { listImportIssues, listImports, readImportPage } = await import("@/usecases/invoicing/readImport");
const { runImport } = await import("@/usecases/invoicing/runImport");
const { startImport } = await import("@/usecases/invoicing/startImport");
const { planInvoices } = await import("@/usecases/dunning/planInvoices");
const { inCompany } = await import("@/db/inCompany");
const { verifyJournal } = await import("@/db/system/journal");

type World = Awaited<ReturnType<typeof makeCompany>>;

let world: World;

beforeEach(async () => {
  world = await makeCompany(parisClock("2026-10-01"));
});

const TABLES = ["client", "contact", "invoice", "payment", "allocation", "dunning_plan"];

/** Every row of the company that an import may write, with the transaction that wrote it. */
async function rowVersions(): Promise<Record<string, { count: number; versions: string }>> {
  const found: Record<string, { count: number; versions: string }> = {};
  for (const table of TABLES) {
    const [row] = await asOwner<{ count: number; versions: string }>(
      database,
      `SELECT count(*)::int AS count, coalesce(md5(string_agg(xmin::text || ctid::text, ',' ORDER BY ctid)), '') AS versions
       FROM ${table} WHERE company_id = $1`,
      [world.ctx.companyId],
    );
    if (row) found[table] = row;
  }
  return found;
}

async function invoices() {
  return inCompany(world.ctx.companyId, (tx) =>
    tx.invoice.findMany({
      where: { companyId: world.ctx.companyId },
      include: {
        client: { include: { contacts: true } },
        plan: true,
        allocations: { include: { payment: true } },
      },
      orderBy: { number: "asc" },
    }),
  );
}

/** The file of what is to be mended. */
async function refusedOf(importId: string): Promise<string> {
  let text = "";
  for await (const piece of (await exportRefusedLines(world.ctx, importId)).parts) text += piece;
  return text;
}

async function errorsOf(importId: string) {
  return (await listImportIssues(world.ctx, importId, { kind: "ERROR", after: 0 })).rows;
}

describe("a good file", () => {
  it("becomes clients, contacts, invoices, payments and plans, without disturbing the journal", async () => {
    const { outcome, page } = await importFile(world.ctx, manyLines(25, 5));
    expect(outcome).toBe("DONE");
    expect(page).toMatchObject({
      createdCount: 25,
      unchangedCount: 0,
      errorCount: 0,
      leftOutCount: 0,
      doneLines: 25,
    });
    const rows = await invoices();
    expect(rows).toHaveLength(25);
    expect(new Set(rows.map((row) => row.clientId)).size).toBe(5);
    const [first] = rows;
    expect(first).toMatchObject({
      number: "F-000000",
      totalCents: 10_050n,
      balanceCents: 9_050n,
      status: "OPEN",
      source: "CSV",
      importLine: 2,
      client: {
        name: "Maison 0",
        reference: "C0",
        kind: "B2B",
        contacts: [{ role: "BILLING", email: "compta0@maison.example" }],
      },
    });
    expect(first?.allocations[0]).toMatchObject({
      amountCents: 1_000n,
      payment: { receivedOn: new Date("2026-03-01") },
    });
    const journal = await inCompany(world.ctx.companyId, (tx) => verifyJournal(tx, world.ctx.companyId));
    expect(journal.brokenAt).toBeNull();
  });

  it("leaves the plans that the engine itself would make", async () => {
    await importFile(world.ctx, manyLines(40, 7));
    const plans = () =>
      asOwner(
        database,
        "SELECT invoice_id, kind, step_id, on_date, due_at, reasons FROM dunning_plan WHERE company_id = $1 ORDER BY 1",
        [world.ctx.companyId],
      );
    const before = await plans();
    expect(before).toHaveLength(40);
    const ids = (await invoices()).map((row) => row.id);
    await inCompany(world.ctx.companyId, (tx) =>
      planInvoices(tx, world.ctx.companyId, ids, world.clock.now()),
    );
    expect(await plans()).toEqual(before);
  });

  it("changes nothing the second time, nor the third under another name", async () => {
    const first = await importFile(world.ctx, manyLines(60));
    const before = await rowVersions();
    const again = await importFile(world.ctx, manyLines(60));
    expect(again.page).toMatchObject({ createdCount: 0, unchangedCount: 60, errorCount: 0 });
    expect(again.page.sameFile).toMatchObject({ id: first.importId });
    const renamed = await importFile(world.ctx, `${manyLines(60)};;;;;;;\r\n`);
    expect(renamed.page).toMatchObject({ createdCount: 0, unchangedCount: 60, sameFile: null });
    expect(await rowVersions()).toEqual(before);
  });

  it("is one waiting import when dropped twice, even launched", async () => {
    const file = fileOf(manyLines(3));
    const importId = await startImport(world.ctx, file);
    expect(await startImport(world.ctx, file)).toBe(importId);
    await chooseImportOptions(world.ctx, importId, { defaultTermDays: "30", defaultKind: "B2B" });
    await queueImport(world.ctx, importId);
    expect(await startImport(world.ctx, file)).toBe(importId);
  });

  it("is forgotten as long as it waits, never once launched", async () => {
    const file = fileOf(manyLines(3));
    await forgetImport(world.ctx, await startImport(world.ctx, file));
    expect(await listImports(world.ctx)).toEqual([]);
    const importId = await launchImport(world.ctx, manyLines(3));
    await expect(forgetImport(world.ctx, importId)).rejects.toMatchObject({ code: "LAUNCHED" });
    expect(await listImports(world.ctx)).toMatchObject([{ id: importId, state: "QUEUED" }]);
  });

  it("counts an invoice paid in full as settled: no plan, never a reminder", async () => {
    await importFile(world.ctx, `${TITLES}\nF-1;Marne;;;04/03/2026;03/04/2026;120,00;120,00\n`);
    const [row] = await invoices();
    expect(row).toMatchObject({ status: "PAID", balanceCents: 0n, plan: null });
    expect(row?.allocations[0]?.payment.reference).toContain("date réelle inconnue");
  });

  it("never dates such a payment in the future", async () => {
    await importFile(world.ctx, `${TITLES}\nF-1;Marne;;;04/11/2026;03/12/2026;120,00;20,00\n`);
    const [row] = await invoices();
    expect(row?.allocations[0]?.payment.receivedOn).toEqual(new Date("2026-10-01"));
  });
});

describe("clients of a file", () => {
  const invoiceOf = (number: string, client: string, reference = "", siren = "") =>
    `${number};${client};${reference};${siren};04/03/2026;03/04/2026;12,00`;
  const HEAD = "Numéro;Client;Code client;SIREN;Date de facture;Échéance;Montant TTC";
  const SIREN = "501826473";
  const OTHER_SIREN = "732829320";

  async function clientOf(line: string): Promise<string> {
    await importFile(world.ctx, `${HEAD}\n${line}\n`);
    return (await invoices())[0]?.clientId ?? "";
  }

  it("are known by their reference first, whatever the name", async () => {
    const known = await makeClient(world.ctx, { name: "Marne", reference: "C1", siren: OTHER_SIREN });
    expect(await clientOf(invoiceOf("F-1", "Marne SARL", "C1", SIREN))).toBe(known);
  });

  it("then by their SIREN", async () => {
    const known = await makeClient(world.ctx, { name: "Marne", siren: SIREN });
    expect(await clientOf(invoiceOf("F-1", "Société de la Marne", "C9", SIREN))).toBe(known);
  });

  it("then by their name without case, accents or punctuation", async () => {
    const known = await makeClient(world.ctx, { name: "L’Œuvre & Été", siren: "" });
    expect(await clientOf(invoiceOf("F-1", "L'OEUVRE ET ÉTÉ"))).not.toBe(known);
    expect(
      (await importFile(world.ctx, `${HEAD}\n${invoiceOf("F-2", "l oeuvre — ete")}\n`)).page.createdCount,
    ).toBe(1);
    expect((await invoices()).find((row) => row.number === "F-2")?.clientId).toBe(known);
  });

  it.each([
    ["another reference", { reference: "C1", siren: "" }, ["C2", ""]],
    ["another SIREN", { siren: SIREN }, ["", OTHER_SIREN]],
  ])("are not taken for a namesake of %s", async (_, known, [reference, siren]) => {
    const namesake = await makeClient(world.ctx, { name: "Marne", ...known });
    expect(await clientOf(invoiceOf("F-1", "Marne", reference, siren))).not.toBe(namesake);
  });

  it("whose names hold no letter at all are not all the same", async () => {
    await importFile(world.ctx, `${HEAD}\n${invoiceOf("F-1", "***")}\n${invoiceOf("F-2", "!!!")}\n`);
    expect(new Set((await invoices()).map((row) => row.clientId)).size).toBe(2);
  });

  it("are created once, with what all their lines say", async () => {
    const head = "Numéro;Client;E-mail;Ville;Date de facture;Échéance;Montant TTC";
    await importFile(
      world.ctx,
      `${head}\nF-1;Marne;;;04/03/2026;03/04/2026;12,00\nF-2;MARNE;compta@marne.example;Reims;04/03/2026;03/04/2026;12,00\n`,
    );
    const rows = await invoices();
    expect(new Set(rows.map((row) => row.clientId)).size).toBe(1);
    expect(rows[0]?.client).toMatchObject({ city: "Reims", contacts: [{ email: "compta@marne.example" }] });
  });

  it("are never changed by a file", async () => {
    const known = await makeClient(world.ctx, { name: "Marne", reference: "C1", city: "Reims" });
    const before = await asOwner(database, "SELECT *, xmin FROM client WHERE id = $1", [known]);
    await importFile(
      world.ctx,
      "Numéro;Client;Code client;Ville;E-mail;Date de facture;Échéance;Montant TTC\nF-1;Marne et fils;C1;Lyon;x@y.example;04/03/2026;03/04/2026;12,00\n",
    );
    expect(await asOwner(database, "SELECT *, xmin FROM client WHERE id = $1", [known])).toEqual(before);
  });

  it("have the kind the file says, else the one chosen", async () => {
    const head = "Numéro;Client;Type de client;Date de facture;Échéance;Montant TTC";
    const content = `${head}\nF-1;Marne;particulier;04/03/2026;03/04/2026;12,00\nF-2;Somme;;04/03/2026;03/04/2026;12,00\n`;
    await importFile(world.ctx, content, { defaultKind: "PUBLIC" });
    expect((await invoices()).map((row) => row.client.kind)).toEqual(["B2C", "PUBLIC"]);
  });
});

describe("an invoice already known", () => {
  const line = (amount: string, paid = "", due = "03/04/2026") =>
    `${TITLES}\nF-1;Marne;;;04/03/2026;${due};${amount};${paid}\nF-2;Somme;;;04/03/2026;03/04/2026;9,00;\n`;

  beforeEach(async () => {
    await importFile(world.ctx, line("120,00"));
  });

  it.each([
    ["its total", line("130,00"), "montant TTC\u00a0: 120,00\u00a0€ ici, 130,00\u00a0€ dans le fichier"],
    [
      "its due date",
      line("120,00", "", "04/04/2026"),
      "échéance\u00a0: 03/04/2026 ici, 04/04/2026 dans le fichier",
    ],
    [
      "money received",
      line("120,00", "50,00"),
      "déjà réglé\u00a0: 0,00\u00a0€ ici, 50,00\u00a0€ dans le fichier",
    ],
    ["its client", line("120,00").replace("Marne", "Oise"), "client\u00a0: Marne ici, Oise dans le fichier"],
  ])("is never overwritten: %s is told", async (_, content, words) => {
    const before = await rowVersions();
    const { importId, page } = await importFile(world.ctx, content);
    expect(page).toMatchObject({ createdCount: 0, unchangedCount: 1, errorCount: 1 });
    const [error] = await errorsOf(importId);
    expect(error).toMatchObject({ line: 2 });
    expect(error?.message).toContain(words);
    expect(error?.message).toContain("Un import ne modifie jamais une facture");
    expect(await rowVersions()).toEqual(before);
  });

  it("agrees with a file that is older than a payment recorded here", async () => {
    const { recordPayment } = await import("@/usecases/settlement/recordPayment");
    const [row] = await invoices();
    await recordPayment(world.ctx, row?.id ?? "", {
      receivedOn: "30/09/2026",
      amountCents: "50,00",
      method: "TRANSFER",
    });
    const { page } = await importFile(world.ctx, line("120,00"));
    expect(page).toMatchObject({ unchangedCount: 2, errorCount: 0 });
  });

  it("agrees with a file without due dates, whatever the term chosen", async () => {
    const { page } = await importFile(world.ctx, line("120,00", "", ""), { defaultTermDays: "45" });
    expect(page).toMatchObject({ unchangedCount: 2, errorCount: 0 });
  });

  it("typed by hand is recognised as well", async () => {
    const clientId = await makeClient(world.ctx, { name: "Aisne", siren: "" });
    await makeInvoice(world.ctx, clientId, {
      number: "F-3",
      issuedOn: "2026-03-04",
      dueOn: "2026-04-03",
      totalCents: "12,00",
    });
    const { page } = await importFile(world.ctx, `${TITLES}\nF-3;AISNE;;;04/03/2026;03/04/2026;12,00;\n`);
    expect(page).toMatchObject({ unchangedCount: 1, createdCount: 0, errorCount: 0 });
  });
});

describe("bad lines", () => {
  const content = `${TITLES}\nF-1;Marne;;;04/03/2026;03/04/2026;120,00;\nF-2;;;;04/03/2026;03/04/2026;12,00;\nF-3;Oise;;;31/11/2026;03/12/2026;-5,00;\nF-4;Somme;;pas une adresse;04/03/2026;03/04/2026;12,00;\nTotal;;;;;;149,00;\n`;

  it("never stop the good ones, and say their line", async () => {
    const { importId, outcome, page } = await importFile(world.ctx, content);
    expect(outcome).toBe("DONE");
    expect(page).toMatchObject({
      createdCount: 2,
      errorCount: 2,
      leftOutCount: 1,
      issues: { errors: 3, notices: 2 },
    });
    expect((await errorsOf(importId)).map(({ line, column }) => [line, column])).toEqual([
      [3, "Client"],
      [4, "Date de facture"],
      [4, "Montant TTC"],
    ]);
    const notices = (await listImportIssues(world.ctx, importId, { kind: "NOTICE", after: 0 })).rows;
    expect(notices.map(({ line }) => line)).toEqual([5, 6]);
  });

  it("go to a spreadsheet without becoming formulas", async () => {
    const formula = `${TITLES}\nF-1;Marne;;;04/03/2026;03/04/2026;12,00;\n=HYPERLINK(0);Marne;;;hier;03/04/2026;12,00;\nF-3;Marne;;;=1+1;03/04/2026;12,00;\n`;
    const { importId } = await importFile(world.ctx, formula);
    const text = await refusedOf(importId);
    expect(text.startsWith("\ufeffLigne d’origine;À corriger;Numéro;Client;")).toBe(true);
    expect(text).toContain(";'=HYPERLINK(0);Marne;");
    expect(text).toContain(";'=1+1;");
    expect(text).not.toMatch(/;=/);
  });

  it("are given back as they were, and import once mended", async () => {
    const { importId } = await importFile(world.ctx, content);
    const text = await refusedOf(importId);
    expect(text.split("\r\n")).toEqual([
      `\ufeffLigne d’origine;À corriger;${TITLES}`,
      "3;«\u00a0Client\u00a0» est vide. Complétez la cellule.;F-2;;;;04/03/2026;03/04/2026;12,00;",
      expect.stringMatching(/^4;.*;F-3;Oise;;;31\/11\/2026;03\/12\/2026;'-5,00;$/),
      "",
    ]);
    const mended = text
      .replace(";F-2;;", ";F-2;Aisne;")
      .replace("31/11/2026", "30/11/2026")
      .replace("'-5,00", "5,00");
    const again = await importFile(world.ctx, mended);
    expect(again.page).toMatchObject({ createdCount: 2, unchangedCount: 0, errorCount: 0 });
    expect((await invoices()).map((row) => row.number)).toEqual(["F-1", "F-2", "F-3", "F-4"]);
  });

  it("refused a second time are not given two columns more", async () => {
    const first = await refusedOf((await importFile(world.ctx, content)).importId);
    const { importId } = await importFile(world.ctx, `${first}9;;F-9;Marne;;;04/03/2026;03/04/2026;9,00;`);
    const titles = (await refusedOf(importId)).split("\r\n")[0];
    expect(titles).toBe(`\ufeffLigne d’origine;À corriger;${TITLES}`);
  });

  it("with an open quote keep every character of theirs", async () => {
    const open = `${TITLES}\nF-1;Marne;;;04/03/2026;03/04/2026;120,00;\nF-2;"Oise;;;04/03/2026;03/04/2026;12,00;\n`;
    const { importId } = await importFile(world.ctx, open);
    expect(await refusedOf(importId)).toContain(';F-2;"""Oise";;;04/03/2026;03/04/2026;12,00;');
  });

  it("are forgotten a month later, when another file is dropped", async () => {
    const { importId } = await importFile(world.ctx, content);
    expect((await readImportPage(world.ctx, importId)).hasRefusedLines).toBe(true);
    world.clock.set(world.clock.now() + 31 * 86_400_000);
    await startImport(world.ctx, fileOf(manyLines(2)));
    expect(await readImportPage(world.ctx, importId)).toMatchObject({
      hasRefusedLines: false,
      createdCount: 2,
    });
  });

  it("are listed page by page, without a gap or a repeat", async () => {
    const bad = Array.from({ length: 120 }, (_, index) => `F-${index};;;;04/03/2026;03/04/2026;12,00;`);
    const { importId } = await importFile(
      world.ctx,
      [TITLES, "F-x;Marne;;;04/03/2026;03/04/2026;1,00;", ...bad].join("\n"),
    );
    const lines: number[] = [];
    let after: number | null = 0;
    while (after !== null) {
      const page: Awaited<ReturnType<typeof listImportIssues>> = await listImportIssues(world.ctx, importId, {
        kind: "ERROR",
        after,
      });
      lines.push(...page.rows.map((row) => row.line));
      after = page.next;
    }
    expect(lines).toEqual(Array.from({ length: 120 }, (_, index) => index + 3));
  });

  it("that only the database refuses are found and said, and the others imported", async () => {
    await asOwner(
      database,
      `CREATE FUNCTION refuse_number() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         IF NEW.number IN ('F-000007', 'F-000023') THEN RAISE EXCEPTION 'no' USING ERRCODE = 'check_violation'; END IF;
         RETURN NEW; END $$`,
    );
    await asOwner(
      database,
      "CREATE TRIGGER refuse BEFORE INSERT ON invoice FOR EACH ROW EXECUTE FUNCTION refuse_number()",
    );
    try {
      const { importId, outcome, page } = await importFile(world.ctx, manyLines(30));
      expect(outcome).toBe("DONE");
      expect(page).toMatchObject({ createdCount: 28, errorCount: 2, doneLines: 30 });
      expect((await errorsOf(importId)).map(({ line, raw }) => [line, raw])).toEqual([
        [9, "F-000007"],
        [25, "F-000023"],
      ]);
    } finally {
      await asOwner(database, "DROP TRIGGER refuse ON invoice; DROP FUNCTION refuse_number()");
    }
  });
});

describe("« tout ou rien »", () => {
  const whole = { isAllOrNothing: "1" };

  it("imports a good file whole", async () => {
    const { outcome, page } = await importFile(world.ctx, manyLines(2_500), whole);
    expect(outcome).toBe("DONE");
    expect(page).toMatchObject({ createdCount: 2_500, doneLines: 2_500, issues: { errors: 0 } });
  });

  it("is refused before it starts when a line is to be mended", async () => {
    const content = `${TITLES}\nF-1;Marne;;;04/03/2026;03/04/2026;120,00;\nF-2;;;;04/03/2026;03/04/2026;12,00;\n`;
    await expect(launchImport(world.ctx, content, whole)).rejects.toMatchObject({
      errors: [{ field: "isAllOrNothing", code: "LINES_TO_MEND" }],
    });
  });

  it("is refused before it starts when a line is already known otherwise", async () => {
    await importFile(world.ctx, `${TITLES}\nF-000001;Autre;;;04/03/2026;03/04/2026;7,00;\n`);
    await expect(launchImport(world.ctx, manyLines(5), whole)).rejects.toMatchObject({
      errors: [{ field: "isAllOrNothing", code: "LINES_TO_MEND" }],
    });
  });

  /** Launched while all was well; then another file, imported before it runs, makes lines of it differ. */
  async function forbidden(content: string, meanwhile: string) {
    const importId = await launchImport(world.ctx, content, whole);
    await importFile(world.ctx, meanwhile);
    const before = await rowVersions();
    const outcome = await runImport(world.ctx.companyId, importId, calmPorts(world.ctx));
    return { importId, outcome, before, page: await readImportPage(world.ctx, importId) };
  }

  it("leaves nothing behind when a line of the last batch differs from what is known", async () => {
    const { importId, outcome, before, page } = await forbidden(
      manyLines(2_000, 10),
      `${TITLES}\nF-001900;Maison 0;C0;;04/03/2026;03/04/2026;7,00;\n`,
    );
    expect(outcome).toBe("FAILED");
    expect(page.failure).toBe("Rien n’a été importé\u00a0: une ligne est à corriger.");
    expect(page).toMatchObject({ createdCount: 0, errorCount: 1 });
    expect((await errorsOf(importId))[0]).toMatchObject({ line: 1_902 });
    expect(await rowVersions()).toEqual(before);
  });

  const OTHERWISE = `${TITLES}\nF-000001;Autre;;;04/03/2026;03/04/2026;7,00;\n`;

  it("gives back the lines that forbade it", async () => {
    const { importId } = await forbidden(manyLines(5), OTHERWISE);
    expect((await refusedOf(importId)).split("\r\n")).toHaveLength(3);
    expect(await refusedOf(importId)).toContain(";F-000001;Maison 0;");
  });

  it("can be tried again from its choices after a refusal", async () => {
    const { retryImport } = await import("@/usecases/invoicing/chooseImportOptions");
    const { importId } = await forbidden(manyLines(5), OTHERWISE);
    await retryImport(world.ctx, importId);
    expect(await readImportPage(world.ctx, importId)).toMatchObject({
      state: "MAPPING",
      issues: { errors: 0 },
    });
    await chooseImportOptions(world.ctx, importId, { defaultTermDays: "30", defaultKind: "B2B" });
    await queueImport(world.ctx, importId);
    expect(await runImport(world.ctx.companyId, importId, calmPorts(world.ctx))).toBe("DONE");
    expect(await readImportPage(world.ctx, importId)).toMatchObject({ createdCount: 4, errorCount: 1 });
  });
});

describe("another company", () => {
  let other: World;
  beforeAll(async () => {
    other = await makeCompany(parisClock("2026-10-01"), { name: "Autre" });
  });

  it("may hold the same numbers and clients, and sees nothing of the import", async () => {
    await importFile(other.ctx, manyLines(20));
    const { importId, page } = await importFile(world.ctx, manyLines(20));
    expect(page).toMatchObject({ createdCount: 20, unchangedCount: 0, sameFile: null });
    await expect(readImportPage(other.ctx, importId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(queueImport(other.ctx, importId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await listImportIssues(other.ctx, importId, { kind: "ERROR", after: 0 })).rows).toEqual([]);
    expect(await runImport(other.ctx.companyId, importId, calmPorts(other.ctx))).toBe("BUSY");
    const [mixed] = await asOwner<{ count: number }>(
      database,
      "SELECT count(*)::int AS count FROM invoice i JOIN client c ON c.id = i.client_id WHERE c.company_id <> i.company_id",
    );
    expect(mixed?.count).toBe(0);
  });
});
