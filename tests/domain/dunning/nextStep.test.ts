/** The dunning policy as a table of examples: facts and a moment give one answer, with its reasons. */
import { describe, expect, it } from "vitest";
import type { DunningFacts } from "@/domain/dunning/facts";
import { type NextStep, nextStep } from "@/domain/dunning/nextStep";
import { reasonSentence } from "@/domain/dunning/reason";
import { slotMinute } from "@/domain/dunning/sendingWindow";
import { at, type Changes, COMPANY, day, done, factsWith, STANDARD } from "../../support/facts";

/** One word for a decision: `RUN J15 EMAIL`, `WAIT J7 2026-11-02`, `STOP PAID`. */
function words(decision: NextStep): string {
  if (decision.kind === "RUN") return `RUN ${decision.step.id} ${decision.channel}`;
  if (decision.kind === "STOP") return `STOP ${decision.reasons[0]?.code}`;
  return decision.step ? `WAIT ${decision.step.id} ${decision.on}` : `WAIT ${decision.reasons[0]?.code}`;
}

const codes = (decision: NextStep) => decision.reasons.map((reason) => reason.code);
const latest = slotMinute("client", COMPANY);

/** J+7 falls on a Saturday, J+8 on All Saints: both wait for the Monday. */
const TOGETHER = {
  ...STANDARD,
  steps: STANDARD.steps.flatMap((step) =>
    step.id === "J7" ? [step, { ...step, id: "J8", offsetDays: 8 }] : [step],
  ),
};

interface Example {
  name: string;
  given: Changes;
  now: number;
  expected: string;
  because?: string[];
  never?: string[];
}

const EXAMPLES: Example[] = [
  {
    name: "before the due date, the first step is announced",
    given: {},
    now: at("2026-10-01"),
    expected: "WAIT J2 2026-10-26",
    because: ["NOT_YET"],
  },
  {
    name: "J+2 on a Monday leaves that day, at its minute",
    given: {},
    now: at("2026-10-26", 17),
    expected: "RUN J2 EMAIL",
    because: ["DAY_REACHED", "PRESSURE_OK"],
  },
  {
    name: "before its minute, it waits for it",
    given: {},
    now: at("2026-10-26", 7),
    expected: "WAIT J2 2026-10-26",
  },
  {
    name: "J+7 on a Saturday waits for the Monday after All Saints",
    given: { history: [done(2, "2026-10-26")] },
    now: at("2026-10-31"),
    expected: "WAIT J7 2026-11-02",
    because: ["NOT_YET", "MOVED"],
  },
  {
    name: "the call is a task of the morning, whatever the window",
    given: { history: [done(2, "2026-10-26")] },
    now: at("2026-11-02", 0, 1),
    expected: "RUN J7 CALL",
  },
  {
    name: "J+15 on a Sunday leaves on Monday",
    given: { history: [done(2, "2026-10-26"), done(7, "2026-11-02")] },
    now: at("2026-11-09", 17),
    expected: "RUN J15 EMAIL",
  },
  {
    name: "the formal notice waits for a person",
    given: { history: [done(2, "2026-10-26"), done(7, "2026-11-02"), done(15, "2026-11-09")] },
    now: at("2026-11-23", 8),
    expected: "RUN J30 FORMAL_NOTICE",
    because: ["NEEDS_APPROVAL"],
  },
  {
    name: "after the last step, nothing",
    given: {
      history: [done(2, "2026-10-26"), done(7, "2026-11-02"), done(15, "2026-11-09"), done(30, "2026-11-23")],
    },
    now: at("2026-12-01"),
    expected: "STOP SCENARIO_FINISHED",
  },

  {
    name: "paid: nothing",
    given: { invoice: { status: "PAID", balanceCents: 0n } },
    now: at("2026-11-23"),
    expected: "STOP PAID",
  },
  {
    name: "no balance left counts as paid, whatever the status says",
    given: { invoice: { balanceCents: 0n } },
    now: at("2026-11-23"),
    expected: "STOP PAID",
  },
  {
    name: "cancelled: nothing",
    given: { invoice: { status: "CANCELLED" } },
    now: at("2026-11-23"),
    expected: "STOP CANCELLED",
  },
  {
    name: "written off: nothing",
    given: { invoice: { status: "WRITTEN_OFF" } },
    now: at("2026-11-23"),
    expected: "STOP WRITTEN_OFF",
  },
  {
    name: "company stopped: nothing",
    given: { company: { paused: true } },
    now: at("2026-10-26"),
    expected: "STOP COMPANY_PAUSED",
  },
  {
    name: "client opted out: nothing",
    given: { client: { dunningOptOut: true } },
    now: at("2026-10-26"),
    expected: "STOP CLIENT_OPT_OUT",
  },
  {
    name: "invoice opted out: nothing",
    given: { invoice: { dunningOptOut: true } },
    now: at("2026-10-26"),
    expected: "STOP INVOICE_OPT_OUT",
  },
  {
    name: "no scenario: nothing",
    given: { scenario: null },
    now: at("2026-10-26"),
    expected: "STOP NO_SCENARIO",
  },

  {
    name: "a dispute holds without end",
    given: {
      holds: [
        {
          kind: "DISPUTE",
          startedOn: day("2026-10-20"),
          untilOn: null,
          endedAt: null,
          reason: "deux plateaux manquants",
        },
      ],
    },
    now: at("2026-11-23"),
    expected: "WAIT HELD",
  },
  {
    name: "a promise holds through its last day",
    given: {
      holds: [
        {
          kind: "PROMISE",
          startedOn: day("2026-10-27"),
          untilOn: day("2026-11-03"),
          endedAt: null,
          reason: "",
        },
      ],
      history: [done(2, "2026-10-26")],
    },
    now: at("2026-11-03", 23),
    expected: "WAIT HELD",
  },
  {
    name: "the day after, the scenario goes on and says why",
    given: {
      holds: [
        {
          kind: "PROMISE",
          startedOn: day("2026-10-27"),
          untilOn: day("2026-11-03"),
          endedAt: null,
          reason: "",
        },
      ],
      history: [done(2, "2026-10-26")],
    },
    now: at("2026-11-04"),
    expected: "RUN J7 CALL",
    because: ["HOLD_OVER"],
  },
  {
    name: "a hold ended by a person holds no more, and explains nothing",
    given: {
      holds: [
        {
          kind: "MANUAL",
          startedOn: day("2026-10-20"),
          untilOn: day("2026-12-31"),
          endedAt: at("2026-10-22"),
          reason: "",
        },
      ],
    },
    now: at("2026-10-26", 17),
    expected: "RUN J2 EMAIL",
  },

  {
    name: "a message awaiting approval blocks the next",
    given: { inFlight: { channel: "EMAIL", state: "AWAITING_APPROVAL" } },
    now: at("2026-11-23"),
    expected: "WAIT IN_FLIGHT",
  },
  {
    name: "an uncertain message blocks the next",
    given: { inFlight: { channel: "EMAIL", state: "UNCERTAIN" } },
    now: at("2026-11-23"),
    expected: "WAIT IN_FLIGHT",
  },

  {
    name: "safe mode: the email is prepared in the morning and waits",
    given: { company: { safeMode: true } },
    now: at("2026-10-26", 0, 5),
    expected: "RUN J2 EMAIL",
    because: ["NEEDS_APPROVAL"],
  },
  {
    name: "no address that works: the email becomes a call",
    given: { client: { hasUsableEmail: false } },
    now: at("2026-10-26", 8),
    expected: "RUN J2 CALL",
    because: ["NO_EMAIL"],
  },

  {
    name: "one automatic contact in 72 hours",
    given: { client: { automaticContacts: [at("2026-10-25", 10)] } },
    now: at("2026-10-26", 17),
    expected: "WAIT J2 2026-10-28",
    because: ["PRESSURE_GAP"],
  },
  {
    name: "a contact of today does not hold back a step that comes weeks later",
    given: {
      client: { automaticContacts: [at("2026-11-09", 10)] },
      history: [done(2, "2026-10-26"), done(7, "2026-11-02"), done(15, "2026-11-09")],
    },
    now: at("2026-11-09", 10, 5),
    expected: "WAIT J30 2026-11-23",
    never: ["PRESSURE_GAP"],
  },
  {
    name: "a call is not limited by it",
    given: { client: { automaticContacts: [at("2026-11-01", 10)] }, history: [done(2, "2026-10-26")] },
    now: at("2026-11-02", 9),
    expected: "RUN J7 CALL",
  },
  {
    name: "four automatic contacts in 30 days, the fifth waits",
    given: {
      client: { automaticContacts: [at("2026-09-29"), at("2026-10-06"), at("2026-10-12"), at("2026-10-19")] },
    },
    now: at("2026-10-26", 17),
    expected: "WAIT J2 2026-10-29",
    because: ["PRESSURE_COUNT"],
  },
  {
    name: "the limit lasts until the day of the call: it takes the place of the email, and is announced",
    given: {
      client: { automaticContacts: [at("2026-10-01"), at("2026-10-06"), at("2026-10-12"), at("2026-10-19")] },
    },
    now: at("2026-10-26", 17),
    expected: "WAIT J7 2026-11-02",
    because: ["NOT_YET", "SUPERSEDES"],
    never: ["PRESSURE_COUNT"],
  },
  {
    name: "two steps that one working day brings together: the most advanced is announced",
    given: { history: [done(2, "2026-10-26")], scenario: TOGETHER },
    now: at("2026-10-30", 17),
    expected: "WAIT J8 2026-11-02",
    because: ["SUPERSEDES"],
  },
  {
    // The first of the four leaves the thirty days on the 27th; the last is of the 26th at ten.
    name: "four automatic contacts in 30 days, one of them this morning: both limits have passed on the announced day",
    given: {
      client: {
        automaticContacts: [at("2026-09-27"), at("2026-10-06"), at("2026-10-12"), at("2026-10-26", 10)],
      },
    },
    now: at("2026-10-26", 17),
    expected: "WAIT J2 2026-10-29",
    because: ["PRESSURE_COUNT"],
  },

  {
    name: "a friendly email late on its day waits for the next morning",
    given: {},
    now: at("2026-10-26", 19),
    expected: "WAIT J2 2026-10-27",
    because: ["OUT_OF_WINDOW"],
  },
  {
    name: "on 11 November nothing leaves",
    given: { invoice: { dueOn: day("2026-11-09") } },
    now: at("2026-11-11", 12),
    expected: "WAIT J2 2026-11-12",
    because: ["NOT_YET", "MOVED"],
  },
];

describe("what happens next", () => {
  it.each(EXAMPLES)("$name", ({ given, now, expected, because, never }) => {
    const decision = nextStep(factsWith(given), now);
    expect(words(decision)).toBe(expected);
    expect(codes(decision)).toEqual(expect.arrayContaining(because ?? []));
    for (const code of never ?? []) expect(codes(decision)).not.toContain(code);
  });

  it("says the day it really goes on when the limit ends after the window", () => {
    const client = { automaticContacts: [at("2026-10-25", 18)] };
    const decision = nextStep(factsWith({ client }), at("2026-10-26", 17));
    expect(words(decision)).toBe("WAIT J2 2026-10-29");
    expect(decision.reasons).toContainEqual(expect.objectContaining({ until: "2026-10-29" }));
  });

  it("gives the minute of the client, inside the window", () => {
    const decision = nextStep(factsWith(), at("2026-10-20"));
    expect(decision.kind === "WAIT" && decision.at).toBe(at("2026-10-26", 0, latest));
    expect(latest).toBeGreaterThanOrEqual(COMPANY.windowOpensAt);
    expect(latest).toBeLessThan(COMPANY.windowClosesAt);
  });
});

describe("after an outage, an import of old invoices, the end of a hold", () => {
  it("runs one step only, the most advanced, and says which are set aside", () => {
    const decision = nextStep(factsWith(), at("2026-11-05", 11));
    expect(words(decision)).toBe("RUN J7 CALL");
    expect(decision.kind === "RUN" && decision.superseded.map((step) => step.id)).toEqual(["J2"]);
    expect(codes(decision)).toContain("SUPERSEDES");
  });

  it("never opens with a formal notice: an old invoice gets the firm email first", () => {
    const decision = nextStep(factsWith(), at("2027-01-13", 11));
    expect(words(decision)).toBe("RUN J15 EMAIL");
    expect(decision.kind === "RUN" && decision.superseded.map((step) => step.id)).toEqual(["J2", "J7"]);
  });

  it("keeps the gap after a late step: the formal notice comes fifteen days later", () => {
    const history = [
      done(2, "2027-01-13", "SUPERSEDED"),
      done(7, "2027-01-13", "SUPERSEDED"),
      done(15, "2027-01-13"),
    ];
    const decision = nextStep(factsWith({ history }), at("2027-01-14"));
    expect(words(decision)).toBe("WAIT J30 2027-01-28");
    expect(codes(decision)).toContain("GAP_KEPT");
    expect(decision.reasons.map(reasonSentence).slice(0, 2)).toEqual([
      "J+30 est prévu le jeudi 28\u00a0janvier\u00a02027.",
      "L’étape précédente a eu lieu tard, le 13\u00a0janvier\u00a0: l’écart de 15\u00a0jours est conservé.",
    ]);
  });

  it("does not keep the gap after a week end: only real lateness counts", () => {
    const history = [done(2, "2026-10-26"), done(7, "2026-11-02")];
    expect(words(nextStep(factsWith({ history }), at("2026-11-03")))).toBe("WAIT J15 2026-11-09");
  });

  it("asks for a person when the only step left needs a contact that never happened", () => {
    const scenario = {
      ...STANDARD,
      steps: STANDARD.steps.filter((step) => step.channel === "FORMAL_NOTICE"),
    };
    const decision = nextStep(factsWith({ scenario }), at("2027-01-13"));
    expect(words(decision)).toBe("WAIT J30 null");
    expect(codes(decision)).toEqual(["NEEDS_PRIOR_CONTACT"]);
  });

  it("a call made instead of an email counts as the contact a formal notice needs", () => {
    const history = [{ ...done(15, "2026-11-09"), channel: "CALL" as const }];
    const decision = nextStep(factsWith({ history, client: { hasUsableEmail: false } }), at("2026-11-23", 9));
    expect(words(decision)).toBe("RUN J30 FORMAL_NOTICE");
  });
});

describe("steps before the due date", () => {
  const courtesy = {
    ...STANDARD,
    steps: [
      { ...STANDARD.steps[0], id: "J-5", offsetDays: -5 } as (typeof STANDARD.steps)[number],
      ...STANDARD.steps,
    ],
  };

  it("run before it", () => {
    // Five days before Saturday 24 October is Monday 19.
    expect(words(nextStep(factsWith({ scenario: courtesy }), at("2026-10-19", 17)))).toBe("RUN J-5 EMAIL");
  });

  it("are dropped when a limit keeps them until after it, even where no step may run yet", () => {
    const [first] = STANDARD.steps;
    if (!first) throw new Error("a step");
    const step = (offsetDays: number) => ({
      ...first,
      id: `J${offsetDays}`,
      offsetDays,
      needsPriorContact: true,
    });
    // Due on a Saturday; an email of Wednesday keeps the one of Wednesday until Saturday.
    const facts = factsWith({
      scenario: { ...STANDARD, steps: [step(-3), { ...step(-1), channel: "CALL" }] },
      client: { automaticContacts: [at("2026-10-21", 8)] },
    });
    const announced = nextStep(facts, at("2026-10-21", 9));
    expect(words(announced)).toBe("WAIT J-1 2026-10-23");
    expect(nextStep(facts, at("2026-10-23", 9))).toMatchObject({ step: { id: "J-1" } });
  });

  it("and one of the due date itself never run after it: a Sunday does not move the due date", () => {
    const [first] = STANDARD.steps;
    if (!first) throw new Error("a step");
    const scenario = { ...STANDARD, steps: [{ ...first, id: "J0", offsetDays: 0 }, ...STANDARD.steps] };
    const due = (dueOn: string) => factsWith({ scenario, invoice: { dueOn: day(dueOn) } });
    expect(words(nextStep(due("2026-11-20"), at("2026-11-20", 17)))).toBe("RUN J0 EMAIL");
    const decision = nextStep(due("2026-11-22"), at("2026-11-23", 17));
    expect(words(decision)).toMatch(/^WAIT J2/);
    expect(decision.reasons).toContainEqual({ code: "STEP_SKIPPED", because: "TOO_LATE", offsets: [0] });
  });
});

describe("a step that asks for a minimum", () => {
  const least = {
    ...STANDARD,
    steps: STANDARD.steps.map((step) => ({
      ...step,
      minBalanceCents: step.offsetDays === 2 ? 50_000n : null,
    })),
  };
  const contested = (partCents: bigint): Changes => ({
    scenario: least,
    invoice: { balanceCents: 60_000n },
    holds: [
      { kind: "DISPUTE", startedOn: day("2026-10-20"), untilOn: null, endedAt: null, reason: "", partCents },
    ],
  });

  it("looks at what is asked for: the part that is contested is not", () => {
    expect(words(nextStep(factsWith(contested(10_000n)), at("2026-10-26", 17)))).toBe("RUN J2 EMAIL");
    const decision = nextStep(factsWith(contested(10_001n)), at("2026-10-26", 17));
    expect(words(decision)).toBe("WAIT J7 2026-11-02");
    expect(codes(decision)).toContain("STEP_SKIPPED");
  });
});

describe("whoever calls it", () => {
  it("gets the same answer from the same facts", () => {
    const facts: DunningFacts = factsWith({ history: [done(2, "2026-10-26")] });
    const frozen = JSON.stringify(facts, (_, value: unknown) =>
      typeof value === "bigint" ? String(value) : value,
    );
    const first = nextStep(facts, at("2026-11-02", 9));
    expect(nextStep(facts, at("2026-11-02", 9))).toEqual(first);
    expect(
      JSON.stringify(facts, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value)),
    ).toBe(frozen);
  });
});
