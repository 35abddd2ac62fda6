/** Several workers and the timer on the same work; a queue that forgets; a stop in the middle; a frozen worker. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase } from "../support/database";
import { addDueInvoices } from "../support/dueInvoices";
import { Behind, killWorkers, startWorker, tuesdayMorning, until } from "../support/fleet";
import { type SmtpSink, startSmtpSink } from "../support/smtpSink";

const database = await createTestDatabase();
const { makeCompany, parisClock } = await import("../support/world");

const isFull = process.env.FAULTS === "full";
const STEPS = isFull ? 1_000 : 150;

let behind: Behind;
let sink: SmtpSink;
let companyId = "";

beforeAll(async () => {
  behind = await Behind.open(database.url);
  sink = await startSmtpSink({ isDurable: false });
});

// One left frozen by a test that failed would hold up the next.
afterEach(killWorkers);

afterAll(async () => {
  await sink.close();
  await behind.close();
});

beforeEach(async () => {
  const world = await makeCompany(parisClock("2026-11-24"));
  companyId = world.ctx.companyId;
  sink.forget();
  await behind.setClock(tuesdayMorning());
  await addDueInvoices(behind, companyId, { count: STEPS, dueOn: "2026-11-20", now: tuesdayMorning() });
});

const sentCount = async () => {
  const [row] = await behind.rows<{ sent: number }>(
    "SELECT count(*)::int AS sent FROM message WHERE company_id = $1 AND state = 'SENT'",
    [companyId],
  );
  return row?.sent ?? 0;
};

const openTransactions = async () => {
  const [row] = await behind.rows<{ open: number }>(
    `SELECT count(*)::int AS open FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'dument-app' AND xact_start IS NOT NULL`,
  );
  return row?.open ?? 0;
};

async function expectEachOnce(): Promise<void> {
  const counts = Object.values(sink.counts());
  expect(counts).toHaveLength(STEPS);
  expect(Math.max(...counts)).toBe(1);
  const states = await behind.rows<{ state: string; count: number }>(
    "SELECT state::text, count(*)::int FROM message WHERE company_id = $1 GROUP BY 1",
    [companyId],
  );
  expect(states).toEqual([{ state: "SENT", count: STEPS }]);
}

describe("many workers", () => {
  it(`two workers and their timers on ${STEPS} due steps: ${STEPS} messages`, async () => {
    const options = { databaseUrl: database.url, smtpPort: sink.port, tickSeconds: 0.1 };
    const workers = await Promise.all([startWorker(options), startWorker(options)]);
    await until("everything is sent", async () => (await sentCount()) === STEPS, 120_000);
    for (const worker of workers) worker.kill("SIGTERM");
    expect(await Promise.all(workers.map((worker) => worker.ended))).toEqual([0, 0]);
    await expectEachOnce();
  }, 180_000);

  it("a worker asked to stop finishes what is leaving and gives back the rest", async () => {
    const options = { databaseUrl: database.url, smtpPort: sink.port };
    const first = await startWorker(options);
    await until("it has begun", async () => (await sentCount()) > STEPS / 10, 60_000);
    first.kill("SIGTERM");
    expect(await first.ended).toBe(0);
    const [left] = await behind.rows<{ sending: number; leased: number }>(
      `SELECT count(*) FILTER (WHERE state = 'SENDING')::int AS sending,
              count(*) FILTER (WHERE state = 'READY' AND lease_token IS NOT NULL)::int AS leased
       FROM message WHERE company_id = $1`,
      [companyId],
    );
    expect(left).toEqual({ sending: 0, leased: 0 });
    expect(await sentCount()).toBeLessThan(STEPS);
    const second = await startWorker(options);
    await until("the second one ends the work", async () => (await sentCount()) === STEPS, 120_000);
    second.kill("SIGTERM");
    await second.ended;
    await expectEachOnce();
  }, 180_000);

  it("a worker frozen beyond its lease writes nothing when it wakes up", async () => {
    const options = { databaseUrl: database.url, smtpPort: sink.port, connections: 1 };
    sink.rules.set([{ stage: "final", times: 1, delayMs: isFull ? 1_500 : 4_000, accept: true }]);
    const frozen = await startWorker(options);
    await until("a message has arrived and waits for its answer", async () => sink.messages().length > 0);
    // In the middle of a transaction it would hold its locks until the server takes them back, half a minute.
    if (!isFull) await until("nothing is being written", async () => (await openTransactions()) === 0);
    frozen.kill("SIGSTOP");
    await behind.moveClock(20 * 60_000);
    const other = await startWorker(options);
    let listed = 0;
    await until(
      "the other worker lists what it cannot know and sends the rest",
      async () => {
        const [row] = await behind.rows<{ uncertain: number; sent: number }>(
          `SELECT count(*) FILTER (WHERE state = 'UNCERTAIN')::int AS uncertain,
                count(*) FILTER (WHERE state = 'SENT')::int AS sent FROM message WHERE company_id = $1`,
          [companyId],
        );
        listed = row?.uncertain ?? 0;
        return row !== undefined && row.uncertain > 0 && row.sent === STEPS - row.uncertain;
      },
      120_000,
    );
    // One connection commits four messages at a time: no more than those are left to a person.
    expect(listed).toBeLessThanOrEqual(4);
    frozen.kill("SIGCONT");
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    const [after] = await behind.rows<{ uncertain: number }>(
      "SELECT count(*)::int AS uncertain FROM message WHERE company_id = $1 AND state = 'UNCERTAIN'",
      [companyId],
    );
    expect(after?.uncertain).toBe(listed);
    // What the other worker sent happened: the frozen one, when it finds its lease gone, undoes no step.
    const [undone] = await behind.rows<{ count: number }>(
      "SELECT count(*)::int AS count FROM dunning_step WHERE company_id = $1 AND state = 'CANCELLED'",
      [companyId],
    );
    expect(undone?.count).toBe(0);
    expect(Math.max(...Object.values(sink.counts()))).toBe(1);
    for (const worker of [frozen, other]) worker.kill("SIGTERM");
    await Promise.all([frozen.ended, other.ended]);
  }, 180_000);
});

describe("Redis as the bell", () => {
  it("emptied again and again during a run: everything leaves once", async () => {
    const given = process.env.TEST_REDIS_URL;
    if (!given) throw new Error("TEST_REDIS_URL is not set: run the tests with npm test");
    // Other files hold their bell in this Redis too: only in full is all of it emptied.
    const redisUrl = new URL("/7", given).toString();
    const { Redis } = await import("ioredis");
    const redis = new Redis(redisUrl);
    const worker = await startWorker({ databaseUrl: database.url, smtpPort: sink.port, redisUrl });
    const flushing = setInterval(() => void (isFull ? redis.flushall() : redis.flushdb()), 40);
    await until("everything is sent", async () => (await sentCount()) === STEPS, 120_000);
    clearInterval(flushing);
    redis.disconnect();
    worker.kill("SIGTERM");
    expect(await worker.ended).toBe(0);
    await expectEachOnce();
  }, 180_000);
});
