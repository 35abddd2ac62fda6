/** The PDFs of imported invoices. */
import type { Instant } from "@/domain/calendar";
import { safeFileName } from "@/domain/fileName";
import type { Tx } from "../inCompany";
import { sha256Hex } from "../sha256";
import { newId } from "../values";

/** A PDF as it was dropped. */
export interface Original {
  name: string;
  bytes: Uint8Array;
}

/** Puts a PDF on an invoice just imported. The same bytes, kept from an import that was undone, are this one's now. */
export async function insertOriginal(
  tx: Tx,
  companyId: string,
  importId: string,
  original: Original & { invoiceId: string; number: string },
  now: Instant,
): Promise<void> {
  const { name, bytes, invoiceId, number } = original;
  const sha256 = sha256Hex(bytes);
  const kept = await tx.document.updateMany({
    where: { companyId, invoiceId, kind: "INVOICE", sha256, importId: { not: null } },
    data: { importId },
  });
  if (kept.count > 0) return;
  await tx.blob.createMany({
    data: [{ companyId, sha256, bytes: Uint8Array.from(bytes) }],
    skipDuplicates: true,
  });
  const fallback = safeFileName(number, "pdf", "facture").slice(0, -".pdf".length);
  await tx.document.create({
    data: {
      ...{ companyId, id: newId(), kind: "INVOICE", invoiceId, importId, sha256 },
      ...{ name: safeFileName(name, "pdf", fallback), contentType: "application/pdf" },
      ...{ sizeBytes: bytes.byteLength, createdAt: new Date(now) },
    },
    select: { id: true },
  });
}
