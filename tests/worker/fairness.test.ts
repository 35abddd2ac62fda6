/** Companies take turns: a small one is not kept waiting by a large one, nor by one whose server hangs. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { Behind, tuesdayMorning } from "../support/fleet";

const database: TestDatabase = await createTestDatabase({ MAIL_PRIVATE_HOSTS: "1", SMTP_CONNECTIONS: "5" });
const { makeCompany, parisClock } = await import("../support/world");
const { addDueInvoices } = await import("../support/dueInvoices");
const { OwnServerLanes } = await import("@/worker/ownServerLanes");
const { sweepReminders } = await import("@/worker/sweepers/reminders");
const { saveMailServer } = await import("@/db/parties/mailServer");
const { inCompany } = await import("@/db/inCompany");

type Outcome = import("@/domain/dunning/deliveryOutcome").DeliveryOutcome;
type Mailer = import("@/usecases/ports").Mailer;

const ACCEPTED: Outcome = { kind: "accepted", response: "250 2.0.0 Ok", rejected: [] };
const SMALL = 10;
/** Hundreds of transactions on a machine that may be busy. */
const PATIENCE_MS = 180_000;
let behind: Behind;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: tuesdayMorning() });
  behind = await Behind.open(database.url);
});

afterEach(async () => {
  vi.useRealTimers();
  await behind.close();
});

/** A company with due invoices; its recipients carry its name. */
async function company(count: number): Promise<string> {
  const { ctx } = await makeCompany(parisClock("2026-11-24"));
  await addDueInvoices(behind, ctx.companyId, { count, dueOn: "2026-11-20", now: tuesdayMorning() });
  return ctx.companyId;
}

async function ownServer(companyId: string, fromEmail: string): Promise<void> {
  await inCompany(companyId, (tx) =>
    saveMailServer(tx, companyId, {
      server: { host: "127.0.0.1", port: 2525, security: "NONE", userName: "", fromEmail },
      password: "",
      perMinute: 600,
      now: new Date(),
    }),
  );
}

async function companyOf(email: string): Promise<string> {
  const [row] = await behind.rows<{ id: string }>("SELECT company_id AS id FROM contact WHERE email = $1", [
    email,
  ]);
  return row?.id ?? "";
}

describe("a company that comes while a large one is being sent", () => {
  it(
    "is done within three times what it would take alone, counted in messages",
    async () => {
      const large = await company(100);
      const small = await company(SMALL);
      // Not due yet: it will be once the large one is well under way.
      await behind.rows("UPDATE dunning_plan SET due_at = due_at + interval '1 year' WHERE company_id = $1", [
        small,
      ]);
      const order: string[] = [];
      let cameAt = 0;
      const mailer: Mailer = {
        async deliver(mail) {
          order.push(mail.envelope.to[0] ?? "");
          if (order.length === 47) {
            cameAt = order.length;
            await behind.rows(
              "UPDATE dunning_plan SET due_at = due_at - interval '1 year' WHERE company_id = $1",
              [small],
            );
          }
          return ACCEPTED;
        },
      };
      await sweepReminders(mailer, new OwnServerLanes(), new AbortController().signal);
      const companies = await Promise.all(order.map(companyOf));
      expect(companies.filter((id) => id === large)).toHaveLength(100);
      expect(companies.filter((id) => id === small)).toHaveLength(SMALL);
      expect(companies.lastIndexOf(small) + 1 - cameAt).toBeLessThanOrEqual(3 * SMALL);
    },
    PATIENCE_MS,
  );
});

describe("a company whose own server hangs", () => {
  it(
    "waits alone: the others are sent, and its messages stay ready or on their way",
    async () => {
      const stuck = await company(12);
      const other = await company(SMALL);
      await ownServer(stuck, "stuck@own.example");
      const sent: string[] = [];
      let letGo: () => void = () => undefined;
      const hanging = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      const mailer: Mailer = {
        async deliver(mail, own) {
          if (own) await hanging;
          else sent.push(mail.envelope.to[0] ?? "");
          return own ? { kind: "not_sent", reason: "timeout", detail: "silence" } : ACCEPTED;
        },
      };
      const lanes = new OwnServerLanes();
      await sweepReminders(mailer, lanes, new AbortController().signal);
      expect(new Set(await Promise.all(sent.map(companyOf)))).toEqual(new Set([other]));
      expect(sent).toHaveLength(SMALL);
      letGo();
      await lanes.end();
      const states = await behind.rows(
        `SELECT state::text, count(*)::int AS count, max(attempts) AS attempts FROM message
       WHERE company_id = $1 GROUP BY state`,
        [stuck],
      );
      expect(states).toEqual([{ state: "READY", count: 12, attempts: 0 }]);
      const [server] = await behind.rows<{ problem: string; failures: number }>(
        "SELECT problem, failures FROM mail_server WHERE company_id = $1 AND rest_until > now()",
        [stuck],
      );
      expect(server).toEqual({ problem: "SILENCE", failures: 1 });
    },
    PATIENCE_MS,
  );

  it("is left alone until its rest is over, then served again", async () => {
    const resting = await company(3);
    await ownServer(resting, "resting@own.example");
    const outcomes: Outcome[] = [
      { kind: "refused_permanent", stage: "auth", code: 535, enhancedCode: "5.7.8", text: "bad password" },
    ];
    let calls = 0;
    const mailer: Mailer = {
      async deliver(_, own) {
        if (own?.fromEmail === "resting@own.example") calls += 1;
        return outcomes[0] ?? ACCEPTED;
      },
    };
    const sweep = async () => {
      const lanes = new OwnServerLanes();
      await sweepReminders(mailer, lanes, new AbortController().signal);
      await lanes.end();
    };
    await sweep();
    const first = calls;
    await sweep();
    expect([first, calls]).toEqual([3, 3]);
    outcomes.pop();
    vi.setSystemTime(tuesdayMorning() + 6 * 60_000);
    await sweep();
    expect(calls).toBe(6);
    const rows = await behind.rows(
      `SELECT m.state::text, m.from_email AS "fromEmail", s.problem FROM message m
       JOIN mail_server s ON s.company_id = m.company_id WHERE m.company_id = $1`,
      [resting],
    );
    expect(rows).toEqual(
      Array.from({ length: 3 }, () => ({ state: "SENT", fromEmail: "resting@own.example", problem: null })),
    );
  });
});
