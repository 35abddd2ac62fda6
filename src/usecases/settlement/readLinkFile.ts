import { inCompany, isId } from "@/db/inCompany";
import { readSameReaders } from "@/db/settlement/answerLinks";
import type { StoredFile } from "../invoicing/readDocument";
import { type FoundLink, readLinkScope } from "./openAnswerLink";

/**
 * A file behind the link: an original invoice it shows, or a credit note that lowers it, what its readers sent, what was written
 * back to them, the schedule they agreed on. Null for anything else of the company.
 */
export async function readLinkFile(link: FoundLink, documentId: string): Promise<StoredFile | null> {
  const { companyId } = link;
  if (!isId(documentId)) return null;
  return inCompany(companyId, async (tx) => {
    const { own, others } = await readLinkScope(tx, link);
    const linkIds = await readSameReaders(tx, link);
    const plan = await tx.instalmentPlan.findFirst({
      where: { companyId, documentId, invoices: { some: { invoiceId: { in: own } } } },
      select: { id: true },
    });
    const document = await tx.document.findFirst({
      where: {
        companyId,
        id: documentId,
        OR: [
          { kind: "INVOICE", invoiceId: { in: [...own, ...others] } },
          { kind: "CREDIT_NOTE", invoiceId: { in: [...own, ...others] }, creditNote: { cancelledAt: null } },
          {
            answers: {
              some: { answer: { linkId: { in: linkIds }, invoices: { some: { invoiceId: { in: own } } } } },
            },
          },
          ...(plan ? [{ id: documentId }] : []),
        ],
      },
      select: { name: true, contentType: true, blob: { select: { bytes: true } } },
    });
    if (!document) return null;
    return { name: document.name, contentType: document.contentType, bytes: document.blob.bytes };
  });
}
