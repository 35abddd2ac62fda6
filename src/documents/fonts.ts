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

export const SERIF = "Source Serif 4";
export const SANS = "Inter";

/** The faces in use. Nothing else may be asked for: a missing face would fall back on another. */
const FACES = {
  serif: { fontFamily: SERIF, fontWeight: 400, file: "SourceSerif4-Regular.ttf" },
  serifStrong: { fontFamily: SERIF, fontWeight: 600, file: "SourceSerif4-SemiBold.ttf" },
  sans: { fontFamily: SANS, fontWeight: 400, file: "Inter-Regular.ttf" },
} as const;
export type Face = keyof typeof FACES;

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
  for (const [face, { fontFamily, fontWeight, file }] of Object.entries(FACES)) {
    Font.register({ family: fontFamily, fontWeight, src: join(FOLDER, file) });
    const descriptor = { fontFamily, fontWeight, fontStyle: "normal" as const };
    await Font.load(descriptor);
    const data = Font.getFont(descriptor)?.data;
    invariant(data, `the font ${face} is read`);
    loaded.set(face as Face, {
      widthOf: (text) => data.layout(text).advanceWidth / data.unitsPerEm,
      hasLetter: (codePoint) => data.hasGlyphForCodePoint(codePoint),
    });
  }
}
