/** How long ago: rounded down, in French, with its unit on the same line as its number. */
import { expect, it } from "vitest";
import { agoWords } from "@/ui/text/AgoText";

const NOW = Date.UTC(2026, 10, 24, 9, 30);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

it.each([
  [5_000, "à l’instant"],
  [-5_000, "à l’instant"],
  [MINUTE, "il y a 1\u00a0minute"],
  [59.9 * MINUTE, "il y a 59\u00a0minutes"],
  [HOUR, "il y a 1\u00a0heure"],
  [23.9 * HOUR, "il y a 23\u00a0heures"],
  [DAY, "il y a 1\u00a0jour"],
  [6.9 * DAY, "il y a 6\u00a0jours"],
  [7 * DAY, "le 17\u00a0novembre\u00a02026"],
])("%d ms ago reads « %s »", (ageMs, words) => {
  expect(agoWords(NOW - ageMs, NOW, "Europe/Paris")).toBe(words);
});

it("names the day of the reader's zone, not that of UTC", () => {
  expect(agoWords(Date.UTC(2026, 9, 31, 23, 30), NOW, "Europe/Paris")).toBe("le 1er\u00a0novembre\u00a02026");
});
