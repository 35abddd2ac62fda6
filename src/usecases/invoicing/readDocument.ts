import { inCompany, isId } from "@/db/inCompany";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";

export interface StoredFile {
  name: string;
  contentType: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** The exact bytes of a document. @throws DomainError NOT_FOUND when it is not of this company */
export async function readDocument(ctx: CompanyCtx, documentId: string): Promise<StoredFile> {
  const { companyId } = ctx;
  if (!isId(documentId)) throw notFound();
  return inCompany(companyId, async (tx) => {
    const document = await tx.document.findUnique({
      where: { companyId_id: { companyId, id: documentId } },
      select: { name: true, contentType: true, blob: { select: { bytes: true } } },
    });
    if (!document) throw notFound();
    const { name, contentType, blob } = document;
    return { name, contentType, bytes: blob.bytes };
  });
}
