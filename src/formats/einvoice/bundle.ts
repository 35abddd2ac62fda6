/** Several dropped files as one, so that an import keeps, resumes and recognises them together. */
import { unzipSync, zipSync } from "fflate";

export interface BundledFile {
  /** Its place among the files, from 1. */
  line: number;
  name: string;
  bytes: Uint8Array;
}

/** The same day in every bundle: the same files give the same bytes. */
const DAY = new Date(1980, 0, 1);

/** Packs files in their order. The same files give the same bytes. */
export function packFiles(files: readonly { name: string; bytes: Uint8Array }[]): Uint8Array {
  const entries = files.map(({ name, bytes }, index) => [`${index + 1}/${name}`, bytes] as const);
  return zipSync(Object.fromEntries(entries), { level: 0, mtime: DAY });
}

/** The files that {@link packFiles} packed, in their order. */
export function unpackFiles(bundle: Uint8Array): BundledFile[] {
  return Object.entries(unzipSync(bundle))
    .map(([path, bytes]) => {
      const slash = path.indexOf("/");
      return { line: Number(path.slice(0, slash)), name: path.slice(slash + 1), bytes };
    })
    .sort((a, b) => a.line - b.line);
}
