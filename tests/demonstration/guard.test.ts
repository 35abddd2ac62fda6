/**
 * Nothing of the demonstration exists unless the environment asks for it AND the database was made
 * for it: the four combinations, at every door.
 */
import { beforeAll, describe, expect, it, vi } from "vitest";
import { asOwner, createTestDatabase, type TestDatabase } from "../support/database";

const database: TestDatabase = await createTestDatabase();
const HOUR_MS = 3_600_000;

const { asNobody } = await import("@/db/inCompany");
const { newId } = await import("@/db/values");
const demoAccounts = (await import("@/config/demoAccounts.json")).default;

const MARKS = {
  "not marked": "DELETE FROM demo_clock",
  "being prepared":
    "INSERT INTO demo_clock (id, offset_ms) VALUES (1, 3600000) ON CONFLICT (id) DO UPDATE SET is_ready = false",
  marked:
    "INSERT INTO demo_clock (id, offset_ms, is_ready) VALUES (1, 3600000, true) ON CONFLICT (id) DO UPDATE SET is_ready = true, offset_ms = 3600000",
} as const;

/** Modules as a process with this environment would load them. */
async function load(flag: "0" | "1" | undefined) {
  if (flag === undefined) delete process.env.DUMENT_DEMO;
  else process.env.DUMENT_DEMO = flag;
  vi.resetModules();
  delete (globalThis as { dumentDemoClock?: unknown }).dumentDemoClock;
  const { clock, isDemonstration, refreshClock } = await import("@/context/clock");
  const { demoUserId } = await import("@/auth/demoAccount");
  const html = await import("../../src/app/api/demo/boite/[id]/html/route");
  const piece = await import("../../src/app/api/demo/boite/[id]/pieces/[n]/route");
  const inbox = await import("../../src/app/demo/boite/page");
  const mail = await import("../../src/app/demo/boite/[id]/page");
  return { clock, isDemonstration, refreshClock, demoUserId, html, piece, inbox, mail };
}

/** True when the page says that it does not exist. */
async function isMissing(page: Promise<unknown>): Promise<boolean> {
  return page.then(
    () => false,
    (error: Error & { digest?: string }) => error.digest?.includes("404") === true,
  );
}

beforeAll(async () => {
  const { name, email } = demoAccounts.freelance;
  await asNobody((tx) => tx.user.create({ data: { id: newId(), email, name, createdAt: new Date() } }));
});

const id = "000001795329110-000001".padStart(22, "0");
const params = Promise.resolve({ id, n: "0" });
const searchParams = Promise.resolve({});
const request = new Request("http://localhost:3000/");

describe.each([
  [undefined, "not marked", false],
  [undefined, "marked", false],
  ["0", "marked", false],
  ["1", "not marked", false],
  ["1", "being prepared", false],
  ["1", "marked", true],
] as const)("DUMENT_DEMO=%s, database %s", (flag, mark, isOpen) => {
  let doors: Awaited<ReturnType<typeof load>>;
  beforeAll(async () => {
    await asOwner(database, MARKS[mark]);
    doors = await load(flag);
    await doors.refreshClock(true);
  });

  it(`${isOpen ? "is" : "is not"} a demonstration`, async () => {
    expect(await doors.isDemonstration()).toBe(isOpen);
  });

  it(`${isOpen ? "follows" : "ignores"} the clock of the demonstration`, () => {
    const aheadMs = doors.clock.now() - Date.now();
    // A millisecond behind rounds to −0.
    expect(Math.round(aheadMs / HOUR_MS) || 0).toBe(isOpen ? 1 : 0);
  });

  it(`${isOpen ? "gives" : "gives no"} account to enter without a password`, async () => {
    expect((await doors.demoUserId("freelance")) !== null).toBe(isOpen);
    expect(await doors.demoUserId("accountant")).toBeNull();
  });

  it(`${isOpen ? "shows the inbox" : "has no inbox"}`, async () => {
    expect(await isMissing(doors.inbox.default({ searchParams }))).toBe(!isOpen);
    // Without a catcher there is no message to show: never a page, never a file.
    expect(await isMissing(doors.mail.default({ params, searchParams }))).toBe(true);
    expect((await doors.html.GET(request, { params })).status).toBe(404);
    expect((await doors.piece.GET(request, { params })).status).toBe(404);
  });
});

describe("the clock of the demonstration", () => {
  it("moves in a marked database only, and never back", async () => {
    const { advanceDemoClock, readDemoOffset } = await import("@/db/system/demoClock");
    for (const mark of ["not marked", "being prepared"] as const) {
      await asOwner(database, MARKS[mark]);
      expect(await advanceDemoClock(HOUR_MS)).toBeNull();
      expect(await readDemoOffset()).toBeNull();
    }
    await asOwner(database, MARKS.marked);
    expect(await advanceDemoClock(HOUR_MS)).toBe(2 * HOUR_MS);
    expect(await advanceDemoClock(-5 * HOUR_MS)).toBe(2 * HOUR_MS);
  });
});
