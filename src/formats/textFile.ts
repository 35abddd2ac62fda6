/**
 * Recognises by its first bytes what was dropped in place of a text file, and says how to get one.
 */
import { DomainError } from "@/domain/invariant";
import { typeset } from "@/domain/typography";

/** Signatures at the very start of a file, and the sentence that helps. */
const SIGNATURES: readonly (readonly [signature: string, code: string, sentence: string])[] = [
  [
    "d0cf11e0a1b11ae1",
    "FILE_EXCEL",
    "Ceci est un classeur Excel (.xls). Ouvrez-le, puis enregistrez-le en CSV : Fichier, Enregistrer sous, « CSV UTF-8 ».",
  ],
  [
    "25504446",
    "FILE_PDF",
    "Ceci est un PDF. Exportez la liste des factures en CSV depuis votre logiciel de facturation.",
  ],
  ["1f8b", "FILE_ARCHIVE", "Ceci est une archive compressée. Décompressez-la, puis déposez le fichier CSV."],
  ["377abcaf271c", "FILE_ARCHIVE", "Ceci est une archive 7z. Décompressez-la, puis déposez le fichier CSV."],
  ["52617221", "FILE_ARCHIVE", "Ceci est une archive RAR. Décompressez-la, puis déposez le fichier CSV."],
  [
    "89504e47",
    "FILE_IMAGE",
    "Ceci est une image. Exportez la liste des factures en CSV depuis votre logiciel.",
  ],
  [
    "ffd8ff",
    "FILE_IMAGE",
    "Ceci est une image. Exportez la liste des factures en CSV depuis votre logiciel.",
  ],
  [
    "47494638",
    "FILE_IMAGE",
    "Ceci est une image. Exportez la liste des factures en CSV depuis votre logiciel.",
  ],
];

/** Bytes looked at; headers of archives name their first entry within them. */
const SAMPLE_BYTES = 4096;
/** Above both, a file is not a text that a few control bytes slipped into. */
const MAX_CONTROL_SHARE = 0.05;
const MAX_CONTROL_BYTES = 8;

function refuse(code: string, sentence: string): never {
  throw new DomainError(code, typeset(sentence));
}

function checkZip(head: Buffer): void {
  if (!head.subarray(0, 4).equals(Buffer.from("504b0304", "hex"))) return;
  const names = head.toString("latin1");
  if (names.includes("opendocument.spreadsheet")) {
    refuse(
      "FILE_ODS",
      "Ceci est un classeur LibreOffice (.ods). Ouvrez-le, puis enregistrez-le en CSV : Fichier, Enregistrer sous, « Texte CSV ».",
    );
  }
  if (names.includes("[Content_Types].xml") || names.includes("xl/") || names.includes("_rels/")) {
    refuse(
      "FILE_EXCEL",
      "Ceci est un classeur Excel (.xlsx). Ouvrez-le, puis enregistrez-le en CSV : Fichier, Enregistrer sous, « CSV UTF-8 ».",
    );
  }
  refuse("FILE_ARCHIVE", "Ceci est une archive ZIP. Décompressez-la, puis déposez le fichier CSV.");
}

/** Texts that are not tables: recognised after spaces and a byte order mark. */
function checkMarkup(head: Buffer): void {
  const start = head
    .toString("latin1")
    .replace(/^(ï»¿|ÿþ|þÿ)/, "")
    .replaceAll("\0", "")
    .trimStart()
    .toLowerCase();
  if (/^(<!doctype html|<html|<table|<head|<meta)/.test(start)) {
    refuse(
      "FILE_HTML",
      "Ceci est une page web, même si son nom finit par .xls ou .csv. Ouvrez-la dans un tableur, puis enregistrez-la en CSV.",
    );
  }
  if (start.startsWith("<?xml") || /^<[a-z][\w:.-]*[\s>]/.test(start)) {
    refuse("FILE_XML", "Ceci est un fichier XML. Exportez la liste des factures en CSV.");
  }
  if (/^(\[\s*)?\{\s*"/.test(start)) {
    refuse("FILE_JSON", "Ceci est un fichier JSON. Exportez la liste des factures en CSV.");
  }
  if (start.startsWith("{\\rtf")) {
    refuse(
      "FILE_BINARY",
      "Ceci est un document de texte mis en forme. Exportez la liste des factures en CSV.",
    );
  }
}

/** True when NUL bytes fall on every other byte: UTF-16 text, whose NULs are no accident. */
export function looksLikeUtf16(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const length = Math.min(bytes.length, SAMPLE_BYTES) & ~1;
  const nuls = [0, 0];
  for (let index = 0; index < length; index += 1) {
    if (bytes[index] === 0) nuls[index % 2] = (nuls[index % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = nuls;
  const half = length / 2;
  if (half > 0 && odd > half * 0.6 && even < half * 0.1) return "utf-16le";
  if (half > 0 && even > half * 0.6 && odd < half * 0.1) return "utf-16be";
  return undefined;
}

function hasUtf16Mark(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

function isFullOfControls(head: Buffer): boolean {
  let controls = 0;
  for (const byte of head) {
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 0x1a)) controls += 1;
  }
  return controls > MAX_CONTROL_BYTES && controls > head.length * MAX_CONTROL_SHARE;
}

/**
 * Lets through what may be a text table.
 *
 * @throws DomainError `FILE_EMPTY`, `FILE_EXCEL`, `FILE_ODS`, `FILE_PDF`, `FILE_ARCHIVE`,
 *   `FILE_IMAGE`, `FILE_HTML`, `FILE_XML`, `FILE_JSON` or `FILE_BINARY`, in French.
 */
export function assertTextFile(bytes: Uint8Array): void {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, SAMPLE_BYTES));
  const isWhole = head.byteLength === bytes.byteLength;
  if (isWhole && /^(\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)?[\s\0]*$/.test(head.toString("latin1"))) {
    refuse("FILE_EMPTY", "Ce fichier est vide. Recommencez l’export depuis votre logiciel de facturation.");
  }
  checkZip(head);
  for (const [signature, code, sentence] of SIGNATURES) {
    const magic = Buffer.from(signature, "hex");
    if (head.subarray(0, magic.length).equals(magic)) refuse(code, sentence);
  }
  checkMarkup(head);
  if (hasUtf16Mark(bytes) || looksLikeUtf16(bytes)) return;
  if (isFullOfControls(head)) {
    refuse("FILE_BINARY", "Ce fichier n’est pas un texte. Exportez la liste des factures en CSV.");
  }
}
