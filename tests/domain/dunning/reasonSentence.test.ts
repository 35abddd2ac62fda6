/** The sentences of reasons agree with their numbers. */
import { describe, expect, it } from "vitest";
import { localDate as day } from "@/domain/calendar";
import { type Reason, reasonSentence } from "@/domain/dunning/reason";

const LAST_ON = day("2026-11-01");

describe("a reason", () => {
  it.each<[Reason, string]>([
    [{ code: "PRESSURE_COUNT", count: 1, until: day("2026-12-01") }, "Un contact automatique en 30 jours"],
    [
      { code: "PRESSURE_COUNT", count: 4, until: day("2026-12-01") },
      "Quatre contacts automatiques en 30 jours",
    ],
    [{ code: "PRESSURE_OK", lastOn: LAST_ON, count: 1, limit: 4, hours: 72 }, "plus de 72 heures, un sur 4"],
    [{ code: "NOT_YET", offsetDays: -1, on: day("2026-12-01") }, ", 1 jour avant l’échéance."],
    [{ code: "NOT_YET", offsetDays: -5, on: day("2026-12-01") }, ", 5 jours avant l’échéance."],
    [{ code: "NOT_YET", offsetDays: 1, on: day("2026-12-01") }, ", 1 jour après l’échéance."],
    [{ code: "GAP_KEPT", days: 1, since: LAST_ON }, "l’écart de 1 jour est conservé"],
  ])("%# agrees", (reason, words) => {
    expect(reasonSentence(reason).replaceAll("\u00a0", " ")).toContain(words);
  });
});
