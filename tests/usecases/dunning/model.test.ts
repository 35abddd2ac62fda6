/**
 * Random histories against an independent judge: whatever people, clients, servers and accidents
 * do, every message that leaves was legal when it left. The seed is printed; `SEED` repeats it.
 *
 * Impossible here, by name: the same reminder sent twice, a reminder although paid, a burst after
 * an import or an outage, a message on a day off or out of hours, a message to a dead address, a
 * reminder of what is disputed, a formal notice without a reminder, more than a client may bear.
 */
import { describe, expect, it } from "vitest";
import { CLIENTS, playHistory } from "../../support/model/history";
import { MemoryHouse } from "../../support/model/memoryHouse";
import { type Leaving, Oracle } from "../../support/model/oracle";
import { Chance } from "../../support/model/random";

const isFull = process.env.FAULTS === "full";
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const HISTORIES = isFull ? 10_000 : 150;
const EVENTS = 60;
/** Long enough for any step, its working day and the pressure limit. */
const QUIET_HOURS = 24 * 90;
const START = Date.UTC(2026, 8, 1, 7);

describe(`the decision loop, seed ${SEED}`, () => {
  it(`lets no illegal message leave in ${HISTORIES} histories`, { timeout: 900_000 }, async () => {
    let messages = 0;
    for (let index = 0; index < HISTORIES; index += 1) {
      const house = new MemoryHouse(START);
      const faults = await playHistory(house, new Chance(SEED + index), EVENTS);
      messages += house.oracle.left.length;
      expect(faults, `history ${index} of seed ${SEED}`).toEqual([]);
    }
    // A model that never sends would find nothing: it must have had something to judge.
    expect(messages).toBeGreaterThan(HISTORIES * 3);
  });

  it("forgets no reminder: once all is quiet, each invoice still owed has been reminded of", {
    timeout: 300_000,
  }, async () => {
    for (let index = 0; index < Math.min(200, HISTORIES / 10); index += 1) {
      const house = new MemoryHouse(START);
      const chance = new Chance(SEED + index);
      await playHistory(house, chance, EVENTS);
      await house.stop(false);
      await house.editScenario([2, 15]);
      for (let hour = 0; hour < QUIET_HOURS; hour += 1) {
        house.now += 3_600_000;
        await house.resolve();
        expect(await house.work(null), `history ${index} of seed ${SEED}`).toEqual([]);
      }
      for (const [id, one] of house.oracle.invoices) {
        const isFree = !one.isClosed && one.owedCents > 0 && one.disputes.length === 0;
        if (isFree) expect(one.steps.length, `${id} was forgotten`).toBeGreaterThan(0);
      }
    }
  });
});

describe("the judge", () => {
  const at = (text: string) => Date.parse(text);
  const leaving = (changes: object): Leaving => ({
    at: at("2026-10-27T09:00:00Z"),
    client: "alder",
    channel: "EMAIL" as const,
    to: ["alder@example.com"],
    lines: [{ invoice: "F1", step: "J2", offsetDays: 2 }],
    ...changes,
  });
  const judged = (changes: object, before: (oracle: Oracle) => void = () => undefined): string => {
    const oracle = new Oracle();
    oracle.invoice("F1", CLIENTS[0] ?? "", "2026-10-24", 10_000);
    before(oracle);
    return oracle.judge(leaving(changes)).join("; ");
  };

  it("finds nothing to say of a legal message", () => {
    expect(judged({})).toBe("");
  });

  const ILLEGAL: readonly [string, Partial<Leaving>, ((oracle: Oracle) => void) | undefined, string][] = [
    ["paid", {}, (oracle: Oracle) => oracle.paid("F1", 10_000), "although paid"],
    ["disputed", {}, (oracle: Oracle) => oracle.disputed("F1", "D1", null), "disputed"],
    ["closed", {}, (oracle: Oracle) => oracle.closed("F1"), "closed"],
    [
      "twice",
      {},
      (oracle: Oracle): void => void oracle.judge(leaving({ at: at("2026-10-20T09:00:00Z") })),
      "same step twice",
    ],
    ["a Sunday", { at: at("2026-11-08T09:00:00Z") }, undefined, "day off"],
    ["Armistice day", { at: at("2026-11-11T09:00:00Z") }, undefined, "day off"],
    ["at night", { at: at("2026-10-27T20:00:00Z") }, undefined, "out of hours"],
    ["too early", { lines: [{ invoice: "F1", step: "J7", offsetDays: 7 }] }, undefined, "before its day"],
    ["to a dead address", {}, (oracle: Oracle) => oracle.bounced("alder@example.com"), "dead address"],
    ["while stopped", {}, (oracle: Oracle) => oracle.stopped(true), "stopped"],
    [
      "after an uncertain one",
      { lines: [{ invoice: "F1", step: "J15", offsetDays: 3 }] },
      (oracle: Oracle) => void oracle.judge(leaving({ at: at("2026-10-20T09:00:00Z") }), false),
      "may have left",
    ],
    ["a notice alone", { channel: "LETTER" }, undefined, "without a reminder"],
  ];

  it.each(ILLEGAL)("sees a message that is illegal: %s", (_, changes, before, fault) => {
    expect(judged(changes, before)).toContain(fault);
  });
});
