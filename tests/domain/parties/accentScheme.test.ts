import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accentScheme, contrastOf } from "@/domain/parties/accentScheme";

const colours = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, "0")}`);

describe("a company's colour", () => {
  it("can be read on every ground of a page, and read on, whatever was chosen", () => {
    fc.assert(
      fc.property(colours, (colour) => {
        const { light, dark } = accentScheme(colour);
        for (const ground of ["#ffffff", "#fdfcfa", "#f1eee7"]) {
          expect(contrastOf(light.accent, ground)).toBeGreaterThanOrEqual(4.5);
        }
        for (const ground of ["#141716", "#1c201e", "#222725"]) {
          expect(contrastOf(dark.accent, ground)).toBeGreaterThanOrEqual(4.5);
        }
        for (const scheme of [light, dark]) {
          expect(contrastOf(scheme.on, scheme.accent)).toBeGreaterThanOrEqual(4.5);
          expect(contrastOf(scheme.on, scheme.hover)).toBeGreaterThanOrEqual(4.5);
        }
      }),
    );
  });

  it("is kept as it is when it can be read already", () => {
    expect(accentScheme("#0b5a63").light.accent).toBe("#0b5a63");
  });

  it("agrees with known contrasts", () => {
    expect(contrastOf("#000000", "#ffffff")).toBe(21);
    expect(contrastOf("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
  });
});
