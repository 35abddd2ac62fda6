/**
 * Sets a text in lines, measured before they are drawn: no word is cut that fits, no space is
 * squeezed, and the right edge is as even as the words allow.
 */
import { type Face, loadedFont } from "./fonts";

/** What may start a line: a word, or a piece of one too long for any line. */
interface Token {
  readonly text: string;
  readonly width: number;
  /** Space that separates it from the token before, on the same line. */
  readonly gap: number;
}

/** The best way to set the first tokens: fewest lines, then the most even. */
interface Setting {
  readonly lines: number;
  readonly cost: number;
  /** Token that starts the last line. */
  readonly start: number;
}

/** A last line shorter than this share of the width looks forgotten. */
const SHORT_LINE = 0.12;

/**
 * The lines of a text, none wider than `width`. A word wider than the box (an address, a long
 * number) is cut without a hyphen, which would read as part of it.
 *
 * @param size and `width` in points
 */
export function setLines(text: string, face: Face, size: number, width: number): string[] {
  const font = loadedFont(face);
  const limit = width / size;
  if (font.widthOf(text) <= limit) return [text];
  const space = font.widthOf(" ");
  const tokens = text.split(" ").flatMap((word) => tokensOf(word, face, limit, space));
  const settings: Setting[] = [{ lines: 0, cost: 0, start: 0 }];
  for (let end = 1; end <= tokens.length; end += 1) {
    settings.push(bestSetting(tokens, settings, end, limit));
  }
  return linesOf(tokens, settings);
}

function tokensOf(word: string, face: Face, limit: number, gap: number): Token[] {
  const font = loadedFont(face);
  const whole = font.widthOf(word);
  if (whole <= limit) return [{ text: word, width: whole, gap }];
  // After the signs that join the parts of an address or of a number, and anywhere when that is not enough.
  const pieces = word.split(/(?<=[@._/-])/).flatMap((part) => cutAnywhere(part, face, limit));
  return pieces.map((text, index) => ({ text, width: font.widthOf(text), gap: index === 0 ? gap : 0 }));
}

function cutAnywhere(part: string, face: Face, limit: number): string[] {
  const font = loadedFont(face);
  if (font.widthOf(part) <= limit) return [part];
  const pieces: string[] = [];
  for (const letter of part) {
    const last = pieces.at(-1);
    if (last !== undefined && font.widthOf(last + letter) <= limit) pieces[pieces.length - 1] = last + letter;
    else pieces.push(letter);
  }
  return pieces;
}

/** Tries every start of the line that ends before `end`. */
function bestSetting(
  tokens: readonly Token[],
  settings: readonly Setting[],
  end: number,
  limit: number,
): Setting {
  let best: Setting | undefined;
  let width = 0;
  for (let start = end - 1; start >= 0; start -= 1) {
    const token = tokens[start];
    const before = settings[start];
    if (!token || !before) break;
    width += token.width + (start === end - 1 ? 0 : (tokens[start + 1]?.gap ?? 0));
    if (width > limit && start < end - 1) break;
    const cost = before.cost + lineCost(limit - width, limit, end === tokens.length);
    const lines = before.lines + 1;
    if (!best || lines < best.lines || (lines === best.lines && cost < best.cost))
      best = { lines, cost, start };
  }
  return best ?? { lines: 0, cost: 0, start: 0 };
}

function lineCost(slack: number, limit: number, isLast: boolean): number {
  if (isLast) return slack > limit * (1 - SHORT_LINE) ? limit ** 2 : 0;
  return slack ** 2;
}

function linesOf(tokens: readonly Token[], settings: readonly Setting[]): string[] {
  const lines: string[] = [];
  for (let end = tokens.length; end > 0; ) {
    const start = settings[end]?.start ?? 0;
    const line = tokens.slice(start, end);
    lines.unshift(
      line.map((token, index) => (index > 0 && token.gap > 0 ? ` ${token.text}` : token.text)).join(""),
    );
    end = start;
  }
  return lines;
}

/** The size at which the widest of these lines fits the width: `size`, or less. In points. */
export function fitSize(lines: readonly string[], face: Face, size: number, width: number): number {
  const font = loadedFont(face);
  const widest = Math.max(0, ...lines.map((line) => font.widthOf(line)));
  return widest * size <= width ? size : Math.floor((width / widest) * 100) / 100;
}
