/** Bytes as the lines of a message (RFC 2045, 6.7 and 6.8), without streams: bodies are short and many. */

/** Characters of an encoded line, its soft break included. */
const LINE = 76;
const HEX = Buffer.from("0123456789ABCDEF", "latin1");
const EQUALS = 0x3d;
const CR = 0x0d;
const LF = 0x0a;

const isBlank = (byte: number): boolean => byte === 0x20 || byte === 0x09;
const isLiteral = (byte: number): boolean => isBlank(byte) || (byte > 0x20 && byte < 0x7f && byte !== EQUALS);

/** Characters each byte takes when it does not end a line. */
const WIDTHS = Uint8Array.from({ length: 256 }, (_, byte) => (isLiteral(byte) ? 1 : 3));

/**
 * Text as quoted-printable: what is ASCII stays readable, lines have 76 characters at most.
 *
 * @param text whose line ends are CRLF
 */
export function quotedPrintable(text: string): Buffer {
  const bytes = Buffer.from(text, "utf8");
  // Three characters a byte, and a soft break after each 73 of them at the latest.
  const encoded = Buffer.allocUnsafe(bytes.length * 3 + Math.ceil((bytes.length * 3) / 70) * 3 + 3);
  let at = 0;
  let column = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] as number;
    const next = bytes[index + 1];
    if (byte === CR && next === LF) {
      encoded[at] = CR;
      encoded[at + 1] = LF;
      at += 2;
      column = 0;
      index += 1;
      continue;
    }
    const endsLine = next === undefined || next === CR;
    // A blank at the end of a line would be taken away on the way.
    const width = endsLine && isBlank(byte) ? 3 : (WIDTHS[byte] as number);
    if (column + width > LINE - 1) {
      encoded[at] = EQUALS;
      encoded[at + 1] = CR;
      encoded[at + 2] = LF;
      at += 3;
      column = 0;
    }
    if (width === 1) {
      encoded[at] = byte;
    } else {
      encoded[at] = EQUALS;
      encoded[at + 1] = HEX[byte >> 4] as number;
      encoded[at + 2] = HEX[byte & 15] as number;
    }
    at += width;
    column += width;
  }
  return encoded.subarray(0, at);
}

/** Bytes as base64, in lines of 76 characters. */
export function base64Lines(content: Buffer): string {
  return content.toString("base64").replace(/.{76}(?=.)/g, "$&\r\n");
}

/** True when every server takes the bytes as they are: ASCII in lines of 998 characters at most. */
export function fitsSevenBit(content: Buffer): boolean {
  let column = 0;
  for (const byte of content) {
    if (byte === 0 || byte > 0x7f) return false;
    column = byte === LF ? 0 : column + 1;
    if (column > 999) return false;
  }
  return true;
}
