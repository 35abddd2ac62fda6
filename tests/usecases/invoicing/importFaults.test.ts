/** Imports that are killed, raced, stopped or poisoned: what is there at the end is what the file says, once. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { calmPorts, launchImport, manyLines, TITLES } = await import("../../support/imports");
const { retryImport } = await import("@/usecases/invoicing/chooseImportOptions");
const { readImportPage, readImportProgress } = await import("@/usecases/invoicing/readImport");
const { runImport } = await import("@/usecases/invoicing/runImport");
const { runDueSteps } = await import("@/usecases/dunning/runDueSteps");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { dueCompanies } = await import("@/usecases/dunning/dueCompanies");

type World = Awaited<ReturnType<typeof makeCompany>>;
type Failpoint = (name: string) => void | Promise<void>;

let world: World;

beforeEach(async () => {
  world = await makeCompany(parisClock("2026-10-01"));
});

const LEASE_PAST_MS = 61_000;
const killed = new Error("killed");

function run(importId: string, failpoint: Failpoint = () => undefined, signal?: AbortSignal) {
  return runImport(world.ctx.companyId, importId, { clock: world.clock, failpoint }, signal);
}

/** What the company holds, whatever the ids: two imports of one file must give the same. */
async function contents() {
  return asOwner(
    database,
    `SELECT i.number, c.name, c.reference, i.due_on::text, i.total_cents, i.balance_cents, i.status, i.import_line, i.version,
            p.plans, a.allocated, k.emails
     FROM invoice i JOIN client c ON c.company_id = i.company_id AND c.id = i.client_id
     LEFT JOIN (SELECT invoice_id, count(*)::int AS plans FROM dunning_plan GROUP BY 1) p ON p.invoice_id = i.id
     LEFT JOIN (SELECT invoice_id, sum(amount_cents) AS allocated FROM allocation GROUP BY 1) a ON a.invoice_id = i.id
     LEFT JOIN (SELECT client_id, string_agg(email, ',') AS emails FROM contact GROUP BY 1) k ON k.client_id = c.id
     WHERE i.company_id = $1 ORDER BY i.number`,
    [world.ctx.companyId],
  );
}

async function countRows(table: string): Promise<number> {
  const [row] = await asOwner<{ count: number }>(
    database,
    `SELECT count(*)::int AS count FROM ${table} WHERE company_id = $1`,
    [world.ctx.companyId],
  );
  return row?.count ?? 0;
}

async function leaseOf(importId: string): Promise<string | null> {
  const [row] = await asOwner<{ token: string | null }>(
    database,
    "SELECT lease_token AS token FROM invoice_import WHERE id = $1",
    [importId],
  );
  return row?.token ?? null;
}

/** Good lines with a bad one among every hundred. */
function mixedFile(count: number): string {
  return manyLines(count)
    .split("\r\n")
    .map((line, index) => (index % 100 === 50 ? line.replace(/;\d\d\/03\/2026;/, ";31/11/2026;") : line))
    .join("\r\n");
}

describe("a worker killed", () => {
  /** Kills at these passages of the named place; 1 is the first. */
  function killAt(place: string, passages: number[]): Failpoint {
    let passage = 0;
    return (name) => {
      if (name !== place) return;
      passage += 1;
      if (passages.includes(passage)) throw killed;
    };
  }

  async function issuesOf(importId: string): Promise<{ position: number; line: number }[]> {
    return asOwner(
      database,
      "SELECT position, line FROM import_issue WHERE import_id = $1 ORDER BY position",
      [importId],
    );
  }

  let known: Promise<{ content: string; contents: unknown[]; issues: unknown[] }> | undefined;

  /** What the same file gives in a company where nobody is killed. */
  function straightImport() {
    known ??= (async () => {
      const killedOne = world;
      world = await makeCompany(parisClock("2026-10-01"));
      const content = mixedFile(4_500);
      const importId = await launchImport(world.ctx, content);
      expect(await run(importId)).toBe("DONE");
      const straight = { content, contents: await contents(), issues: await issuesOf(importId) };
      world = killedOne;
      return straight;
    })();
    return known;
  }

  it.each([
    ["between batches", "import_after_batch", [1, 2, 4]],
    ["before a batch is committed", "import_before_commit", [1, 3, 6]],
    ["twice on the same batch", "import_before_commit", [3, 4]],
    ["before the very end", "import_after_batch", [5]],
  ])("%s loses nothing and repeats nothing", async (_, place, passages) => {
    const straight = await straightImport();
    const importId = await launchImport(world.ctx, straight.content);
    const failpoint = killAt(place, passages);
    let outcome = "";
    for (let attempt = 0; outcome === "" && attempt < 20; attempt += 1) {
      try {
        outcome = await run(importId, failpoint);
      } catch (error) {
        expect(error).toBe(killed);
        expect(await run(importId)).toBe("BUSY");
        world.clock.set(world.clock.now() + LEASE_PAST_MS);
      }
    }
    expect(outcome).toBe("DONE");
    const page = await readImportPage(world.ctx, importId);
    expect(page).toMatchObject({
      doneLines: 4_500,
      createdCount: 4_455,
      errorCount: 45,
      issues: { errors: 45 },
    });
    const positions = await issuesOf(importId);
    expect(positions.map(({ position }) => position)).toEqual(positions.map((__, index) => index + 1));
    expect(positions).toEqual(straight.issues);
    expect(await contents()).toEqual(straight.contents);
  });

  it("in the middle of « tout ou rien » leaves nothing, and the next one does it all", async () => {
    const importId = await launchImport(world.ctx, manyLines(3_000), { isAllOrNothing: "1" });
    await expect(run(importId, killAt("import_after_batch", [2]))).rejects.toBe(killed);
    expect([await countRows("invoice"), await countRows("client"), await countRows("dunning_plan")]).toEqual([
      0, 0, 0,
    ]);
    world.clock.set(world.clock.now() + LEASE_PAST_MS);
    expect(await run(importId)).toBe("DONE");
    expect(await countRows("invoice")).toBe(3_000);
    expect(await readImportPage(world.ctx, importId)).toMatchObject({
      createdCount: 3_000,
      doneLines: 3_000,
    });
  });
});

describe("two workers", () => {
  it("do not take the same import", async () => {
    const importId = await launchImport(world.ctx, manyLines(1_500));
    const outcomes = await Promise.all([run(importId), run(importId), run(importId)]);
    expect(outcomes.sort()).toEqual(["BUSY", "BUSY", "DONE"]);
    expect(await countRows("invoice")).toBe(1_500);
  });

  it("do not run two imports of one company side by side", async () => {
    const first = await launchImport(world.ctx, manyLines(1_200, 50));
    const second = await launchImport(world.ctx, manyLines(1_300, 50));
    const outcomes = await Promise.all([run(first), run(second)]);
    expect(outcomes.sort()).toEqual(["BUSY", "DONE"]);
    expect([await run(first), await run(second)].sort()).toEqual(["BUSY", "DONE"]);
    expect(await countRows("client")).toBe(50);
    expect(await countRows("invoice")).toBe(1_300);
  });

  it.each(["", "1"])(
    "pass the import on when the first was taken for dead (tout ou rien: « %s »)",
    async (isAllOrNothing) => {
      const importId = await launchImport(
        world.ctx,
        manyLines(3_000),
        isAllOrNothing ? { isAllOrNothing } : {},
      );
      let second: Promise<string> | undefined;
      const first = await run(importId, async (name) => {
        if (name !== "import_after_batch" || second) return;
        // The first worker is only slow: the second takes over before it goes on.
        const before = await leaseOf(importId);
        world.clock.set(world.clock.now() + LEASE_PAST_MS);
        second = run(importId);
        await vi.waitFor(async () => expect(await leaseOf(importId)).not.toBe(before), { timeout: 10_000 });
      });
      expect(first).toBe("LOST");
      expect(await second).toBe("DONE");
      expect(await countRows("invoice")).toBe(3_000);
      expect(await readImportPage(world.ctx, importId)).toMatchObject({
        createdCount: 3_000,
        doneLines: 3_000,
        errorCount: 0,
      });
    },
  );
});

describe("a worker asked to stop", () => {
  it("gives the import back at once, where it stands", async () => {
    const importId = await launchImport(world.ctx, manyLines(3_000));
    const stopping = new AbortController();
    expect(await run(importId, () => stopping.abort(), stopping.signal)).toBe("STOPPED");
    expect(await readImportProgress(world.ctx, importId)).toMatchObject({
      state: "QUEUED",
      doneLines: 1_000,
    });
    expect(await dueCompanies(world.clock).imports()).toContainEqual({
      companyId: world.ctx.companyId,
      importId,
    });
    expect(await run(importId)).toBe("DONE");
    expect(await countRows("invoice")).toBe(3_000);
  });
});

describe("content that kills whoever reads it", () => {
  it("is given up after three attempts, with a sentence; what precedes stays, and it can be resumed", async () => {
    const importId = await launchImport(world.ctx, manyLines(2_500));
    let passage = 0;
    const dies: Failpoint = (name) => {
      if (name === "import_before_commit") passage += 1;
      if (name === "import_before_commit" && passage > 1) throw killed;
    };
    for (let attempt = 0; attempt < 4; attempt += 1) {
      await run(importId, dies).catch(() => undefined);
      world.clock.set(world.clock.now() + LEASE_PAST_MS);
    }
    const page = await readImportPage(world.ctx, importId);
    expect(page).toMatchObject({ state: "FAILED", doneLines: 1_000, createdCount: 1_000 });
    expect(page.failure).toContain("3 fois de suite après 1000 lignes");
    expect(await run(importId)).toBe("BUSY");
    await retryImport(world.ctx, importId);
    expect(await run(importId)).toBe("DONE");
    expect(await countRows("invoice")).toBe(2_500);
  });
});

describe("while a long import runs", () => {
  it("its progress grows with each batch and never goes back", async () => {
    const importId = await launchImport(world.ctx, mixedFile(5_000));
    const seen: number[] = [];
    await run(importId, async (name) => {
      const progress = await readImportProgress(world.ctx, importId);
      const { createdCount, unchangedCount, errorCount, doneLines } = progress;
      expect(createdCount + unchangedCount + errorCount).toBe(doneLines);
      if (name === "import_after_batch") seen.push(doneLines);
    });
    expect(seen).toEqual([1_000, 2_000, 3_000, 4_000, 5_000]);
    expect(await readImportProgress(world.ctx, importId)).toMatchObject({
      state: "DONE",
      totalLines: 5_000,
      doneLines: 5_000,
    });
  });

  it("« tout ou rien » shows how far it has come too", async () => {
    const importId = await launchImport(world.ctx, manyLines(3_000), { isAllOrNothing: "1" });
    const seen: number[] = [];
    await run(importId, async () => {
      seen.push((await readImportProgress(world.ctx, importId)).doneLines);
      expect(await countRows("invoice")).toBe(0);
    });
    expect(seen).toEqual([1_000, 2_000, 3_000]);
  });

  it.each(["", "1"])("nobody waits for it (tout ou rien: « %s »)", async (isAllOrNothing) => {
    const clientId = await makeClient(world.ctx, { name: "Maison 3", reference: "C3" });
    const invoiceId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-09-24", issuedOn: "2026-08-24" });
    const importId = await launchImport(
      world.ctx,
      manyLines(1_500),
      isAllOrNothing ? { isAllOrNothing } : {},
    );
    let hooks = 0;
    const place = isAllOrNothing ? "import_after_batch" : "import_before_commit";
    // Here the import's transaction is open: whoever waited for one of its locks would wait for ever.
    const outcome = await run(importId, async (name) => {
      if (name !== place || hooks > 0) return;
      hooks += 1;
      await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24" });
      await recordPayment(world.ctx, invoiceId, {
        receivedOn: "30/09/2026",
        amountCents: "1,00",
        method: "TRANSFER",
      });
      await runDueSteps(world.ctx.companyId, world.clock.now());
    });
    expect([outcome, hooks]).toEqual(["DONE", 1]);
    expect(await countRows("invoice")).toBe(1_502);
  });
});

describe("a number typed by someone while its line is being imported", () => {
  afterEach(() => asOwner(database, "DROP TRIGGER IF EXISTS typed ON client"));

  it("is compared, not doubled", async () => {
    const importId = await launchImport(world.ctx, `${TITLES}\nF-1;Marne;;;04/03/2026;03/04/2026;12,00;\n`);
    const clientId = await makeClient(world.ctx, { name: "Oise" });
    // Between the reading of known numbers and the insertion, the new client is inserted.
    await asOwner(
      database,
      `CREATE FUNCTION type_meanwhile() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         INSERT INTO invoice (company_id, id, client_id, number, issued_on, due_on, total_cents, balance_cents, source, created_at)
         VALUES (NEW.company_id, gen_random_uuid(), '${clientId}', 'F-1', '2026-03-04', '2026-04-03', 1200, 1200, 'MANUAL', now());
         RETURN NEW; END $$`,
    );
    await asOwner(
      database,
      "CREATE TRIGGER typed BEFORE INSERT ON client FOR EACH ROW EXECUTE FUNCTION type_meanwhile()",
    );
    expect(await run(importId)).toBe("DONE");
    const page = await readImportPage(world.ctx, importId);
    expect(page).toMatchObject({ createdCount: 0, unchangedCount: 0, errorCount: 1 });
    expect(await countRows("invoice")).toBe(1);
  });
});

describe("the worker's list", () => {
  it("holds what waits and what was left behind, nothing else", async () => {
    const mine = async () =>
      (await dueCompanies(world.clock).imports()).filter(
        ({ companyId }) => companyId === world.ctx.companyId,
      );
    const importId = await launchImport(world.ctx, manyLines(5));
    expect(await mine()).toEqual([{ companyId: world.ctx.companyId, importId }]);
    await run(importId, () => {
      throw killed;
    }).catch(() => undefined);
    expect(await mine()).toEqual([]);
    world.clock.set(world.clock.now() + LEASE_PAST_MS);
    expect(await mine()).toHaveLength(1);
    expect(await runImport(world.ctx.companyId, importId, calmPorts(world.ctx))).toBe("DONE");
    expect(await mine()).toEqual([]);
  });
});
