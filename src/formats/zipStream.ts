/** A ZIP made while it is sent: one file in memory at a time, whatever the size of the whole. */
import { Zip, ZipDeflate, ZipPassThrough } from "fflate";

/** One file of the archive. */
export interface ZipFile {
  /** With slashes, without a leading one. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Already compressed: compressing again takes time and saves nothing. */
const COMPRESSED = /\.(pdf|png|jpe?g|zip)$/i;

/**
 * Packs files in their order. A path never leaves the folder the archive is opened in.
 *
 * @param datedAt the date every file bears: the same content makes the same bytes
 * @throws Error when a path is absolute, goes up, or comes twice
 */
export async function* zipStream(
  files: AsyncIterable<ZipFile>,
  datedAt: Date,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const ready: Uint8Array<ArrayBuffer>[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, chunk) => {
    if (error) failure = error;
    else ready.push(Uint8Array.from(chunk));
  });
  const seen = new Set<string>();
  for await (const { path, bytes } of files) {
    assertInside(path, seen);
    const entry = COMPRESSED.test(path) ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 });
    entry.mtime = datedAt;
    zip.add(entry);
    entry.push(bytes, true);
    if (failure) throw failure;
    yield* ready.splice(0);
  }
  zip.end();
  if (failure) throw failure;
  yield* ready.splice(0);
}

function assertInside(path: string, seen: Set<string>): void {
  const parts = path.split("/");
  const goesOut = parts.some((part) => part === "" || part === "." || part === "..") || path.includes("\\");
  if (goesOut) throw new Error(`a path leaves the archive: ${path}`);
  if (seen.has(path)) throw new Error(`a path comes twice: ${path}`);
  seen.add(path);
}
