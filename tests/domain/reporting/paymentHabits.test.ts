import { expect, it } from "vitest";
import { habitSentence, habitShort } from "@/domain/reporting/paymentHabits";

it.each([
  [18, "Paie avec 18\u00a0jours de retard.", "+\u00a018\u00a0j"],
  [1, "Paie avec 1\u00a0jour de retard.", "+\u00a01\u00a0j"],
  [0, "Paie à l’échéance.", "à l’échéance"],
  [-3, "Paie 3\u00a0jours avant l’échéance.", "−\u00a03\u00a0j"],
])("tells a habit of %i days", (days, sentence, short) => {
  expect(habitSentence(days)).toBe(sentence);
  expect(habitShort(days)).toBe(short);
});

it("does not invent one", () => {
  expect(habitSentence(null)).toContain("pas encore d’habitude");
});
