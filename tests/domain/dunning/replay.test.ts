/** The replay of a scenario on the past: worked by hand on a few invoices, then held to properties. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type LocalDate } from "@/domain/calendar";
import {
  type AwaitedDebit,
  addToFigures,
  emptyFigures,
  type ReplayClient,
  type ReplayFrame,
  replayClient,
} from "@/domain/dunning/replay";
import { stepDraft } from "@/domain/dunning/scenario";
import { isWorkingDay } from "@/domain/workingDays";
import { COMPANY, day, STANDARD } from "../../support/facts";

const FRAME: ReplayFrame = {
  company: COMPANY,
  isGrouped: true,
  fromOn: day("2026-01-01"),
  toOn: day("2026-12-31"),
  assumption: { shareBps: 3_000, withinDays: 7 },
};

function client(invoices: { dueOn: string; paidOn?: string; part?: [string, bigint] }[]): ReplayClient {
  return {
    id: "client",
    name: "Conserverie Le Guen",
    kind: "B2B",
    hasUsableEmail: true,
    invoices: invoices.map(({ dueOn, paidOn, part }, index) => ({
      id: `F-${index}`,
      number: `F-${index}`,
      issuedOn: addDays(day(dueOn), -30),
      dueOn: day(dueOn),
      totalCents: 100_000n,
      closedOn: null,
      events: [
        ...(part ? [{ on: day(part[0]), amountCents: part[1] }] : []),
        ...(paidOn ? [{ on: day(paidOn), amountCents: 100_000n - (part?.[1] ?? 0n) }] : []),
      ],
    })),
  };
}

const played = (of: ReplayClient, frame = FRAME) =>
  replayClient(of, STANDARD, frame).map(({ channel, on }) => `${channel} ${on}`);

function figuresOf(of: ReplayClient) {
  const figures = emptyFigures();
  addToFigures(figures, of, replayClient(of, STANDARD, FRAME), FRAME.assumption);
  return figures;
}

describe("the replay of one client", () => {
  it("sends every step of an invoice that nobody paid, each on its working day", () => {
    // Due on Saturday 24 October: J+2 Monday 26, J+7 Saturday 31 → Monday 2, J+15 Sunday 8 → Monday 9, J+30 Monday 23.
    expect(played(client([{ dueOn: "2026-10-24" }]))).toEqual([
      "EMAIL 2026-10-26",
      "CALL 2026-11-02",
      "EMAIL 2026-11-09",
      "FORMAL_NOTICE 2026-11-23",
    ]);
  });

  it("stops the day after the payment: reminded although paid is impossible", () => {
    expect(played(client([{ dueOn: "2026-10-24", paidOn: "2026-10-30" }]))).toEqual(["EMAIL 2026-10-26"]);
    expect(played(client([{ dueOn: "2026-10-24", paidOn: "2026-10-20" }]))).toEqual([]);
  });

  it("sends nothing while the bank is awaited, then one step and not those of the days gone by", () => {
    const [invoice] = client([{ dueOn: "2026-10-24" }]).invoices;
    if (!invoice) throw new Error("one invoice");
    const at = (on: string) => Date.parse(`${on}T10:00:00+01:00`);
    const debited = (...debits: AwaitedDebit[]) =>
      played({ ...client([]), invoices: [{ ...invoice, debits }] });
    const debit = { fromAt: null, untilAt: null, debitOn: null };
    expect(debited(debit)).toEqual([]);
    expect(debited({ ...debit, untilAt: at("2026-11-10") })).toEqual([
      "EMAIL 2026-11-10",
      "FORMAL_NOTICE 2026-11-23",
    ]);
    // Awaited from the end of October to the 4th of November: the call of the 2nd is made on the 4th.
    expect(debited({ ...debit, fromAt: at("2026-10-30"), untilAt: at("2026-11-04") })).toEqual([
      "EMAIL 2026-10-26",
      "CALL 2026-11-04",
      "EMAIL 2026-11-09",
      "FORMAL_NOTICE 2026-11-23",
    ]);
    const two = [
      { ...debit, untilAt: at("2026-10-30") },
      { ...debit, fromAt: at("2026-10-30"), untilAt: at("2026-11-04") },
    ];
    expect(debited(...two)[0]).toBe("CALL 2026-11-04");
  });

  it("goes on after a part payment", () => {
    const part = client([{ dueOn: "2026-10-24", part: ["2026-10-28", 40_000n] }]);
    expect(played(part)).toHaveLength(4);
    expect(replayClient(part, STANDARD, FRAME)[1]?.runs[0]?.balanceCents).toBe(60_000n);
  });

  it("gathers the invoices of a client in one mail", () => {
    expect(played(client([{ dueOn: "2026-10-24" }, { dueOn: "2026-10-24" }]))).toHaveLength(4);
    expect(
      played(client([{ dueOn: "2026-10-24" }, { dueOn: "2026-10-24" }]), { ...FRAME, isGrouped: false })
        .length,
    ).toBe(8);
  });

  it("counts who paid the very day, the days gained, and what each client received", () => {
    const late = client([{ dueOn: "2026-10-24", paidOn: "2026-11-09" }]);
    expect(figuresOf(late)).toMatchObject({
      messages: 2,
      calls: 1,
      formalNotices: 0,
      // The firm email of 9 November reached someone who paid that day.
      paidSameDay: 1,
      clientsContacted: 1,
      mostContacts: 3,
      mostIn30Days: 2,
      // First reminder on 26 October, seven days: paid on 9 November, seven days later.
      gainedDayBps: 7 * 3_000,
      byMonth: {
        "2026-10": { messages: 1, calls: 0, letters: 0 },
        "2026-11": { messages: 1, calls: 1, letters: 0 },
      },
    });
  });

  it("drops a courtesy notice that could only come after the due date", () => {
    const steps = [{ ...stepDraft({ offsetDays: -1, channel: "EMAIL", tone: "FRIENDLY" }), id: "J-1" }];
    const version = { ...STANDARD, steps };
    // Due on Sunday: the day before is a Saturday, the next working day is after the due date.
    expect(replayClient(client([{ dueOn: "2026-10-25" }]), version, FRAME)).toEqual([]);
    expect(replayClient(client([{ dueOn: "2026-10-23" }]), version, FRAME).map(({ on }) => on)).toEqual([
      "2026-10-22",
    ]);
  });
});

describe("any year of any client", () => {
  const days = fc.integer({ min: 0, max: 364 }).map((count) => addDays(day("2026-01-01"), count));
  const anyClient = fc
    .array(fc.record({ dueOn: days, late: fc.option(fc.integer({ min: -20, max: 120 })) }), { maxLength: 12 })
    .map((invoices) =>
      client(
        invoices.map(({ dueOn, late }) => ({
          dueOn,
          ...(late !== null && { paidOn: addDays(dueOn, late) }),
        })),
      ),
    );

  it("never reaches a paid invoice after its day, a day off, the same step twice, or beyond the pressure limit", () => {
    fc.assert(
      fc.property(anyClient, (of) => {
        const contacts = replayClient(of, STANDARD, FRAME);
        const paid = new Map(of.invoices.map(({ id, events }) => [id, events.at(-1)?.on]));
        const seen = new Set<string>();
        for (const { channel, on, runs } of contacts) {
          expect(isWorkingDay(on, "METROPOLE")).toBe(true);
          for (const { invoiceId, offsetDays } of runs) {
            const day: LocalDate | undefined = paid.get(invoiceId);
            if (day) expect(on <= day).toBe(true);
            const key = `${invoiceId} ${offsetDays} ${channel}`;
            expect(seen.has(key)).toBe(false);
            seen.add(key);
          }
        }
        const automatic = contacts.filter(({ channel }) => channel === "EMAIL");
        for (const [index, contact] of automatic.entries()) {
          const before = automatic[index - 1];
          if (before) expect(contact.at - before.at).toBeGreaterThanOrEqual(72 * 3_600_000);
        }
      }),
      { numRuns: 300 },
    );
  });
});
