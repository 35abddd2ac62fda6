/** What a workbook says of itself: its sheets, how it counts days, how each style shows numbers, and its texts. */
import { at, childrenOf, readXml, type XmlNode, type XmlRules } from "../xmlTree";
import { type NumberFormat, numberFormatOf } from "./numberFormat";
import { type XmlListener, xmlEvents } from "./xmlEvents";
import { type InflateBudget, inflateEntry, type ZipEntry, ZipRefused } from "./zipEntries";

export interface Sheet {
  name: string;
  entry: ZipEntry;
}

export interface Workbook {
  /** In the order of their tabs, those that Excel hides left out. */
  sheets: Sheet[];
  is1904: boolean;
  /** By the number of a style. */
  formats: NumberFormat[];
  sharedStrings: ZipEntry | undefined;
}

/** The files of a workbook, and what may still be inflated of them. */
export interface Package {
  bytes: Uint8Array;
  entries: ReadonlyMap<string, ZipEntry>;
  budget: InflateBudget;
}

/** Of the parts read as a tree, all of which are small. */
const MAX_PART_BYTES = 16 * 1024 * 1024;
/** Longest text that Excel lets a cell hold. */
export const MAX_TEXT_LENGTH = 32_767;
/** Longest name of a sheet that is shown; Excel stops at 31. */
const MAX_NAME = 60;
const MAX_SHARED_STRINGS = 2_000_000;
const MAX_SHARED_LENGTH = 64 * 1024 * 1024;

const RULES: XmlRules = {
  maxBytes: MAX_PART_BYTES,
  maxNodes: 300_000,
  maxDepth: 40,
  refuse: (why) => {
    throw new ZipRefused(why);
  },
};

/**
 * Reads the description of a workbook; undefined when the archive is none.
 *
 * @throws ZipRefused, XmlRefused
 */
export async function readWorkbook(file: Package): Promise<Workbook | undefined> {
  const main = await mainPart(file);
  const root = main === undefined ? undefined : await readPart(file, main);
  if (main === undefined || root?.name !== "workbook") return undefined;
  const related = await relations(file, main);
  const target = (type: string) => related.find((relation) => relation.type.endsWith(type))?.path ?? "";
  const styles = await readPart(file, target("/styles"));
  return {
    sheets: sheetsOf(root, related, file),
    is1904: /^(1|true)$/.test(at(root, "workbookPr")?.attributes.date1904 ?? ""),
    formats: styles ? formatsOf(styles) : [],
    sharedStrings: file.entries.get(target("/sharedStrings")),
  };
}

async function mainPart(file: Package): Promise<string | undefined> {
  const found = (await relations(file, "")).find(({ type }) => type.endsWith("/officeDocument"));
  return found?.path;
}

interface Relation {
  id: string;
  type: string;
  path: string;
}

/** What a part refers to; `""` is the package as a whole. */
async function relations(file: Package, part: string): Promise<Relation[]> {
  const slash = part.lastIndexOf("/") + 1;
  const folder = part.slice(0, slash);
  const root = await readPart(file, `${folder}_rels/${part.slice(slash)}.rels`);
  return childrenOf(root, "Relationship").map(({ attributes }) => {
    const { Id: id = "", Type: type = "", Target: target = "" } = attributes;
    return { id, type, path: target.startsWith("/") ? target.slice(1) : `${folder}${target}` };
  });
}

async function readPart(file: Package, path: string): Promise<XmlNode | undefined> {
  const entry = file.entries.get(path);
  if (!entry) return undefined;
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of inflateEntry(file.bytes, entry, file.budget)) {
    size += piece.length;
    if (size > MAX_PART_BYTES) throw new ZipRefused("TOO_LARGE");
    pieces.push(piece);
  }
  return readXml(Buffer.concat(pieces), RULES);
}

function sheetsOf(root: XmlNode, related: readonly Relation[], { entries }: Package): Sheet[] {
  return childrenOf(at(root, "sheets"), "sheet").flatMap(({ attributes }) => {
    const id = Object.entries(attributes).find(([name]) => name.endsWith(":id"))?.[1];
    const relation = related.find((one) => one.id === id && one.type.endsWith("/worksheet"));
    const entry = relation && entries.get(relation.path);
    const isHidden = /^(hidden|veryHidden)$/.test(attributes.state ?? "");
    return entry && !isHidden ? [{ name: (attributes.name ?? "").slice(0, MAX_NAME), entry }] : [];
  });
}

function formatsOf(styles: XmlNode): NumberFormat[] {
  const codes = new Map(
    childrenOf(at(styles, "numFmts"), "numFmt").map(({ attributes }) => [
      Number(attributes.numFmtId),
      attributes.formatCode ?? "",
    ]),
  );
  return childrenOf(at(styles, "cellXfs"), "xf").map(({ attributes }) => {
    const id = Number(attributes.numFmtId ?? 0);
    return numberFormatOf(id, codes.get(id));
  });
}

/** The texts that cells share, by their number. @throws ZipRefused, XmlRefused */
export async function readSharedStrings(file: Package, entry: ZipEntry | undefined): Promise<string[]> {
  const strings: string[] = [];
  if (!entry) return strings;
  let total = 0;
  const listener = textListener("si", (text) => {
    total += text.length;
    if (strings.push(text) > MAX_SHARED_STRINGS || total > MAX_SHARED_LENGTH)
      throw new ZipRefused("TOO_LARGE");
  });
  for await (const _ of xmlEvents(inflateEntry(file.bytes, entry, file.budget), listener));
  return strings;
}

/** Gathers the text of each element of a name, formatted or not; how it is pronounced is left out. */
function textListener(name: string, take: (text: string) => void): XmlListener {
  let text = "";
  let isText = false;
  let isPronounced = false;
  return {
    open(opened) {
      if (opened === name) text = "";
      else if (opened === "rPh") isPronounced = true;
      else isText = opened === "t" && !isPronounced;
    },
    text(more) {
      if (isText && text.length < MAX_TEXT_LENGTH) text += more;
    },
    close(closed) {
      isText = false;
      if (closed === "rPh") isPronounced = false;
      if (closed === name) take(plainText(text.slice(0, MAX_TEXT_LENGTH)));
    },
  };
}

/** One line, with the characters that Excel writes as `_x000D_`. */
export function plainText(text: string): string {
  const characters = text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return characters.replace(/[\r\n]+/g, " ");
}
