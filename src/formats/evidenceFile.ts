/**
 * A file from someone we do not know: taken only when its bytes are wholly a PDF, a PNG or a JPEG
 * and nothing else besides. Nothing of it is run; of a PDF, only the packed objects are unpacked.
 */
import { DomainError } from "@/domain/invariant";
import { NBSP } from "@/domain/money";
import { type PdfDanger, pdfDanger } from "./activePdf";
import { requirePdf } from "./pdfFile";

/** Largest file taken from a debtor. */
export const MAX_EVIDENCE_BYTES = 5_000_000;
/** Most files of one message. */
export const MAX_EVIDENCE_FILES = 3;
/** An image larger than this is a trap for whoever opens it, not a photograph. */
const MAX_PIXELS = 60_000_000;

export type EvidenceKind = "pdf" | "png" | "jpeg";

export const EVIDENCE_TYPES: Record<EvidenceKind, { contentType: string; extension: string; name: string }> =
  {
    pdf: { contentType: "application/pdf", extension: "pdf", name: "un PDF" },
    png: { contentType: "image/png", extension: "png", name: "une image PNG" },
    jpeg: { contentType: "image/jpeg", extension: "jpg", name: "une image JPEG" },
  };

const EXTENSIONS: Record<string, EvidenceKind> = { pdf: "pdf", png: "png", jpg: "jpeg", jpeg: "jpeg" };

const ACCEPTED = "Joignez un PDF, une image PNG ou une image JPEG.";

/**
 * Says what a file is.
 *
 * @param name as the sender gives it: it is not believed, but it may not contradict the content
 * @throws DomainError FILE_EMPTY, FILE_TOO_LARGE, FILE_KIND, FILE_NAME, FILE_CUT, FILE_ACTIVE or
 *   FILE_TWO_FACED, with a sentence that names the file
 */
export function recognizeEvidence(name: string, bytes: Uint8Array): EvidenceKind {
  const called = shown(name);
  if (bytes.byteLength === 0) throw new DomainError("FILE_EMPTY", `${called} est vide.`);
  if (bytes.byteLength > MAX_EVIDENCE_BYTES) {
    throw new DomainError(
      "FILE_TOO_LARGE",
      `${called} dépasse 5${NBSP}Mo. Envoyez-en une version plus légère.`,
    );
  }
  const text = latin1(bytes);
  const kind = kindOf(text);
  if (kind === null) {
    throw new DomainError(
      "FILE_KIND",
      `${called} n’est ni un PDF ni une image que nous acceptons. ${ACCEPTED}`,
    );
  }
  const extension = /\.([A-Za-z0-9]{1,8})$/.exec(name.trim())?.[1]?.toLowerCase() ?? "";
  if (EXTENSIONS[extension] !== kind) {
    throw new DomainError(
      "FILE_NAME",
      `${called} contient ${EVIDENCE_TYPES[kind].name}, ce que son nom ne dit pas. Renommez-le en « .${EVIDENCE_TYPES[kind].extension} » ou choisissez un autre fichier.`.replace(
        / (?=»)|(?<=«) /g,
        NBSP,
      ),
    );
  }
  refuseCut(called, kind, bytes, text);
  refuseActive(called, kind, bytes);
  refuseTwoFaced(called, text);
  return kind;
}

function kindOf(text: string): EvidenceKind | null {
  if (text.startsWith("%PDF-")) return "pdf";
  if (text.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  if (text.startsWith("\xff\xd8\xff")) return "jpeg";
  return null;
}

function refuseCut(called: string, kind: EvidenceKind, bytes: Uint8Array, text: string): void {
  const cut = new DomainError("FILE_CUT", `${called} est incomplet ou abîmé. Enregistrez-le de nouveau.`);
  if (kind === "pdf") {
    try {
      requirePdf(bytes);
    } catch {
      throw cut;
    }
    return;
  }
  const size = kind === "png" ? pngSize(bytes) : jpegSize(bytes);
  if (size === null) throw cut;
  if (size.width * size.height > MAX_PIXELS) {
    throw new DomainError(
      "FILE_TOO_LARGE",
      `${called} est une image démesurée. Envoyez-en une version plus petite.`,
    );
  }
  const hasEnd = kind === "png" ? text.includes("IEND\xae\x42\x60\x82") : text.includes("\xff\xd9");
  if (!hasEnd) throw cut;
  // A PNG ends with its last chunk. A photograph may go on after the mark of its end: phones add a film or a map.
  if (kind === "png" && !text.endsWith("IEND\xae\x42\x60\x82")) throw twoFaced(called);
}

interface Size {
  width: number;
  height: number;
}

/** The first chunk of a PNG says how large it is. */
function pngSize(bytes: Uint8Array): Size | null {
  if (bytes.byteLength < 33) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (latin1(bytes.subarray(12, 16)) !== "IHDR") return null;
  const size = { width: view.getUint32(16), height: view.getUint32(20) };
  return size.width > 0 && size.height > 0 ? size : null;
}

/** Walks the segments of a JPEG up to the one that says how large it is (ITU-T T.81, B.2.2). */
function jpegSize(bytes: Uint8Array): Size | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 2;
  while (at + 9 < bytes.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      const size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
      return size.width > 0 && size.height > 0 ? size : null;
    }
    if (marker === 0xd9 || marker === 0xda) return null;
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

const DANGERS: Record<PdfDanger, string> = {
  PROGRAM: "contient un programme",
  FILE_INSIDE: "contient un autre fichier",
  ENCRYPTED: "est protégé\u00a0: nous ne pouvons pas vérifier ce qu’il contient",
  UNSURE: "est fait d’une façon que nous ne pouvons pas vérifier",
};

function refuseActive(called: string, kind: EvidenceKind, bytes: Uint8Array): void {
  const danger = kind === "pdf" ? pdfDanger(bytes) : null;
  if (danger === null) return;
  throw new DomainError(
    "FILE_ACTIVE",
    `${called} ${DANGERS[danger]}. Imprimez-le en PDF, puis joignez le résultat.`,
  );
}

/**
 * What a second reader could take the same bytes for. An archive opens by the end of its directory,
 * on its first disk, or by its first bytes.
 */
const ARCHIVES = ["PK\x05\x06\0\0\0\0", "Rar!\x1a\x07", "7z\xbc\xaf\x27\x1c"];
const PAGES_AND_PROGRAMS = [/<script[\s>/]/i, /<html[\s>]/i, /<!doctype html/i, /<svg[\s>]/i, /<\?php/i];

function refuseTwoFaced(called: string, text: string): void {
  const hasOther =
    text.indexOf("%PDF-", 1) > 0 ||
    ARCHIVES.some((face) => text.includes(face)) ||
    PAGES_AND_PROGRAMS.some((face) => face.test(text));
  if (hasOther) throw twoFaced(called);
}

function twoFaced(called: string): DomainError {
  return new DomainError(
    "FILE_TWO_FACED",
    `${called} cache un second contenu. Enregistrez-le de nouveau, ou faites-en une copie d’écran.`,
  );
}

function shown(name: string): string {
  const readable = name.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "").slice(-60);
  return `Le fichier «${NBSP}${readable || "sans nom"}${NBSP}»`;
}

/** One character a byte, in pieces that the stack can hold. */
function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}
