/** What is erased at its term, and what stays: each kind of file has one on either side. */
import { describe, expect, it } from "vitest";
import { asOwner, createTestDatabase } from "../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../support/world");
const { makeLink } = await import("../support/answerLinks");
const { answerByLink } = await import("@/usecases/settlement/answerByLink");
const { forgetNextFiles, forgetSettledFiles } = await import("@/usecases/parties/forgetSettledFiles");
const { verifyJournal } = await import("@/db/system/journal");
const { inCompany } = await import("@/db/inCompany");
const { camtFile } = await import("../support/bankFiles");
const { importBankFile } = await import("@/usecases/settlement/importBankFile");
const { listBankLines, readBankQuery } = await import("@/usecases/settlement/listBankLines");
const { confirmMatch } = await import("@/usecases/settlement/confirmMatch");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");

const WROTE = "2020-03-02";
const clock = parisClock(WROTE);
const at = (date: string) => parisClock(date).now();

type World = Awaited<ReturnType<typeof makeCompany>>;

/** A client who was called and who answered, whose invoice was closed that day; null: it is still open. */
async function file(world: World, kind: string, closedOn: string | null): Promise<string> {
  const { companyId } = world.ctx;
  const clientId = await makeClient(world.ctx, { kind, note: "passe par sa comptable" });
  const invoiceId = await makeInvoice(world.ctx, clientId, { dueOn: "2020-02-28", issuedOn: "2020-02-01" });
  const held = await makeLink(world, clientId, [invoiceId]);
  const ports = { clock, bell: world.ctx.bell, appUrl: "http://localhost:3000" };
  await answerByLink(held.link, "message", { message: "Je suis souffrante." }, ports, "192.0.2.0/24");
  await asOwner(
    database,
    `WITH said AS (
       INSERT INTO call_task (company_id, id, client_id, state, due_on, contact_name, phone, outcome, note, created_at, done_at)
       VALUES ($1, gen_random_uuid(), $2, 'DONE', $3::date, 'Anne', '02 61 91 03 77', 'REACHED', 'paiera vendredi', $3::date, $3::date) RETURNING id)
     INSERT INTO call_task_invoice (company_id, call_task_id, invoice_id) SELECT $1, id, $4 FROM said`,
    [companyId, clientId, WROTE, invoiceId],
  );
  await asOwner(
    database,
    "UPDATE invoice SET status = CASE WHEN $2::timestamptz IS NULL THEN 'OPEN' ELSE 'WRITTEN_OFF' END::invoice_status, closed_at = $2 WHERE id = $1",
    [invoiceId, closedOn],
  );
  return clientId;
}

/** What is still readable of a file. */
async function left(clientId: string): Promise<string> {
  const [row] = await asOwner<Record<string, boolean>>(
    database,
    `SELECT EXISTS (SELECT 1 FROM contact WHERE client_id = $1) AS contact,
            EXISTS (SELECT 1 FROM answer WHERE client_id = $1 AND message <> '') AS words,
            EXISTS (SELECT 1 FROM answer WHERE client_id = $1 AND network <> '') AS network,
            EXISTS (SELECT 1 FROM call_task WHERE client_id = $1 AND (note <> '' OR phone IS NOT NULL)) AS call,
            EXISTS (SELECT 1 FROM client WHERE id = $1 AND note <> '') AS note`,
    [clientId],
  );
  return Object.entries(row ?? {})
    .filter(([, isLeft]) => isLeft)
    .map(([name]) => name)
    .join(" ");
}

const entries = (companyId: string) =>
  asOwner<{ data: unknown }>(
    database,
    "SELECT data FROM journal_entry WHERE company_id = $1 AND action = 'company.files_forgotten'",
    [companyId],
  );

describe("a settled file", () => {
  it("loses at its term whom one wrote to and what was said, once, and keeps its proofs", async () => {
    clock.setParis(WROTE);
    const world = await makeCompany(clock);
    const { companyId } = world.ctx;
    const files = {
      old: await file(world, "B2B", "2020-05-01"),
      recent: await file(world, "B2B", "2020-06-01"),
      consumer: await file(world, "B2C", "2023-05-01"),
      open: await file(world, "B2B", null),
    };
    const kept = async () =>
      asOwner(
        database,
        `SELECT (SELECT count(*) FROM invoice WHERE company_id = $1) AS invoices, (SELECT count(*) FROM message WHERE company_id = $1) AS messages,
                (SELECT count(*) FROM answer WHERE company_id = $1) AS answers, (SELECT count(*) FROM call_task WHERE company_id = $1) AS calls`,
        [companyId],
      );
    const before = await kept();
    const now = at("2025-05-15");
    expect(await forgetSettledFiles(companyId, now)).toMatchObject({ clients: 2 });
    expect(await left(files.old)).toBe("");
    expect(await left(files.recent)).toBe("contact words note");
    expect(await left(files.consumer)).toBe("");
    expect(await left(files.open)).toBe("contact words call note");
    expect(await kept()).toEqual(before);
    expect(await entries(companyId)).toEqual([{ data: { clients: "2", calls: "1" } }]);
    expect(await forgetSettledFiles(companyId, now)).toEqual({ clients: 0, calls: 0 });
    expect(await entries(companyId)).toHaveLength(1);
    expect((await inCompany(companyId, (tx) => verifyJournal(tx, companyId))).brokenAt).toBeNull();
  });

  it("is not settled while a credit is free, nor before what was paid last", async () => {
    clock.setParis(WROTE);
    const world = await makeCompany(clock);
    const { companyId } = world.ctx;
    const credited = await file(world, "B2B", "2020-05-01");
    const paid = await file(world, "B2B", "2020-05-01");
    await asOwner(
      database,
      `INSERT INTO client_credit (company_id, id, client_id, kind, received_on, amount_cents, rest_cents, created_at)
       VALUES ($1, gen_random_uuid(), $2, 'OVERPAYMENT', $3::date, 500, 500, $3::date)`,
      [companyId, credited, "2020-05-01"],
    );
    await asOwner(
      database,
      `INSERT INTO payment (company_id, id, client_id, received_on, amount_cents, method, created_at)
       VALUES ($1, gen_random_uuid(), $2, $3::date, 500, 'TRANSFER', $3::date)`,
      [companyId, paid, "2021-05-01"],
    );
    expect(await forgetSettledFiles(companyId, at("2025-06-01"))).toMatchObject({ clients: 0 });
    expect(await forgetSettledFiles(companyId, at("2026-06-01"))).toMatchObject({ clients: 1 });
  });

  it("is not believed to be over by a clock that runs ahead", async () => {
    clock.set(Date.now());
    const world = await makeCompany(clock);
    const clientId = await file(world, "B2B", new Date().toISOString());
    const ahead = Date.now() + 20 * 366 * 86_400_000;
    expect(await forgetSettledFiles(world.ctx.companyId, ahead)).toEqual({ clients: 0, calls: 0 });
    expect(await left(clientId)).toContain("contact words");
  });

  it("comes in its turn, company after company, then not before a day", async () => {
    const again = () => asOwner(database, "UPDATE heartbeat SET beat_at = now() - interval '1 hour'");
    clock.setParis(WROTE);
    const world = await makeCompany(clock);
    const clientId = await file(world, "B2B", "2020-05-01");
    await asOwner(database, "DELETE FROM heartbeat");
    expect((await forgetNextFiles(at("2025-05-15")))?.clients).toBeGreaterThan(0);
    expect(await left(clientId)).toBe("");
    expect(await forgetNextFiles(at("2025-05-15"))).toBeNull();
    const next = await file(world, "B2B", "2020-05-02");
    await again();
    expect(await forgetNextFiles(at("2025-05-15"))).toEqual({ clients: 0, calls: 0 });
    await again();
    await forgetNextFiles(at("2025-05-17"));
    expect(await left(next)).toBe("");
  });
});

describe("what a bank wrote", () => {
  it("is erased after a year, or with the file of the client whose invoice it paid; days and amounts stay", async () => {
    clock.setParis(WROTE);
    const world = await makeCompany(clock);
    const clientId = await makeClient(world.ctx);
    await makeInvoice(world.ctx, clientId, {
      number: "F-2020-014",
      issuedOn: "2020-01-28",
      dueOn: "2020-02-28",
      totalCents: "120,00",
    });
    const bytes = camtFile([
      { on: "2020-02-20", amount: "120.00", name: "LE GUEN", label: "F-2020-014" },
      { on: "2020-02-20", amount: "-15.00", name: "MME LEFEVRE", label: "REMBOURSEMENT" },
    ]);
    await importBankFile(world.ctx, { name: "a.xml", bytes }, PUBLISHED_RATES);
    const { lines } = await listBankLines(world.ctx, readBankQuery({}), PUBLISHED_RATES);
    await confirmMatch(world.ctx, lines[0]?.id ?? "", lines[0]?.proposal?.seen ?? "", PUBLISHED_RATES);
    const words = async () =>
      asOwner(
        database,
        "SELECT amount_cents::text AS cents, counterparty_name || ' ' || label AS words FROM bank_line WHERE company_id = $1 ORDER BY 1",
        [world.ctx.companyId],
      );
    await forgetSettledFiles(world.ctx.companyId, at("2021-03-10"));
    expect(await words()).toEqual([
      { cents: "-1500", words: " " },
      { cents: "12000", words: "LE GUEN F-2020-014" },
    ]);
    await asOwner(database, "UPDATE invoice SET created_at = $2, closed_at = $2 WHERE client_id = $1", [
      clientId,
      WROTE,
    ]);
    await asOwner(database, "UPDATE payment SET created_at = $2 WHERE client_id = $1", [clientId, WROTE]);
    await forgetSettledFiles(world.ctx.companyId, at("2025-03-10"));
    expect(await words()).toEqual([
      { cents: "-1500", words: " " },
      { cents: "12000", words: " " },
    ]);
  });
});
