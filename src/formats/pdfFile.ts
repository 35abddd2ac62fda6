/** Is this really a PDF that a reader will open? Looked at from outside, without running anything of it. */
import { DomainError } from "@/domain/invariant";

/** Largest file taken: a mail server refuses more once it is encoded. */
export const MAX_PDF_BYTES = 10_000_000;

const HEADER = /^%PDF-(1\.[0-7]|2\.0)[\r\n \t%]/;
/** Readers look for the end within this many bytes, since some programs add a few after it. */
const TAIL_BYTES = 2_048;

/**
 * Refuses what is not a whole PDF: ISO 32000 asks for a header with the version, a cross-reference
 * whose place stands after `startxref`, and the mark of the end.
 *
 * @throws DomainError FILE_EMPTY, FILE_TOO_LARGE, FILE_NOT_PDF or FILE_CUT, in French
 */
export function requirePdf(bytes: Uint8Array): void {
  if (bytes.byteLength === 0) {
    throw new DomainError("FILE_EMPTY", "Ce fichier est vide. Exportez-le de nouveau, puis joignez-le.");
  }
  if (bytes.byteLength > MAX_PDF_BYTES) {
    throw new DomainError("FILE_TOO_LARGE", "Ce fichier dépasse 10\u00a0Mo. Réduisez-le, puis joignez-le.");
  }
  const head = latin1(bytes.subarray(0, 16));
  if (!HEADER.test(head)) {
    throw new DomainError(
      "FILE_NOT_PDF",
      "Ce fichier n’est pas un PDF. Exportez la facture en PDF depuis votre logiciel.",
    );
  }
  const tail = latin1(bytes.subarray(-TAIL_BYTES));
  const end = /startxref[\r\n \t]+(\d{1,10})[\r\n \t]+%%EOF(?![\s\S]*%%EOF)/.exec(tail);
  const crossReferenceAt = Number(end?.[1] ?? Number.NaN);
  if (!isCrossReference(bytes, crossReferenceAt)) {
    throw new DomainError(
      "FILE_CUT",
      "Ce PDF est incomplet ou abîmé\u00a0: il lui manque sa fin. Exportez-le de nouveau.",
    );
  }
}

/** A table (`xref`) or, since PDF 1.5, an object that holds one (`12 0 obj`). */
function isCrossReference(bytes: Uint8Array, at: number): boolean {
  if (!Number.isSafeInteger(at) || at < 0 || at >= bytes.byteLength) return false;
  const there = latin1(bytes.subarray(at, at + 32));
  return /^\s*(xref\b|\d+\s+\d+\s+obj\b)/.test(there);
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
