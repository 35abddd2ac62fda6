/**
 * The bytes of a message from its checked parts. The mail library words and folds the headers that
 * people's words are in; the bodies are encoded and joined here at once, because its streams, a
 * dozen a message, took longer than all the rest of a reminder.
 */
import MimeNode from "nodemailer/lib/mime-node";
import { base64Lines, fitsSevenBit, quotedPrintable } from "./bodyEncodings";

/** A file of a message; `cid` for a picture shown inside. */
export interface MimeFile {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
  readonly cid?: string;
}

export interface MimeSource {
  /** Headers whose values need no encoding, before all others. */
  readonly plainHeaders: readonly (readonly [name: string, value: string])[];
  /** Headers in their order, for the library to word: addresses, subject, identifiers, date. */
  readonly headers: readonly (readonly [name: string, value: unknown])[];
  /** With CRLF. */
  readonly text: string;
  readonly html: string;
  readonly files: readonly MimeFile[];
  /** Letters and digits that no body holds on a line of its own. */
  readonly boundary: string;
}

type Bytes = string | Buffer;

const CRLF = "\r\n";
/** The library would draw a boundary at random for each message; ours are given. */
const NO_CHANCE = { baseBoundary: "unused" };

/** Text first, then the page that says the same with its pictures, then the files. */
export function assembleMime(source: MimeSource): Buffer {
  const pictures = source.files.filter((file) => file.cid !== undefined);
  const files = source.files.filter((file) => file.cid === undefined);
  const page = textPart("html", source.html);
  const shown =
    pictures.length > 0
      ? multipart("related", `${source.boundary}-3`, [page, ...pictures.map(filePart)])
      : page;
  const words = multipart("alternative", `${source.boundary}-2`, [textPart("plain", source.text), shown]);
  const whole =
    files.length > 0 ? multipart("mixed", source.boundary, [words, ...files.map(filePart)]) : words;
  return joined([headerLines(source), CRLF, ...whole]);
}

function headerLines({ plainHeaders, headers }: MimeSource): string {
  const node = new MimeNode(undefined, { ...NO_CHANCE, disableFileAccess: true, disableUrlAccess: true });
  for (const [name, value] of headers) node.setHeader(name, value as string);
  const plain = plainHeaders.map(([name, value]) => `${name}: ${value}${CRLF}`).join("");
  return plain + node.buildHeaders();
}

function multipart(
  kind: "mixed" | "alternative" | "related",
  boundary: string,
  parts: readonly (readonly Bytes[])[],
): Bytes[] {
  const opening = `Content-Type: multipart/${kind}; boundary="${boundary}"${CRLF}${CRLF}`;
  const inside = parts.flatMap((part) => [`--${boundary}${CRLF}`, ...part, CRLF]);
  return [opening, ...inside, `--${boundary}--${CRLF}`];
}

function textPart(kind: "plain" | "html", text: string): Bytes[] {
  const head = `Content-Type: text/${kind}; charset=utf-8${CRLF}Content-Transfer-Encoding: quoted-printable${CRLF}${CRLF}`;
  return [head, quotedPrintable(text)];
}

function filePart(file: MimeFile): Bytes[] {
  const encoding = transferEncodingOf(file);
  const body = encoding === "base64" ? base64Lines(file.content) : file.content;
  return [fileHeaders(file, encoding), CRLF + CRLF, body];
}

/** A message inside a message may not be encoded (RFC 2046, 5.2.1): it says what it is made of. */
function transferEncodingOf({ contentType, content }: MimeFile): "base64" | "7bit" | "8bit" {
  if (!contentType.startsWith("message/")) return "base64";
  return fitsSevenBit(content) ? "7bit" : "8bit";
}

const MAX_KNOWN = 200;
/** The same few files travel with thousands of messages. */
const known = new Map<string, string>();

function fileHeaders({ filename, contentType, cid }: MimeFile, encoding: string): string {
  const key = JSON.stringify([filename, contentType, cid, encoding]);
  const ready = known.get(key);
  if (ready !== undefined) return ready;
  // Never the root of a message: that one would be given a date and an identifier.
  const node = new MimeNode("multipart/mixed", NO_CHANCE).createChild(contentType, { filename });
  if (cid !== undefined) node.setHeader("Content-Id", `<${cid}>`);
  node.setHeader("Content-Transfer-Encoding", encoding);
  node.setHeader("Content-Disposition", cid === undefined ? "attachment" : "inline");
  const lines = node.buildHeaders();
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(key, lines);
  return lines;
}

function joined(pieces: readonly Bytes[]): Buffer {
  return Buffer.concat(
    pieces.map((piece) => (typeof piece === "string" ? Buffer.from(piece, "latin1") : piece)),
  );
}
