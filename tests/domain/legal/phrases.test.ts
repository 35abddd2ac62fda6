/** Small constructions of French sentences. */
import { expect, it } from "vitest";
import { citing } from "@/domain/legal/phrases";

it("cites an article before the full stop", () => {
  expect(citing("Elles restent dues.", "art. L. 441-9, I")).toBe("Elles restent dues (art. L. 441-9, I).");
});
