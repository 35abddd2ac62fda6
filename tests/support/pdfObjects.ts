/**
 * Reads the objects of a PDF file as our documents write them: a plain cross-reference table, clear
 * dictionaries, Flate streams. Enough to check a document without the library that drew it.
 */
import { inflateSync } from "node:zlib";

export interface PdfObject {
  /** The dictionary or the value, as written. */
  readonly text: string;
  /** The bytes of its stream, inflated; undefined when it has none. */
  readonly stream: Buffer | undefined;
}

export interface PdfFile {
  readonly header: string;
  readonly trailer: string;
  readonly objects: ReadonlyMap<number, PdfObject>;
}

/** @throws when the cross-reference table does not lead to its objects. */
export function readPdfFile(bytes: Uint8Array): PdfFile {
  const data = Buffer.from(bytes);
  const text = data.toString("latin1");
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1]);
  const table = text.slice(start);
  const [, first, count] = /^xref\s+(\d+) (\d+)/.exec(table) ?? [];
  if (first !== "0" || count === undefined) throw new Error("no cross-reference table");
  const entries = [...table.matchAll(/(\d{10}) (\d{5}) ([nf])/g)].slice(0, Number(count));
  const objects = new Map<number, PdfObject>();
  entries.forEach(([, offset, , kind], id) => {
    if (kind === "n") objects.set(id, readObject(data, text, id, Number(offset)));
  });
  return { header: text.slice(0, 8), trailer: table.slice(table.indexOf("trailer")), objects };
}

function readObject(data: Buffer, text: string, id: number, offset: number): PdfObject {
  const head = `${id} 0 obj`;
  if (!text.startsWith(head, offset)) throw new Error(`object ${id} is not at ${offset}`);
  const end = text.indexOf("endobj", offset);
  const streamAt = text.indexOf("stream\n", offset);
  if (streamAt < 0 || streamAt > end) {
    return { text: text.slice(offset + head.length, end).trim(), stream: undefined };
  }
  const dictionary = text.slice(offset + head.length, streamAt).trim();
  const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1]);
  const from = streamAt + "stream\n".length;
  const raw = data.subarray(from, from + length);
  return { text: dictionary, stream: /\/FlateDecode/.test(dictionary) ? inflateSync(raw) : raw };
}

/** The object a key of a dictionary refers to. */
export function referenced(file: PdfFile, dictionary: string, key: string): PdfObject {
  const id = new RegExp(`/${key}\\s+(\\d+) 0 R`).exec(dictionary)?.[1];
  const object = id === undefined ? undefined : file.objects.get(Number(id));
  if (!object) throw new Error(`no /${key} in ${dictionary.slice(0, 200)}`);
  return object;
}

/** The document's root dictionary. */
export function catalogOf(file: PdfFile): string {
  return referenced(file, file.trailer, "Root").text;
}

/** The dictionaries of the pages, in order. */
export function pagesOf(file: PdfFile): string[] {
  const tree = referenced(file, catalogOf(file), "Pages").text;
  const kids = /\/Kids \[([^\]]*)\]/.exec(tree)?.[1] ?? "";
  return [...kids.matchAll(/(\d+) 0 R/g)].map(([, id]) => file.objects.get(Number(id))?.text ?? "");
}

/** A text of the Info dictionary: `Title`, `Author`, `CreationDate`… */
export function infoOf(file: PdfFile, key: string): string {
  const { text } = referenced(file, referenced(file, file.trailer, "Info").text, key);
  const plain = /^\((.*)\)$/s.exec(text)?.[1];
  if (plain === undefined) throw new Error(`/${key} is not a text: ${text}`);
  const bytes = Buffer.from(unescapeText(plain), "latin1");
  // UTF-16, big end first, after its mark; else one byte a letter.
  return bytes[0] === 0xfe && bytes[1] === 0xff ? bytes.subarray(2).swap16().toString("utf16le") : plain;
}

function unescapeText(text: string): string {
  const letters: Record<string, string> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };
  return text.replace(/\\(.)/gs, (_, letter: string) => letters[letter] ?? letter);
}
