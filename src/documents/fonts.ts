/**
 * The fonts of printed documents: Source Serif 4 for the text, Inter for the window of the envelope
 * (both under the SIL Open Font License). Whole files, not variable ones: a PDF embeds only the
 * letters it uses, and an archive must hold every letter it shows.
 */
import { join } from "node:path";
import { Font } from "@react-pdf/renderer";
import { invariant } from "@/domain/invariant";

/** From the root of the project, where every process starts. */
const FOLDER = join(process.cwd(), "src", "documents", "fonts");

/** The faces in use. Nothing else may be asked for: a missing face would fall back on another. */
export const FACES = {
  serif: { fontFamily: "Source Serif 4", fontWeight: 400 },
  serifStrong: { fontFamily: "Source Serif 4", fontWeight: 600 },
  sans: { fontFamily: "Inter", fontWeight: 400 },
} as const;
export type Face = keyof typeof FACES;

const FILES: Record<Face, string> = {
  serif: "SourceSerif4-Regular.ttf",
  serifStrong: "SourceSerif4-SemiBold.ttf",
  sans: "Inter-Regular.ttf",
};

/** A loaded font, reduced to what layout needs to know of it. */
export interface LoadedFont {
  /** Width of a text set on one line, for a size of 1. */
  widthOf(text: string): number;
  hasLetter(codePoint: number): boolean;
}

const loaded = new Map<Face, LoadedFont>();
let loading: Promise<void> | undefined;

/** Registers and reads the fonts, once a process. */
export function loadFonts(): Promise<void> {
  loading ??= readFonts();
  return loading;
}

/** A font that {@link loadFonts} has read. */
export function loadedFont(face: Face): LoadedFont {
  const font = loaded.get(face);
  invariant(font, `the font ${face} is loaded before anything is drawn`);
  return font;
}

async function readFonts(): Promise<void> {
  // French is not hyphenated here: a word is never cut, a line is only shorter.
  Font.registerHyphenationCallback((word) => [word]);
  for (const [face, file] of Object.entries(FILES) as [Face, string][]) {
    const { fontFamily, fontWeight } = FACES[face];
    Font.register({ family: fontFamily, fontWeight, src: join(FOLDER, file) });
    const descriptor = { fontFamily, fontWeight, fontStyle: "normal" as const };
    await Font.load(descriptor);
    const data = Font.getFont(descriptor)?.data;
    invariant(data, `the font ${face} is read`);
    nameEveryGlyph(data as unknown as GlyphSource);
    loaded.set(face, {
      widthOf: remembered((text) => data.layout(text).advanceWidth / data.unitsPerEm),
      hasLetter: (codePoint) => data.hasGlyphForCodePoint(codePoint),
    });
  }
}

/** What the library leaves out of its types. */
interface GlyphSource {
  readonly characterSet: readonly number[];
  glyphForCodePoint(codePoint: number): unknown;
}

/** Latin letters and general punctuation come before the signs that look the same in other scripts. */
function rankOf(codePoint: number): number {
  if (codePoint <= 0x17f) return 0;
  return codePoint >= 0x2000 && codePoint <= 0x206f ? 1 : 2;
}

/**
 * Says of every glyph which letter it is, once and first. The library remembers a glyph as it first
 * met it: embedding « É » takes the bare « E » along as a part of it, for no letter at all, and the
 * next paper of the process would lose its letters. Ligatures and raised letters are left to those
 * who set them: they stand for the plain letters of the text.
 */
function nameEveryGlyph(font: GlyphSource): void {
  const codePoints = [...font.characterSet].sort((a, b) => rankOf(a) - rankOf(b) || a - b);
  for (const codePoint of codePoints) {
    const letter = String.fromCodePoint(codePoint);
    if (letter.normalize("NFKC") === letter.normalize("NFC")) font.glyphForCodePoint(codePoint);
  }
}

/** The same words come back in every letter: their widths are kept, within limits. */
const MAX_REMEMBERED = 20_000;

function remembered(measure: (text: string) => number): (text: string) => number {
  const widths = new Map<string, number>();
  return (text) => {
    const known = widths.get(text);
    if (known !== undefined) return known;
    const width = measure(text);
    if (widths.size >= MAX_REMEMBERED) widths.clear();
    widths.set(text, width);
    return width;
  };
}
