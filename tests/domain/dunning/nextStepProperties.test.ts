/** What must hold whatever the facts: never a payer, never out of hours, never twice, never a burst. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "@/domain/calendar";
import { CALENDAR_ZONES, timeZoneOf } from "@/domain/calendarZone";
import { type DunningFacts, HOLD_KINDS, type StepFact } from "@/domain/dunning/facts";
import { type NextStep, nextStep } from "@/domain/dunning/nextStep";
import { CHANNELS, type ScenarioStep, TONES } from "@/domain/dunning/scenario";
import { isWorkingDay } from "@/domain/workingDays";
import { localDateAt, minuteOfDayAt } from "@/domain/zonedTime";
import { COMPANY, day, factsWith } from "../../support/facts";

const START = Date.UTC(2025, 0, 1);
const SPAN_DAYS = 5 * 365;
const instants = fc.integer({ min: 0, max: SPAN_DAYS * 1440 }).map((minutes) => START + minutes * 60_000);
const dates = fc.integer({ min: 0, max: SPAN_DAYS }).map((days) => addDays(day("2025-01-01"), days));

const scenarios = fc
  .uniqueArray(fc.integer({ min: -10, max: 90 }), { minLength: 1, maxLength: 7 })
  .chain((offsets) =>
    fc.tuple(
      ...offsets.map((offsetDays) =>
        fc.record({
          id: fc.constant(`J${offsetDays}`),
          offsetDays: fc.constant(offsetDays),
          channel: fc.constantFrom(...CHANNELS),
          tone: fc.constantFrom(...TONES),
          needsApproval: fc.boolean(),
          needsPriorContact: fc.boolean(),
          attachInvoice: fc.boolean(),
          attachEarlier: fc.boolean(),
          attachStatement: fc.boolean(),
          minBalanceCents: fc.option(fc.bigInt({ min: 1n, max: 1_000_000n })),
          clientKinds: fc.subarray(["B2B", "B2C", "PUBLIC"] as const, { maxLength: 2 }),
          escalates: fc.boolean(),
          isOff: fc.boolean(),
        }),
      ),
    ),
  )
  .map((steps) => ({
    id: "v",
    scenarioId: "s",
    name: "S",
    number: 1,
    addressForm: "FORMAL" as const,
    steps: steps as ScenarioStep[],
  }));

const anyFacts: fc.Arbitrary<DunningFacts> = fc
  .record({
    scenario: scenarios,
    dueOn: dates,
    status: fc.constantFrom("OPEN", "OPEN", "OPEN", "PAID", "CANCELLED", "WRITTEN_OFF"),
    balanceCents: fc.bigInt({ min: 0n, max: 1_000_000n }),
    zone: fc.constantFrom(...CALENDAR_ZONES),
    opens: fc.integer({ min: 0, max: 1200 }),
    length: fc.integer({ min: 30, max: 240 }),
    safeMode: fc.boolean(),
    paused: fc.boolean(),
    hasUsableEmail: fc.boolean(),
    contacts: fc.array(instants, { maxLength: 6 }),
    historyCount: fc.integer({ min: 0, max: 4 }),
    historyOn: dates,
    enteredOn: fc.option(dates, { nil: undefined }),
    lateEntryStartsOver: fc.boolean(),
    holds: fc.array(
      fc.record({
        kind: fc.constantFrom(...HOLD_KINDS),
        startedOn: dates,
        untilOn: fc.option(dates),
        endedAt: fc.option(instants),
        reason: fc.constant(""),
        partCents: fc.option(fc.bigInt({ min: 1n, max: 1_000_000n })),
      }),
      { maxLength: 2 },
    ),
  })
  .map((raw) => {
    const history: StepFact[] = [...raw.scenario.steps]
      .sort((a, b) => a.offsetDays - b.offsetDays)
      .slice(0, raw.historyCount)
      .map(({ id, offsetDays, channel }) => ({
        stepId: id,
        offsetDays,
        channel,
        state: "DONE",
        executedOn: raw.historyOn,
      }));
    return factsWith({
      scenario: raw.scenario,
      invoice: {
        dueOn: raw.dueOn,
        status: raw.status as "OPEN",
        balanceCents: raw.balanceCents,
        ...(raw.enteredOn && { enteredOn: raw.enteredOn }),
      },
      company: {
        ...COMPANY,
        zone: raw.zone,
        windowOpensAt: raw.opens,
        windowClosesAt: Math.min(1440, raw.opens + raw.length),
        safeMode: raw.safeMode,
        paused: raw.paused,
        lateEntryStartsOver: raw.lateEntryStartsOver,
      },
      client: {
        hasUsableEmail: raw.hasUsableEmail,
        automaticContacts: [...raw.contacts].sort((a, b) => a - b),
      },
      history,
      holds: raw.holds,
    });
  });

const RUNS = { numRuns: 3_000 };

describe("the decision, on any facts", () => {
  it("is total: it always answers, with a reason, and never looks for work in the past", () => {
    fc.assert(
      fc.property(anyFacts, instants, (facts, now) => {
        const decision = nextStep(facts, now);
        expect(decision.reasons.length).toBeGreaterThan(0);
        if (decision.kind === "WAIT" && decision.at !== null) expect(decision.at).toBeGreaterThan(now);
      }),
      RUNS,
    );
  });

  it("never runs for an invoice that is closed, paid, held, or of a company that stopped", () => {
    fc.assert(
      fc.property(anyFacts, instants, (facts, now) => {
        const today = localDateAt(now, timeZoneOf(facts.company.zone));
        const running = facts.holds.filter(
          (hold) => hold.endedAt === null && (hold.untilOn === null || hold.untilOn >= today),
        );
        const partCents = running.reduce((sum, hold) => sum + (hold.partCents ?? 0n), 0n);
        const isHeld =
          running.some((hold) => hold.partCents === null || hold.partCents === undefined) ||
          (running.length > 0 && partCents >= facts.invoice.balanceCents);
        const mustStop =
          facts.invoice.status !== "OPEN" ||
          facts.invoice.balanceCents <= 0n ||
          facts.company.paused ||
          isHeld;
        if (mustStop) expect(nextStep(facts, now).kind).not.toBe("RUN");
      }),
      RUNS,
    );
  });

  it("never runs before the step's day, on a day off, or an automatic email outside the window", () => {
    fc.assert(
      fc.property(anyFacts, instants, (facts, now) => {
        const decision = nextStep(facts, now);
        if (decision.kind !== "RUN") return;
        const zone = timeZoneOf(facts.company.zone);
        const today = localDateAt(now, zone);
        expect(today >= addDays(facts.invoice.dueOn, decision.step.offsetDays)).toBe(true);
        expect(isWorkingDay(today, facts.company.zone)).toBe(true);
        if (decision.channel === "EMAIL" && !decision.needsApproval) {
          const minute = minuteOfDayAt(now, zone);
          expect(minute).toBeGreaterThanOrEqual(facts.company.windowOpensAt);
          expect(minute).toBeLessThan(facts.company.windowClosesAt);
        }
      }),
      RUNS,
    );
  });

  it("never repeats a step, nor goes back to an earlier one", () => {
    fc.assert(
      fc.property(anyFacts, instants, (facts, now) => {
        const decision = nextStep(facts, now);
        if (decision.kind !== "RUN") return;
        for (const past of facts.history) expect(decision.step.offsetDays).toBeGreaterThan(past.offsetDays);
        for (const skipped of decision.superseded) {
          expect(skipped.offsetDays).toBeLessThan(decision.step.offsetDays);
        }
      }),
      RUNS,
    );
  });

  it("keeps the pressure limit for every automatic contact", () => {
    fc.assert(
      fc.property(anyFacts, instants, (facts, now) => {
        const decision = nextStep(facts, now);
        if (decision.kind !== "RUN" || decision.channel === "CALL") return;
        const recent = facts.client.automaticContacts.filter((contact) => contact > now - 30 * 86_400_000);
        const last = recent.at(-1);
        expect(recent.length).toBeLessThan(facts.company.contactsPer30Days);
        if (last !== undefined)
          expect(last + facts.company.contactGapHours * 3_600_000).toBeLessThanOrEqual(now);
      }),
      RUNS,
    );
  });

  it("does what it announced: at the announced instant, the same facts run the announced step", () => {
    fc.assert(
      fc.property(anyFacts, instants, (facts, now) => {
        const announced = nextStep(facts, now);
        if (announced.kind !== "WAIT" || announced.at === null || announced.step === null) return;
        // Without a day, nothing is announced: the step waits for a contact, and is looked at again.
        if (announced.on === null) return;
        const later = nextStep(facts, announced.at);
        const step = later.kind === "STOP" ? null : later.step;
        expect(step?.offsetDays).toBe(announced.step.offsetDays);
      }),
      RUNS,
    );
  });

  it("is looked at again in time: until then, the same facts ask for nothing sooner", () => {
    const lookAt = (decision: NextStep, now: number) => {
      if (decision.kind === "RUN") return now;
      return decision.kind === "WAIT" && decision.at !== null ? decision.at : Number.POSITIVE_INFINITY;
    };
    fc.assert(
      fc.property(anyFacts, instants, fc.double({ min: 0, max: 1, noNaN: true }), (facts, now, part) => {
        const known: DunningFacts = {
          ...facts,
          client: {
            ...facts.client,
            automaticContacts: facts.client.automaticContacts.filter((contact) => contact <= now),
          },
          holds: facts.holds.filter((hold) => hold.endedAt === null || hold.endedAt <= now),
        };
        const planned = lookAt(nextStep(known, now), now);
        const end = Math.min(planned, now + 400 * 86_400_000);
        const later = now + Math.floor((end - now) * part);
        const again = lookAt(nextStep(known, later), later);
        // A late email that missed the window keeps a slot of the next one: less than a day apart.
        if (planned === Number.POSITIVE_INFINITY) expect(again).toBe(planned);
        else expect(again).toBeGreaterThanOrEqual(planned - 86_400_000);
      }),
      { numRuns: 10_000 },
    );
  });
});
