/** Small numbers in words. */
import { expect, it } from "vitest";
import { countWords } from "@/domain/reporting/countWords";

it.each([
  [0, "zéro"],
  [1, "une"],
  [9, "neuf"],
  [16, "seize"],
  [17, "dix-sept"],
  [20, "vingt"],
  [21, "vingt et une"],
  [31, "trente et une"],
  [42, "quarante-deux"],
  [69, "soixante-neuf"],
  [70, "70"],
  [1_200, "1200"],
])("%i", (count, words) => {
  expect(countWords(count, "feminine")).toBe(words);
});

it("agrees with what is counted", () => {
  expect(countWords(21, "masculine")).toBe("vingt et un");
});
