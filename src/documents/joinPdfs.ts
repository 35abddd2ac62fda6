/** Puts PDFs one after the other to print them at once: ours, and those that people put on file. */
import { EncryptedPDFError, PDFDocument } from "@cantoo/pdf-lib";
import type { LocalDate } from "@/domain/calendar";

/** Why a file cannot be put with the others: locked, or no reader would open it. */
export type PdfProblem = "PROTECTED" | "BROKEN";

/** A file that was opened, with its pages. */
export interface OpenedPdf {
  readonly document: PDFDocument;
  readonly pageCount: number;
}

/** More pages than this are no copy of an invoice: printing them by accident would cost a ream. */
const MAX_PAGES = 200;

/** Opens a file that someone put on file, or says why it cannot be printed with the others. */
export async function openPdf(bytes: Uint8Array): Promise<OpenedPdf | PdfProblem> {
  try {
    const document = await PDFDocument.load(bytes, { throwOnInvalidObject: true, updateMetadata: false });
    const pageCount = document.getPageCount();
    return pageCount >= 1 && pageCount <= MAX_PAGES ? { document, pageCount } : "BROKEN";
  } catch (error) {
    return error instanceof EncryptedPDFError ? "PROTECTED" : pdfProblem(bytes);
  }
}

/** What keeps a file that does not open from being read: packed objects of a locked one cannot be, and its trailer says why. */
export function pdfProblem(bytes: Uint8Array): PdfProblem {
  return Buffer.from(bytes).includes("/Encrypt") ? "PROTECTED" : "BROKEN";
}

/** Joins whole files in the order given. The same files give the same bytes. */
export async function joinPdfs(
  files: readonly OpenedPdf[],
  properties: { readonly title: string; readonly author: string; readonly datedOn: LocalDate },
): Promise<Uint8Array> {
  const joined = await PDFDocument.create({ updateMetadata: false });
  const day = new Date(`${properties.datedOn}T00:00:00Z`);
  joined.setTitle(properties.title);
  joined.setAuthor(properties.author);
  joined.setProducer("Dument");
  joined.setLanguage("fr-FR");
  joined.setCreationDate(day);
  joined.setModificationDate(day);
  for (const { document } of files) {
    for (const page of await joined.copyPages(document, document.getPageIndices())) joined.addPage(page);
  }
  return joined.save({ updateFieldAppearances: false });
}
