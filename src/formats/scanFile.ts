/** Is this scan really a PDF, a JPEG or a PNG? Told by its content, never by its name. */
import { DomainError } from "@/domain/invariant";
import { MAX_PDF_BYTES, requirePdf } from "./pdfFile";

export interface ScanType {
  contentType: "application/pdf" | "image/jpeg" | "image/png";
  extension: "pdf" | "jpg" | "png";
}

const PNG_HEAD = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Length 0, type IEND, its fixed checksum. */
const PNG_END = [0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82];
/** Larger pictures are not scans of a paper. */
const MAX_SIDE_PX = 20_000;

/**
 * The type of a scan, from its bytes.
 *
 * @throws DomainError FILE_EMPTY, FILE_TOO_LARGE, FILE_TYPE or FILE_CUT, in French
 */
export function scanType(bytes: Uint8Array): ScanType {
  if (bytes.byteLength === 0) {
    throw new DomainError("FILE_EMPTY", "Ce fichier est vide. Numérisez de nouveau, puis joignez-le.");
  }
  if (bytes.byteLength > MAX_PDF_BYTES) {
    throw new DomainError("FILE_TOO_LARGE", "Ce fichier dépasse 10\u00a0Mo. Réduisez-le, puis joignez-le.");
  }
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46])) {
    requirePdf(bytes);
    return { contentType: "application/pdf", extension: "pdf" };
  }
  if (startsWith(bytes, PNG_HEAD)) {
    requireWhole(isWholePng(bytes));
    return { contentType: "image/png", extension: "png" };
  }
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) {
    requireWhole(isWholeJpeg(bytes));
    return { contentType: "image/jpeg", extension: "jpg" };
  }
  throw new DomainError(
    "FILE_TYPE",
    "Ce fichier n’est ni un PDF, ni une image JPEG ou PNG, quel que soit son nom.",
  );
}

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
  return head.every((byte, index) => bytes[index] === byte);
}

function requireWhole(isWhole: boolean): void {
  if (isWhole) return;
  throw new DomainError("FILE_CUT", "Cette image est incomplète ou abîmée. Numérisez de nouveau la pièce.");
}

function isSide(pixels: number): boolean {
  return pixels > 0 && pixels <= MAX_SIDE_PX;
}

/** Header chunk first, end chunk last: what stands between is the reader's business. */
function isWholePng(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < 45 || view.getUint32(8) !== 13 || view.getUint32(12) !== 0x49484452) return false;
  const end = bytes.subarray(-PNG_END.length);
  return isSide(view.getUint32(16)) && isSide(view.getUint32(20)) && startsWith(end, PNG_END);
}

/** Walks the segments to the frame header, and asks for the mark of the end. */
function isWholeJpeg(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Cameras may add zeros after the end.
  let last = bytes.byteLength - 1;
  while (last > 0 && bytes[last] === 0) last -= 1;
  if (bytes[last] !== 0xd9 || bytes[last - 1] !== 0xff) return false;
  let at = 2;
  while (at + 9 < bytes.byteLength && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return isSide(view.getUint16(at + 5)) && isSide(view.getUint16(at + 7));
    const length = view.getUint16(at + 2);
    if (length < 2 || marker === 0xda) return false;
    at += 2 + length;
  }
  return false;
}
