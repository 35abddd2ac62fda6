/**
 * The worker is killed at every moment of a send, and started again. Whatever the moment: no
 * debtor gets two copies, nothing is silently lost, and what nobody can know is listed.
 *
 * `npm run faults` repeats each case 30 times; `npm test` runs a short form.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase } from "../support/database";
import { addDueInvoices } from "../support/dueInvoices";
import { Behind, killWorkers, startWorker, tuesdayMorning, until } from "../support/fleet";
import type { SinkRule } from "../support/sinkRules";
import { type SmtpSink, startSmtpSink } from "../support/smtpSink";

const database = await createTestDatabase();
const { makeCompany, parisClock } = await import("../support/world");

const REPEATS = process.env.FAULTS === "full" ? 30 : 1;
const MESSAGES = 5;
/** Longer than a sender's lease: what it left behind is then found. */
const AFTER_LEASE_MS = 20 * 60_000;

let behind: Behind;
let sink: SmtpSink;
let companyId = "";

beforeAll(async () => {
  behind = await Behind.open(database.url);
  sink = await startSmtpSink({ isDurable: true });
  const world = await makeCompany(parisClock("2026-11-24"));
  companyId = world.ctx.companyId;
});

afterAll(async () => {
  killWorkers();
  await sink.close();
  await behind.close();
});

interface Moment {
  name: string;
  failpoint?: string;
  rules?: SinkRule[];
  /** Killed from outside once the mail server has seen this. */
  killWhen?: () => boolean;
  /** Everything can be known after the crash, so everything is sent once in the end. */
  isKnowable: boolean;
}

const MOMENTS: Moment[] = [
  { name: "before the claim is committed", failpoint: "before_claim_commit", isKnowable: true },
  { name: "after the claim, before the server is spoken to", failpoint: "after_claim", isKnowable: true },
  {
    name: "in the middle of the body",
    rules: [{ stage: "body", afterBytes: 400, delayMs: 60_000 }],
    killWhen: () => (sink.stats().commands.DATA ?? 0) > 0,
    isKnowable: false,
  },
  {
    name: "after the final dot, before the 250, the server having taken it",
    rules: [{ stage: "final", delayMs: 60_000, accept: true }],
    killWhen: () => sink.messages().length > 0,
    isKnowable: false,
  },
  {
    name: "after the final dot, the server having taken nothing",
    rules: [{ stage: "final", silent: true, accept: false }],
    killWhen: () => (sink.stats().commands.DATA ?? 0) > 0,
    isKnowable: false,
  },
  { name: "after the 250, before it is recorded", failpoint: "after_250", isKnowable: false },
];

interface MessageRow {
  state: string;
  content_key: string;
}

async function run(
  moment: Moment,
): Promise<{ states: Record<string, number>; copies: number[]; unknown: number }> {
  await behind.rows("UPDATE invoice SET status = 'CANCELLED' WHERE status = 'OPEN'");
  await behind.rows("DELETE FROM dunning_plan");
  // A server that was in a delay could take the last run's message now: that is another story.
  sink.hangUp();
  sink.forget();
  sink.rules.set(moment.rules ?? []);
  await behind.setClock(tuesdayMorning());
  const before = await behind.rows<{ id: string }>("SELECT id FROM message");
  await addDueInvoices(behind, companyId, { count: MESSAGES, dueOn: "2026-11-20", now: tuesdayMorning() });

  const options = { databaseUrl: database.url, smtpPort: sink.port, connections: 2 };
  const doomed = await startWorker({ ...options, ...(moment.failpoint && { failpoint: moment.failpoint }) });
  if (moment.killWhen) {
    const seen = moment.killWhen;
    await until("the mail server sees the moment", async () => seen());
    doomed.kill("SIGKILL");
  }
  expect(await doomed.ended).toBe("SIGKILL");

  sink.rules.set([]);
  await behind.moveClock(AFTER_LEASE_MS);
  const healthy = await startWorker(options);
  const mine = "NOT (id = ANY($1::uuid[]))";
  const known = [before.map((row) => row.id)];
  await until("every message is settled", async () => {
    const rows = await behind.rows<{ settled: number }>(
      `SELECT count(*)::int AS settled FROM message WHERE ${mine} AND state IN ('SENT', 'UNCERTAIN')`,
      known,
    );
    return rows[0]?.settled === MESSAGES;
  });
  healthy.kill("SIGTERM");
  expect(await healthy.ended).toBe(0);

  const messages = await behind.rows<MessageRow>(
    `SELECT state::text, content_key FROM message WHERE ${mine} AND state <> 'CANCELLED'`,
    known,
  );
  const counts = sink.counts();
  const states: Record<string, number> = {};
  for (const message of messages) states[message.state] = (states[message.state] ?? 0) + 1;
  return {
    states,
    copies: messages.map((message) => counts[message.content_key] ?? 0),
    unknown: Object.keys(counts).filter((key) => !messages.some((message) => message.content_key === key))
      .length,
  };
}

describe.each(MOMENTS)("killed $name", (moment) => {
  it(
    `never twice, never lost, ${moment.isKnowable ? "sent once in the end" : "listed when nobody knows"}`,
    async () => {
      for (let repeat = 0; repeat < REPEATS; repeat += 1) {
        const { states, copies, unknown } = await run(moment);
        const listed = states.UNCERTAIN ?? 0;
        expect(Math.max(...copies), "copies of one message").toBeLessThanOrEqual(1);
        expect(unknown, "messages the database does not know").toBe(0);
        expect((states.SENT ?? 0) + listed, "messages accounted for").toBe(MESSAGES);
        // What the database calls sent has really arrived; only listed messages may be missing.
        expect(copies.filter((copy) => copy === 1).length).toBeGreaterThanOrEqual(states.SENT ?? 0);
        if (moment.isKnowable) expect(listed).toBe(0);
        else expect(listed).toBeGreaterThan(0);
      }
    },
    REPEATS * 120_000,
  );
});
