import { Readable } from "node:stream";
import { invariant } from "@/domain/invariant";

/**
 * How much of a message was handed to the connection:
 * `untouched` before the server said 354, `started` from the first bytes on, `handed_over` once
 * the last byte was given: from there on the end mark may be on its way.
 */
export type BodyProgress = "untouched" | "started" | "handed_over";

interface LazyBody {
  readonly readable: Readable;
  readonly progress: () => BodyProgress;
}

const CHUNK_BYTES = 64 * 1024;

/**
 * A stream that gives nothing before it is asked and nothing in advance. The SMTP client first
 * pulls it after the server has agreed to take the message, so what was pulled is the proof of
 * how far the dialogue went, on plain and encrypted connections alike.
 *
 * @param onProgress called each time a piece is handed over
 * @param mayStart asked once, at the first pull; when it answers false nothing is given, ever,
 *   and `onWithdrawn` is called. When it fails, `onWithdrawn` gets the error.
 */
export function lazyBody(
  mime: Uint8Array,
  onProgress: (progress: BodyProgress) => void,
  mayStart?: () => Promise<boolean>,
  onWithdrawn?: (error?: unknown) => void,
): LazyBody {
  invariant(mime.byteLength > 0, "a message has bytes");
  const bytes = Buffer.from(mime.buffer, mime.byteOffset, mime.byteLength);
  let progress: BodyProgress = "untouched";
  let offset = 0;

  const give = (): void => {
    if (readable.destroyed) return;
    const end = Math.min(offset + CHUNK_BYTES, bytes.length);
    progress = end === bytes.length ? "handed_over" : "started";
    onProgress(progress);
    readable.push(bytes.subarray(offset, end));
    offset = end;
    if (progress === "handed_over") readable.push(null);
  };

  // Without read-ahead (a mark of 0), a piece is pulled only when the one before has left.
  const readable: Readable = new Readable({
    highWaterMark: 0,
    read() {
      if (offset > 0 || !mayStart) return give();
      progress = "started";
      mayStart().then((may) => (may ? give() : onWithdrawn?.()), onWithdrawn);
    },
  });
  return { readable, progress: () => progress };
}
