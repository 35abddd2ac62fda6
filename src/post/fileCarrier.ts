/**
 * A carrier reached through two folders, shared with a printing house or a script of its own: orders
 * go out as a PDF and a JSON file, statuses come in as JSON files. Nothing is lost by a crash at any
 * moment: an order is the same file again, and a status file stays until it is put away.
 */
import { access, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { PostalCarrier, PostalDelivery, PostalOrder } from "@/usecases/ports";
import { readStatusFile } from "./statusFile";

/** A status file is small: more is a mistake, or an attempt to fill the memory. */
const MAX_FILE_BYTES = 1_000_000;
/** Files taken up at one look; the next one takes the others. */
const MAX_FILES = 200;
/** A file touched this recently may still be in the writing. */
const SETTLED_AFTER_MS = 2_000;

/** Names a folder keeps: no way out of it, nothing hidden. */
const STATUS_NAME = /^[\w][\w.-]{0,120}\.json$/;

export interface CarrierFolders {
  outFolder: string;
  inFolder: string;
}

/** The carrier of these two folders. They must exist: a missing one is a mistake to mend, not to hide. */
export function fileCarrier({ outFolder, inFolder }: CarrierFolders): PostalCarrier {
  return {
    kind: "files",
    async hand(order) {
      const json = join(outFolder, `${order.letterId}.json`);
      const content = `${JSON.stringify(orderFile(order), null, 2)}\n`;
      if (await isThere(json)) {
        if ((await readFile(json, "utf8")) === content) return;
        // The letter was drawn and entrusted again: what still lies there must not be posted instead.
        await rm(json, { force: true });
      }
      await writeWhole(join(outFolder, `${order.letterId}.pdf`), order.pdf);
      // The JSON comes last: whoever sees it finds the PDF complete beside it.
      await writeWhole(json, content);
    },
    async collect() {
      const names = (await readdir(inFolder)).filter((name) => STATUS_NAME.test(name)).sort();
      const deliveries: PostalDelivery[] = [];
      for (const name of names.slice(0, MAX_FILES)) {
        const content = await contentOf(join(inFolder, name));
        if (content) deliveries.push({ name, content });
      }
      return deliveries;
    },
    async putAway(name, refusal) {
      if (!STATUS_NAME.test(name)) throw new Error("a status file has a plain name");
      const folder = join(inFolder, refusal === null ? "done" : "rejected");
      await mkdir(folder, { recursive: true });
      const kept = await freeName(folder, name);
      if (refusal !== null) await writeFile(join(folder, `${kept}.reason.txt`), `${refusal}\n`);
      await rename(join(inFolder, name), join(folder, kept));
    },
  };
}

function orderFile(order: PostalOrder) {
  const { pdf, companyId, letterId, orderedAt, ...rest } = order;
  return {
    company: companyId,
    letter: letterId,
    ...rest,
    pdf: `${letterId}.pdf`,
    sizeBytes: pdf.byteLength,
    orderedAt: new Date(orderedAt).toISOString(),
  };
}

/** Null while the file may still be in the writing. */
async function contentOf(path: string): Promise<PostalDelivery["content"] | null> {
  const { size, mtimeMs } = await stat(path);
  if (Date.now() - mtimeMs < SETTLED_AFTER_MS) return null;
  if (size > MAX_FILE_BYTES) return { problem: `larger than ${MAX_FILE_BYTES} bytes` };
  return readStatusFile(await readFile(path, "utf8"));
}

/** Appears under its name at once and whole. */
async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const draft = `${path}.part`;
  await writeFile(draft, content);
  await rename(draft, path);
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** A second file of the same name must not erase the first. */
async function freeName(folder: string, name: string): Promise<string> {
  let kept = name;
  for (let copy = 2; await isThere(join(folder, kept)); copy += 1) kept = `${name.slice(0, -5)}.${copy}.json`;
  return kept;
}
