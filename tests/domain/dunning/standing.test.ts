/** The state of an invoice and what comes next, as a list says them side by side. */
import { describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import { nextWords, type StandingFacts, standingOf } from "@/domain/dunning/standing";

const facts: StandingFacts = {
  status: "OPEN",
  dueOn: localDate("2026-12-02"),
  today: localDate("2026-12-14"),
  planKind: "WAIT",
  channel: "CALL",
  tone: "FIRM",
  onDate: localDate("2026-12-17"),
  reasons: [],
  lastChannel: "CALL",
  hasOpenCall: true,
};

describe("an invoice whose call waits to be made", () => {
  it("announces the next call as another one", () => {
    expect(standingOf(facts).word).toBe("À appeler");
    expect(nextWords(facts)).toBe("Nouvel appel, le 17\u00a0déc.");
  });

  it("announces the first one as such", () => {
    expect(nextWords({ ...facts, hasOpenCall: false })).toBe("Appel, le 17\u00a0déc.");
    expect(nextWords({ ...facts, channel: "EMAIL" })).toBe("Courriel ferme, le 17\u00a0déc.");
  });
});
