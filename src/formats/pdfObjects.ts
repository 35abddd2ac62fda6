/**
 * Where the objects of a PDF begin. A reader finds an object by its place, so every place counts, and it takes any
 * spaces and comments between the two numbers and the word: so does this, in one pass, whatever the file is made of.
 */

/** What the characters just read may be; several at once, since anything may also be part of a comment. */
const NUMBER = 1;
const AFTER_NUMBER = 2;
const NOTE_AFTER_NUMBER = 4;
const GENERATION = 8;
const AFTER_GENERATION = 16;
const NOTE_AFTER_GENERATION = 32;

const NOTES = NOTE_AFTER_NUMBER | NOTE_AFTER_GENERATION;
const NUMERALS = new Set([..."0123456789+-."].map((sign) => sign.charCodeAt(0)));
const SPACES = new Set([..."\0\t\f "].map((sign) => sign.charCodeAt(0)));
const [LF, CR, PERCENT, O, T] = [0x0a, 0x0d, 0x25, 0x6f, 0x74];
const EXPONENTS = new Set([0x45, 0x65]);

/** Where the words of the next object, or of the next trailer, begin; -1 when there is none before `end`. */
export function nextObject(text: string, from: number, end = text.length): number {
  return nextHead(text, from, end, true);
}

/** Does an object begin between these places? */
export function holdsObject(text: string, from: number, end: number): boolean {
  return nextHead(text, from, end, false) !== -1;
}

function nextHead(text: string, from: number, end: number, withTrailers: boolean): number {
  let state = 0;
  for (let at = from; at < end; at += 1) {
    const code = text.charCodeAt(at);
    const isAfterNumbers = (state & (GENERATION | AFTER_GENERATION)) !== 0;
    if (code === O && isAfterNumbers && at + 3 <= end && text.startsWith("obj", at)) return at + 3;
    if (code === T && withTrailers && isTrailer(text, at)) return at + 7;
    state = stateAfter(state, code);
  }
  return -1;
}

/** `9 0 obj`, where each space may be several, a comment, or nothing before the word. */
function stateAfter(state: number, code: number): number {
  const isNumeral = NUMERALS.has(code) || (EXPONENTS.has(code) && (state & (NUMBER | GENERATION)) !== 0);
  if (isNumeral) {
    const isSecond = (state & (AFTER_NUMBER | GENERATION)) !== 0;
    return (state & NOTES) | NUMBER | (isSecond ? GENERATION : 0);
  }
  const afterNumber = (state & (NUMBER | AFTER_NUMBER)) !== 0 ? AFTER_NUMBER : 0;
  const afterGeneration = (state & (GENERATION | AFTER_GENERATION)) !== 0 ? AFTER_GENERATION : 0;
  if (SPACES.has(code)) return (state & NOTES) | afterNumber | afterGeneration;
  if (code === LF || code === CR) {
    const noted =
      (state & NOTE_AFTER_NUMBER ? AFTER_NUMBER : 0) | (state & NOTE_AFTER_GENERATION ? AFTER_GENERATION : 0);
    return noted | afterNumber | afterGeneration;
  }
  if (code !== PERCENT) return state & NOTES;
  return (
    (state & NOTES) | (afterNumber ? NOTE_AFTER_NUMBER : 0) | (afterGeneration ? NOTE_AFTER_GENERATION : 0)
  );
}

function isTrailer(text: string, at: number): boolean {
  return text.startsWith("trailer", at) && !isWord(text[at - 1]) && !isWord(text[at + 7]);
}

function isWord(sign: string | undefined): boolean {
  return sign !== undefined && /\w/.test(sign);
}
