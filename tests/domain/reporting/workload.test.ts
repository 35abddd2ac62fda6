/** The first sentence of the day. */
import { describe, expect, it } from "vitest";
import { decisionCount, type Workload, workloadSentence } from "@/domain/reporting/workload";

const load = (change: Partial<Workload>): Workload => ({
  calls: 0,
  letters: 0,
  messages: 0,
  answers: 0,
  addresses: 0,
  replies: 0,
  deadlines: 0,
  debits: 0,
  credits: 0,
  ...change,
});

describe("what waits for a person", () => {
  it.each([
    [{}, ""],
    [{ answers: 1 }, "Une décision vous attend, une minute."],
    [{ deadlines: 1 }, "Une décision vous attend, 5\u00a0minutes."],
    [{ calls: 1 }, "Une décision vous attend, 4\u00a0minutes."],
    [{ messages: 2 }, "Deux décisions vous attendent, une minute en tout."],
    [
      { calls: 3, letters: 2, answers: 2, messages: 2 },
      "Neuf décisions vous attendent, environ 20\u00a0minutes en tout.",
    ],
    [{ calls: 12 }, "12\u00a0décisions vous attendent, environ 50\u00a0minutes en tout."],
    [{ calls: 15 }, "15\u00a0décisions vous attendent, environ une heure en tout."],
    [{ calls: 45 }, "45\u00a0décisions vous attendent, environ 3\u00a0heures en tout."],
  ])("%j", (change, sentence) => {
    expect(workloadSentence(load(change))).toBe(sentence);
  });

  it("counts every kind", () => {
    const load = {
      calls: 1,
      letters: 10,
      messages: 100,
      answers: 1_000,
      addresses: 10_000,
      replies: 100_000,
      deadlines: 1_000_000,
      debits: 10_000_000,
      credits: 0,
    };
    expect(decisionCount(load)).toBe(11_111_111);
  });
});
