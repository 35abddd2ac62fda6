/** Names in addresses: they never hide a page of ours. */
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RESERVED_SLUGS, slugOf } from "@/domain/parties/slug";

const app = fileURLToPath(new URL("../../../src/app", import.meta.url));

/** First words of the addresses of our pages: folders, and what is inside the groups. */
function firstWords(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory() || /^[_[]/.test(entry.name)) return [];
    return entry.name.startsWith("(") ? firstWords(`${folder}/${entry.name}`) : [entry.name];
  });
}

describe("a name in addresses", () => {
  it("is never the first word of one of our pages", () => {
    const words = firstWords(app);
    expect(words.length).toBeGreaterThan(8);
    expect(words.filter((word) => !RESERVED_SLUGS.has(word))).toEqual([]);
  });

  it.each([
    ["Atelier Brisset", "atelier-brisset"],
    ["  Œuvres & Cie  ", "oeuvres-cie"],
    ["L’Été à l’ombre", "l-ete-a-l-ombre"],
    ["Cabinet", "societe-cabinet"],
    ["R", "societe-r"],
    ["東京", "societe"],
  ])("is made from %s", (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });

  it("takes an end when the plain name is taken", () => {
    expect(slugOf("Atelier Brisset", "1a2b3c")).toBe("atelier-brisset-1a2b3c");
  });

  it("has letters, digits and single hyphens, whatever the name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 120 }), (name) => {
        const slug = slugOf(name);
        expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(slug.length).toBeLessThanOrEqual(50);
        expect(RESERVED_SLUGS.has(slug)).toBe(false);
      }),
    );
  });
});
