import { createHash } from "node:crypto";
import type { SinkMessage } from "./sinkLog";

const END = Buffer.from("\r\n.\r\n");
const LINE_DOT = Buffer.from("\r\n.");
const DOT = 0x2e;

/** Collects a message up to the line that holds a single dot. */
export class BodyReader {
  sizeBytes = 0;
  private readonly chunks: Buffer[] = [];
  /** The last bytes seen; a message may consist of the end mark alone. */
  private tail: Buffer = Buffer.from("\r\n");

  /** @returns the bytes after the message once its end has come, undefined before */
  read(chunk: Buffer): Buffer | undefined {
    const joined = Buffer.concat([this.tail, chunk]);
    const at = joined.indexOf(END);
    if (at < 0) {
      this.chunks.push(chunk);
      this.sizeBytes += chunk.length;
      this.tail = joined.subarray(Math.max(0, joined.length - 4));
      return undefined;
    }
    const endInChunk = at + 2 - this.tail.length;
    if (endInChunk >= 0) this.chunks.push(chunk.subarray(0, endInChunk));
    this.sizeBytes += endInChunk;
    return chunk.subarray(at + END.length - this.tail.length);
  }

  /** The message as it was before dots were doubled. */
  message(): Buffer {
    const bytes = Buffer.concat(this.chunks).subarray(0, Math.max(0, this.sizeBytes));
    const pieces: Buffer[] = [];
    let from = bytes[0] === DOT ? 1 : 0;
    for (let at = bytes.indexOf(LINE_DOT); at >= 0; at = bytes.indexOf(LINE_DOT, at + 3)) {
      pieces.push(bytes.subarray(from, at + 2));
      from = at + 3;
    }
    if (pieces.length === 0) return bytes.subarray(from);
    pieces.push(bytes.subarray(from));
    return Buffer.concat(pieces);
  }
}

/** Header fields in order, unfolded, not decoded. */
export function headersOf(message: Buffer): [string, string][] {
  const end = message.indexOf("\r\n\r\n");
  const block = message.toString("latin1", 0, end < 0 ? message.length : end);
  return block
    .replace(/\r\n(?=[ \t])/g, "")
    .split("\r\n")
    .filter((line) => line !== "")
    .map((line) => {
      const colon = line.indexOf(":");
      return colon < 0 ? [line, ""] : [line.slice(0, colon), line.slice(colon + 1).trim()];
    });
}

/** What the log keeps of a message. */
export function describeMessage(message: Buffer, from: string, to: readonly string[]): SinkMessage {
  const headers = headersOf(message);
  const headerValue = (name: string): string =>
    headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? "";
  return {
    at: Date.now(),
    from,
    to,
    key: headerValue("x-dument-key"),
    messageId: headerValue("message-id"),
    sha256: createHash("sha256").update(message).digest("hex"),
    sizeBytes: message.length,
    headers,
  };
}
