/**
 * Does a PDF from someone we do not know do something by itself, or carry another file? Its objects
 * are read one by one, wherever they stand; those packed in object streams are inflated within a
 * cap. Nothing is run.
 */
import { inflateSync } from "node:zlib";
import { holdsObject, nextObject } from "./pdfObjects";

/** Why a PDF is not taken; UNSURE when it cannot be told what it does. */
export type PdfDanger = "PROGRAM" | "FILE_INSIDE" | "ENCRYPTED" | "UNSURE";

/** Object streams of an honest file of a few megabytes hold much less, packed or not. */
const MAX_UNPACKED_BYTES = 10_000_000;
/** Files put inside an honest one: those beyond are not opened. */
const MAX_FILES_INSIDE = 200;
/** Words of what an honest file does on opening. */
const MAX_ACTION_TOKENS = 100;
/** Words of one object, or of one stream of objects. */
const MAX_TOKENS = 1_000_000;
/** The longest text of an honest object: a signature, a long note. */
const MAX_STRING = 1_000_000;

/** Names that make a reader act, or show what is not a page (ISO 32000-2, 12.6 and 13). */
const PROGRAMS = new Set([
  "JavaScript",
  "JS",
  "Launch",
  "SubmitForm",
  "ImportData",
  "GoToE",
  "GoToR",
  "Rendition",
  "RichMedia",
  "XFA",
]);
const FILES_INSIDE = new Set(["EmbeddedFile", "EmbeddedFiles"]);

class Unreadable extends Error {}

/** What is wrong with the file, null when it only holds pages. Whether it is whole is asked elsewhere. */
export function pdfDanger(bytes: Uint8Array): PdfDanger | null {
  const found = pdfDangers(bytes);
  return ORDER.find((danger) => found.has(danger)) ?? null;
}

const ORDER: readonly PdfDanger[] = ["PROGRAM", "FILE_INSIDE", "ENCRYPTED", "UNSURE"];

/** Everything that is wrong with the file. */
export function pdfDangers(bytes: Uint8Array): ReadonlySet<PdfDanger> {
  const text = latin1(bytes);
  const budget = { bytes: MAX_UNPACKED_BYTES };
  const found = new Set<PdfDanger>();
  try {
    for (const { tokens, end, isStream } of objectsOf(text)) {
      addDangers(found, tokens);
      if (isStream && isObjectStream(tokens))
        addDangers(found, packedTokens(text, bytes, end, tokens, budget));
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    found.add("UNSURE");
  }
  return found;
}

/** How the XML that a PDF carries is declared: as a file put inside, or by its type. */
const XML_INSIDE = new Set(["/EmbeddedFile", "/text/xml", "/application/xml"]);

/**
 * The files put inside a PDF, as they are once inflated: wherever they stand, without following what leads to them.
 * Packed streams are opened here, within a cap, because a library that reads PDF opens all of them without any.
 *
 * @param bytes of a file in which {@link pdfDangers} found nothing UNSURE
 * @param maxBytes of all of them, unpacked; those beyond are left out
 */
export function* embeddedXml(bytes: Uint8Array, maxBytes: number): Generator<Uint8Array> {
  const text = latin1(bytes);
  const budget = { bytes: maxBytes };
  let opened = 0;
  for (const { tokens, end, isStream } of objectsOf(text)) {
    if (!isStream || !tokens.some((token) => XML_INSIDE.has(token))) continue;
    opened += 1;
    if (opened > MAX_FILES_INSIDE) return;
    const plain = attemptPlain(text, bytes, end, tokens, budget);
    if (plain !== undefined) yield Buffer.from(plain, "latin1");
  }
}

/**
 * True when what describes the file, once unpacked, stays within so many bytes: a library that opens a PDF unpacks all
 * of it at once, however large.
 */
export function unpacksWithin(bytes: Uint8Array, maxBytes: number): boolean {
  const text = latin1(bytes);
  const budget = { bytes: maxBytes };
  try {
    for (const { tokens, end, isStream } of objectsOf(text)) {
      const isOpened = isStream && (isObjectStream(tokens) || tokens.includes("/XRef"));
      if (!isOpened) continue;
      const filters = filtersOf(tokens);
      if (filters.length > 0 && !isFlate(filters)) return false;
      if (filters.length > 0) inflate(bytes.subarray(end), budget);
    }
    return true;
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return false;
  }
}

/** The words of each object, wherever it stands. @throws Unreadable */
function* objectsOf(text: string): Generator<ReturnType<typeof readTokens>> {
  for (let at = nextObject(text, 0); at !== -1; ) {
    const object = readTokens(text, at);
    yield object;
    at = nextObject(text, object.end);
  }
}

function attemptPlain(...stream: Parameters<typeof plainStream>): string | undefined {
  try {
    return plainStream(...stream);
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

/** Names come with their slash, `[`, `<<` and the other words as they are; texts and numbers are left out. */
type Tokens = readonly string[];

function addDangers(found: Set<PdfDanger>, tokens: Tokens): void {
  for (const [index, token] of tokens.entries()) {
    if (!token.startsWith("/")) continue;
    const name = token.slice(1);
    if (PROGRAMS.has(name)) found.add("PROGRAM");
    if (name === "OpenAction" && !found.has("PROGRAM") && acts(tokens, index + 1)) found.add("PROGRAM");
    if (FILES_INSIDE.has(name)) found.add("FILE_INSIDE");
    if (name === "Encrypt") found.add("ENCRYPTED");
  }
}

/** What happens on opening: many honest programs write a page to show; anything else is refused. */
function acts(tokens: Tokens, at: number): boolean {
  if (tokens[at] !== "<<") return false;
  const action = tokens.slice(at, at + MAX_ACTION_TOKENS);
  const end = action.indexOf(">>");
  const type = action.slice(0, end === -1 ? undefined : end);
  const index = type.indexOf("/S");
  return index === -1 || type[index + 1] !== "/GoTo";
}

/** An object stream says where its first object stands; no other stream does. */
function isObjectStream(tokens: Tokens): boolean {
  return tokens.includes("/ObjStm") || tokens.includes("/First");
}

function packedTokens(
  text: string,
  bytes: Uint8Array,
  at: number,
  dictionary: Tokens,
  budget: { bytes: number },
): Tokens {
  return readTokens(plainStream(text, bytes, at, dictionary, budget), 0, true).tokens;
}

/** The data of a stream that starts there, as one character a byte. @throws Unreadable when packed otherwise than usual */
function plainStream(
  text: string,
  bytes: Uint8Array,
  at: number,
  dictionary: Tokens,
  budget: { bytes: number },
): string {
  const filters = filtersOf(dictionary);
  if (filters.length === 0) return asItIs(text, at, budget);
  if (!isFlate(filters) || dictionary.includes("/Predictor") || dictionary.includes("/Encrypt"))
    throw new Unreadable();
  return inflate(bytes.subarray(at), budget);
}

/** How the data of a stream is packed. */
function filtersOf(dictionary: Tokens): Tokens {
  return dictionary.filter((token) => /^\/[A-Za-z0-9]+Decode$|^\/(?:Fl|LZW|A85|AHx|RL)$/.test(token));
}

function isFlate([filter, ...others]: Tokens): boolean {
  return others.length === 0 && (filter === "/FlateDecode" || filter === "/Fl");
}

/** Streams that do not end hold the rest of the file each: without a cap, a short file would be read for hours. */
function asItIs(text: string, at: number, budget: { bytes: number }): string {
  if (budget.bytes <= 0) throw new Unreadable();
  const end = text.indexOf("endstream", at);
  const plain = text.slice(at, end === -1 ? undefined : end);
  budget.bytes -= plain.length;
  if (budget.bytes < 0) throw new Unreadable();
  return plain;
}

function inflate(packed: Uint8Array, budget: { bytes: number }): string {
  if (budget.bytes <= 0) throw new Unreadable();
  try {
    // What follows the end of the packed data is ignored.
    const plain = inflateSync(packed, { maxOutputLength: budget.bytes });
    budget.bytes -= plain.byteLength;
    return plain.toString("latin1");
  } catch {
    throw new Unreadable();
  }
}

const DELIMITERS = "\0\t\n\f\r ()<>[]{}/%";

/**
 * Reads the words of an object, up to its end or to the data of its stream.
 *
 * @param isPacked the text holds objects one after the other, and ends with itself
 * @throws Unreadable when a text does not end, is too long, or hides an object
 */
function readTokens(
  text: string,
  from: number,
  isPacked = false,
): { tokens: Tokens; end: number; isStream: boolean } {
  const tokens: string[] = [];
  let at = from;
  while (at < text.length) {
    const sign = text.charAt(at);
    if (sign === "%") at = lineEnd(text, at);
    else if (sign === "(") at = literalEnd(text, at);
    else if (sign === "<" && text[at + 1] !== "<") at = hexEnd(text, at);
    else if (sign === "<" || (sign === ">" && text[at + 1] === ">")) {
      tokens.push(sign + sign);
      at += 2;
    } else if (sign !== "/" && DELIMITERS.includes(sign)) {
      if (sign === "[") tokens.push(sign);
      at += 1;
    } else {
      const end = wordEnd(text, at + 1);
      const word = text.slice(at, end);
      at = end;
      if (!isPacked && word === "stream") return { tokens, end: dataStart(text, at), isStream: true };
      if (!isPacked && (word === "endobj" || word === "startxref")) break;
      // Numbers tell nothing here.
      if (!/^[-+.\d]/.test(sign)) tokens.push(sign === "/" ? unescaped(word) : word);
      if (tokens.length > MAX_TOKENS) throw new Unreadable();
    }
  }
  return { tokens, end: at, isStream: false };
}

function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !DELIMITERS.includes(text.charAt(at))) at += 1;
  return at;
}

/** `/J#61vaScript` is `/JavaScript`. */
function unescaped(name: string): string {
  return name.replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== "\r" && text[at] !== "\n") at += 1;
  return at;
}

function dataStart(text: string, from: number): number {
  if (text[from] === "\r") return from + (text[from + 1] === "\n" ? 2 : 1);
  return text[from] === "\n" ? from + 1 : from;
}

function literalEnd(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length && at - from <= MAX_STRING; at += 1) {
    const sign = text[at];
    if (sign === "\\") at += 1;
    else if (sign === "(") depth += 1;
    else if (sign === ")") {
      depth -= 1;
      if (depth === 0) return honestText(text, from, at + 1);
    }
  }
  throw new Unreadable();
}

function hexEnd(text: string, from: number): number {
  const end = text.indexOf(">", from);
  if (end === -1 || end - from > MAX_STRING) throw new Unreadable();
  return honestText(text, from, end + 1);
}

/** A reader could be led to an object that a text pretends to hold. */
function honestText(text: string, from: number, end: number): number {
  if (holdsObject(text, from, end)) throw new Unreadable();
  return end;
}
