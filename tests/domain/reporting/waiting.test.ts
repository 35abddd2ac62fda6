/** Decisions that wait, said on one line. */
import { expect, it } from "vitest";
import { WAITING_KINDS, WAITING_TITLES, type WaitingKind, waitingSentence } from "@/domain/reporting/waiting";

it("says what waits, the most pressing first, in the singular and the plural", () => {
  const counts = new Map<WaitingKind, number>([
    ["DISPUTE", 1],
    ["CALL", 3],
    ["UNCERTAIN", 1],
    ["DECLARATION", 2],
  ]);
  expect(waitingSentence(counts)).toBe(
    "1\u00a0envoi incertain, 3\u00a0appels, 2\u00a0«\u00a0j’ai payé\u00a0» à confirmer, 1\u00a0litige",
  );
});

it("says nothing when nothing waits", () => {
  expect(waitingSentence(new Map())).toBe("");
  expect(waitingSentence(new Map([["CALL", 0]]))).toBe("");
});

it("has a title for each kind", () => {
  expect(Object.keys(WAITING_TITLES).sort()).toEqual([...WAITING_KINDS].sort());
});
