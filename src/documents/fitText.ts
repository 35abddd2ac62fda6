/** What a text needs to stay inside its box: measured before it is drawn, never cut by surprise. */
import { type Face, loadedFont } from "./fonts";

/**
 * The text with line breaks inside the words that are wider than the box: a file name, an e-mail
 * address, a long invoice number. No hyphen is added, which would read as part of the number.
 *
 * @param size and `width` in points
 */
export function fitWords(text: string, face: Face, size: number, width: number): string {
  const font = loadedFont(face);
  // Most texts fit whole: they are measured once.
  if (font.widthOf(text) * size <= width) return text;
  return text
    .split(" ")
    .map((word) => (font.widthOf(word) * size <= width ? word : cutWord(word, face, size, width)))
    .join(" ");
}

function cutWord(word: string, face: Face, size: number, width: number): string {
  const font = loadedFont(face);
  const pieces: string[] = [];
  let piece = "";
  for (const letter of word) {
    if (piece !== "" && font.widthOf(piece + letter) * size > width) {
      pieces.push(piece);
      piece = "";
    }
    piece += letter;
  }
  return [...pieces, piece].join("\n");
}

/** The size at which the widest of these lines fits the width: `size`, or less. In points. */
export function fitSize(lines: readonly string[], face: Face, size: number, width: number): number {
  const font = loadedFont(face);
  const widest = Math.max(0, ...lines.map((line) => font.widthOf(line)));
  return widest * size <= width ? size : Math.floor((width / widest) * 100) / 100;
}
