/** The order of what happened. */
import { expect, it } from "vitest";
import { newestFirst, placeOf, plainEntry } from "@/domain/dunning/timeline";
import { at, day } from "../../support/facts";

it("what was recorded on its day stands at its hour, after the morning's message", () => {
  const entry = (title: string, place: ReturnType<typeof placeOf>) => ({
    ...plainEntry("payment"),
    ...place,
    title,
  });
  const sent = entry("message", { on: day("2026-12-14"), minute: 9 * 60 });
  const paid = entry("payment", placeOf(day("2026-12-14"), at("2026-12-14", 11), "Europe/Paris"));
  const earlier = entry("noted later", placeOf(day("2026-12-14"), at("2026-12-16", 11), "Europe/Paris"));
  expect(earlier.minute).toBeNull();
  expect(newestFirst([earlier, sent, paid]).map(({ title }) => title)).toEqual([
    "payment",
    "message",
    "noted later",
  ]);
});

it("what has no day of its own happened when it was recorded", () => {
  expect(placeOf(null, at("2026-12-16", 11), "Europe/Paris")).toEqual({ on: "2026-12-16", minute: 660 });
});
