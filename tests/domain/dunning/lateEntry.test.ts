/** An invoice entered long after its due date: its client hears the first reminder first. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "@/domain/calendar";
import { nextStep } from "@/domain/dunning/nextStep";
import { reasonSentence } from "@/domain/dunning/reason";
import { isCourtesy } from "@/domain/dunning/scenario";
import { simulateClient } from "@/domain/dunning/simulate";
import { instantOf } from "@/domain/zonedTime";
import { at, type Changes, COMPANY, day, done, factsWith, STANDARD } from "../../support/facts";

const ENTERED = "2026-11-27";
/** 34 days after its due date, at the end of the window of the day it was entered. */
const NOW = at(ENTERED, 17, 20);
const late = (changes: Changes = {}) =>
  factsWith({ ...changes, invoice: { enteredOn: day(ENTERED), ...changes.invoice } });
const stepOf = (changes: Changes) => {
  const decision = nextStep(late(changes), NOW);
  return decision.kind === "RUN" ? decision.step.id : decision.kind;
};

describe("an invoice entered late", () => {
  it("starts with the first email, and says why", () => {
    const decision = nextStep(late(), NOW);
    expect(decision).toMatchObject({ kind: "RUN", step: { id: "J2" }, superseded: [] });
    const why = decision.reasons.find(({ code }) => code === "STARTS_OVER");
    expect(why && reasonSentence(why)).toBe(
      "Saisie le 27\u00a0novembre, après le jour de J+2\u00a0: son client n’a encore reçu aucune relance pour elle, elle reprend donc au premier courriel.",
    );
  });

  it("goes on step by step, as far apart as in the scenario: one step at most at a time", () => {
    const { company, client, invoice } = late();
    const contacts = simulateClient(
      client,
      [{ invoice, scenario: STANDARD, history: [], holds: [], inFlight: null, fromAt: NOW, changes: [] }],
      { company, isGrouped: true, untilAt: instantOf(day("2027-03-01"), 0, "Europe/Paris") },
    );
    expect(contacts.map(({ on, runs }) => `${on} J+${runs[0]?.offsetDays}`)).toEqual([
      "2026-11-27 J+2",
      "2026-12-02 J+7",
      "2026-12-10 J+15",
      "2026-12-28 J+30",
    ]);
  });

  it.each<[string, Changes, string]>([
    ["the company wants the step of its age", { company: { lateEntryStartsOver: false } }, "J15"],
    [
      "it was entered in time, and nothing could leave since",
      { invoice: { enteredOn: day("2026-10-24") } },
      "J15",
    ],
    ["a person has had it reminded already", { invoice: { isRemindedByHand: true } }, "J15"],
    ["its scenario has begun", { history: [done(2, "2026-10-26", "SUPERSEDED")] }, "J15"],
  ])("does not start over when %s", (_, changes, expected) => {
    expect(stepOf(changes)).toBe(expected);
  });

  it("changes nothing where the first email is the step of its age", () => {
    const decision = nextStep(late({ invoice: { enteredOn: day("2026-10-28") } }), at("2026-10-28", 17, 20));
    expect(decision).toMatchObject({ kind: "RUN", step: { id: "J2" } });
    expect(decision.reasons.map(({ code }) => code)).not.toContain("STARTS_OVER");
  });

  it("whatever the scenario and the day: never a notice first, and the first email before any other", () => {
    const offsets = fc.uniqueArray(fc.integer({ min: -10, max: 60 }), { minLength: 1, maxLength: 6 });
    const channels = fc.infiniteStream(
      fc.constantFrom("EMAIL" as const, "CALL" as const, "FORMAL_NOTICE" as const),
    );
    fc.assert(
      fc.property(offsets, channels, fc.integer({ min: 61, max: 300 }), (days, kinds, age) => {
        const model = STANDARD.steps[0];
        if (!model) return;
        const steps = [...days]
          .sort((a, b) => a - b)
          .map((offsetDays) => {
            const channel = kinds.next().value ?? "EMAIL";
            return {
              ...model,
              id: `J${offsetDays}`,
              offsetDays,
              channel,
              needsPriorContact: channel === "FORMAL_NOTICE",
            };
          });
        const enteredOn = addDays(day("2026-10-24"), age);
        const facts = late({ invoice: { enteredOn }, scenario: { ...STANDARD, steps }, company: COMPANY });
        const decision = nextStep(facts, instantOf(enteredOn, 17 * 60 + 20, "Europe/Paris"));
        const first = steps.find((step) => step.channel === "EMAIL" && !isCourtesy(step));
        if (decision.kind === "STOP" || !first) return;
        expect(decision.step?.id).toBe(first.id);
      }),
      { numRuns: 2_000 },
    );
  });
});
