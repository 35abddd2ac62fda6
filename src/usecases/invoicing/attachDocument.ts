/** The original PDF of an invoice: checked, named safely, kept by its content. */
import { freeze } from "@/db/frozenJson";
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { sha256Hex } from "@/db/sha256";
import { newId } from "@/db/values";
import { fieldError, InputError } from "@/domain/fields";
import { safeFileName } from "@/domain/fileName";
import { DomainError } from "@/domain/invariant";
import type { StatedInvoice } from "@/domain/invoicing/statedInvoice";
import { statedInvoiceOf } from "@/formats/einvoice/statedInvoice";
import { requirePdf } from "@/formats/pdfFile";
import { journalBy } from "../journalBy";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";
import { journalInvoice, lockInvoice } from "./saveInvoice";
import { withdrawCopies } from "./withdrawCopies";

/** A file as a person sends it: neither its name nor its declared type is believed. */
export interface SentFile {
  name: string;
  bytes: Uint8Array;
}

/** Field of the forms that carry the file. */
export const FILE_FIELD = "file";

const MAX_DOCUMENTS = 20;

/**
 * Attaches the PDF of an invoice. The newest one goes with the reminders. The same bytes attached
 * again to the same invoice change nothing. What an electronic invoice inside says otherwise is shown beside it, and
 * stops nothing.
 *
 * @returns id of the document
 * @throws InputError on `file` when it is not a whole PDF of 10 MB at most
 */
export async function attachDocument(ctx: CompanyCtx, invoiceId: string, file: SentFile): Promise<string> {
  checkPdf(file);
  const stated = statedInvoiceOf(file.bytes);
  return inCompany(ctx.companyId, (tx) => attachDocumentIn(tx, ctx, invoiceId, { ...file, stated }));
}

/** Checks a file before anything is written. @throws InputError on `file` */
export function checkPdf(file: SentFile): void {
  try {
    requirePdf(file.bytes);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new InputError([{ field: FILE_FIELD, code: error.code, message: error.message }]);
  }
}

/** The same inside a caller's transaction; the caller has called {@link checkPdf}, and read what the file says. */
export async function attachDocumentIn(
  tx: Tx,
  ctx: CompanyCtx,
  invoiceId: string,
  { name, bytes, stated }: SentFile & { stated: StatedInvoice | null },
): Promise<string> {
  const { companyId } = ctx;
  const invoice = await lockInvoice(tx, companyId, invoiceId);
  const sha256 = sha256Hex(bytes);
  const documents = await tx.document.findMany({
    where: { companyId, invoiceId, kind: "INVOICE" },
    select: { id: true, sha256: true },
  });
  const same = documents.find((document) => document.sha256 === sha256);
  if (same) return same.id;
  if (documents.length >= MAX_DOCUMENTS) {
    throw fieldError(
      FILE_FIELD,
      "TOO_MANY",
      `Cette facture a déjà ${MAX_DOCUMENTS} documents. Retirez-en un d’abord.`,
    );
  }
  await tx.blob.createMany({
    data: [{ companyId, sha256, bytes: Uint8Array.from(bytes) }],
    skipDuplicates: true,
  });
  const id = newId();
  await tx.document.create({
    data: {
      companyId,
      id,
      kind: "INVOICE",
      name: safeFileName(name, "pdf", safeFileName(invoice.number, "pdf", "facture").slice(0, -4)),
      contentType: "application/pdf",
      sha256,
      sizeBytes: bytes.byteLength,
      invoiceId,
      ...(stated && { stated: freeze(stated) }),
      createdAt: new Date(ctx.clock.now()),
    },
  });
  await journalInvoice(tx, ctx, invoiceId, "document.attached", { documentId: id, sha256 });
  return id;
}

/**
 * Takes a PDF off an invoice: it goes with no further reminder, and no message sends it again. Messages that left keep
 * the bytes they carried.
 */
export async function removeDocument(ctx: CompanyCtx, documentId: string): Promise<void> {
  const { companyId } = ctx;
  if (!isId(documentId)) throw notFound();
  await inCompany(companyId, async (tx) => {
    const document = await tx.document.findUnique({
      where: { companyId_id: { companyId, id: documentId } },
      select: { kind: true, invoiceId: true, sha256: true },
    });
    if (document?.kind !== "INVOICE" || document.invoiceId === null) throw notFound();
    const restored = await withdrawCopies(tx, companyId, [documentId], ctx.clock.now());
    await tx.document.deleteMany({ where: { companyId, id: documentId } });
    const data = { documentId, sha256: document.sha256 };
    await journalBy(tx, ctx, [
      ...restored,
      { action: "document.removed", entity: "invoice", entityId: document.invoiceId, data },
    ]);
  });
}
