/** Names of files that people send: kept readable, made harmless. */

/** Longest name kept, extension included: every file system and mail reader takes it. */
const MAX_LENGTH = 120;

// Control, format (zero-width, bidirectional) and unassigned characters can hide what a name says.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Cs}\u2028\u2029]/gu;
/** Signs that paths, shells or Windows read as something else. */
const RESERVED = /[<>:"|?*/\\]/g;

/**
 * The name under which a file is kept: the last part of its path, without characters that hide or
 * mislead, with the one extension its content has earned.
 *
 * @param extension of the content as checked, without its dot: « facture.exe » becomes « facture.exe.pdf »
 * @param fallback name without extension when nothing readable is left
 */
export function safeFileName(name: string, extension: string, fallback: string): string {
  const last =
    name
      .split(/[/\\]/)
      .filter((part) => part !== "")
      .at(-1) ?? "";
  const suffix = `.${extension}`;
  const cleaned = last
    .normalize("NFC")
    .replace(INVISIBLE, "")
    .replace(RESERVED, " ")
    .replace(/\s+/g, " ")
    .trim();
  const hasSuffix = cleaned.toLowerCase().endsWith(suffix);
  const stem = (hasSuffix ? cleaned.slice(0, -suffix.length) : cleaned).replace(/^[. ]+/, "");
  const end = lastShown(stem) + 1;
  const readable = end === 0 ? fallback : stem.slice(0, end);
  return shortened(readable, MAX_LENGTH - suffix.length) + suffix;
}

/** Looked for from the end: a pattern would begin again at each of the dots that a hostile name is made of. */
function lastShown(stem: string): number {
  let at = stem.length - 1;
  while (at >= 0 && (stem[at] === "." || stem[at] === " ")) at -= 1;
  return at;
}

/** Cuts by whole characters, so that no half of one is left. */
function shortened(text: string, max: number): string {
  let kept = "";
  for (const character of text) {
    if (kept.length + character.length > max) break;
    kept += character;
  }
  return kept.trimEnd();
}
