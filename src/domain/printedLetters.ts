/**
 * Letters of printed papers: those of the languages of Europe written in Latin, Greek or Cyrillic, and
 * the usual signs. Every font in use has each of them, and a test holds this list to the fonts.
 */
const NOT_PRINTED =
  /[^\u0020-\u007e\u00a0-\u00ac\u00ae-\u012b\u012e-\u0131\u0134-\u0148\u014a-\u0165\u0168-\u017f\u01cd-\u01dc\u01e6\u01e7\u0218-\u021b\u0386\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u045f\u0490-\u0493\u1e80-\u1e85\u1e9e\u1ea0-\u1ef9\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u202f\u2039\u203a\u20ac\u2116\u2122]/u;

/** The first sign of a line that a printed paper could not show; null when it shows them all. */
export function unprintedSign(text: string): string | null {
  return NOT_PRINTED.exec(text.normalize("NFC"))?.[0] ?? null;
}
