/** The text that the journal's hashes are taken of: the same for one value, today and in ten years. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "@/domain/canonicalJson";

/** The same value, with the keys of every object in the opposite order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, turned(member)]),
  );
}

describe("canonical JSON", () => {
  it.each([
    [{ b: 1, a: [true, null, "é\n"], c: undefined }, '{"a":[true,null,"é\\n"],"b":1}'],
    [{ Z: {}, a: [], é: "" }, '{"Z":{},"a":[],"é":""}'],
    [{ 10: "ten", 9: "nine" }, '{"10":"ten","9":"nine"}'],
    ["1 000,00 €", '"1 000,00 €"'],
  ])("of %j", (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it("says the value, whatever the order of its keys", () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(turned(value))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it.each([[10n], [Number.NaN], [() => 1]])("refuses what JSON cannot say: %s", (value) => {
    expect(() => canonicalJson({ value })).toThrow(/no canonical JSON/);
  });
});
