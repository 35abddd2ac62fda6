/**
 * Texts as the fonts can print them. An archive may not show an empty box in place of a letter, and
 * a name may not lose one in silence: a letter that no font has is refused before drawing.
 */
import { DomainError } from "@/domain/invariant";
import { NBSP } from "@/domain/money";
import { typeset } from "@/domain/typography";
import { type Face, loadedFont } from "./fonts";

/** Signs that have a plain equivalent which the reader cannot tell from them. */
const EQUIVALENTS: Readonly<Record<string, string>> = { "\u2010": "-", "\u2011": "-", "\u02bc": "’" };

/**
 * One line of text: composed accents, one kind of space and one of no-break space, nothing invisible.
 * Two spaces in a row would be taken for a place where a word may be cut.
 */
export function printable(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\u202f\u2007]/g, NBSP)
    .replace(/[\u2010\u2011\u02bc]/g, (sign) => EQUIVALENTS[sign] ?? sign)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(/\p{Cf}+/gu, "")
    .replace(/(?!\u00a0)\p{Zs}+/gu, " ");
}

const FACES_IN_USE: readonly Face[] = ["serif", "serifStrong", "sans"];

/**
 * The same content with every text made {@link printable}. Load the fonts first.
 *
 * @throws DomainError `UNPRINTABLE` in French, naming the letter that one of the fonts lacks.
 */
export function printableTexts<Content>(content: Content): Content {
  const fonts = FACES_IN_USE.map(loadedFont);
  return mapTexts(content, (text) => {
    const clean = printable(text);
    for (const letter of clean) {
      if (fonts.every((font) => font.hasLetter(letter.codePointAt(0) ?? 0))) continue;
      throw new DomainError(
        "UNPRINTABLE",
        typeset(
          `« ${clean.slice(0, 80)} » contient le signe « ${letter} », que le document ne peut pas imprimer. Remplacez-le.`,
        ),
      );
    }
    return clean;
  });
}

function mapTexts<Content>(content: Content, map: (text: string) => string): Content {
  const walk = (value: unknown): unknown => {
    if (typeof value === "string") return map(value);
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, walk(part)]));
  };
  return walk(content) as Content;
}
