/** The PDFs of imported invoices and credit notes. */
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

/** Of these invoices, those that have no PDF of their own. */
export async function readWithoutOriginal(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.document.findMany({
    where: { companyId, kind: "INVOICE", invoiceId: { in: [...invoiceIds] } },
    select: { invoiceId: true },
  });
  const there = new Set(rows.map(({ invoiceId }) => invoiceId));
  return new Set(invoiceIds.filter((id) => !there.has(id)));
}

/** The PDFs that an import joined to invoices it found here. */
function joinedBy(companyId: string, importId: string) {
  const ofOthers = { OR: [{ importId: null }, { importId: { not: importId } }] };
  return { companyId, importId, kind: "INVOICE" as const, invoice: ofOthers };
}

export async function countJoined(tx: Tx, companyId: string, importId: string): Promise<number> {
  return tx.document.count({ where: joinedBy(companyId, importId) });
}

export async function readJoinedIds(tx: Tx, companyId: string, importId: string): Promise<string[]> {
  const rows = await tx.document.findMany({ where: joinedBy(companyId, importId), select: { id: true } });
  return rows.map(({ id }) => id);
}

/** Takes PDFs that an import joined off again: messages that left keep the bytes they carried. */
export async function removeJoined(
  tx: Tx,
  companyId: string,
  importId: string,
  ids: readonly string[],
): Promise<void> {
  await tx.document.deleteMany({ where: { ...joinedBy(companyId, importId), id: { in: [...ids] } } });
}

/** Where a PDF goes: on an invoice, beside a credit note that lowers it when it is one's. */
export interface OriginalOf {
  invoiceId: string;
  creditNoteId: string | null;
  /** Of the invoice, or of the credit note. */
  number: string;
}

/** Puts a PDF on an invoice, or beside a credit note, just imported. The same bytes, kept from an import that was undone, are this one's now. */
export async function insertOriginal(
  tx: Tx,
  companyId: string,
  importId: string,
  original: Original & OriginalOf,
  now: Instant,
): Promise<void> {
  const { name, bytes, invoiceId, creditNoteId, number } = original;
  const kind = creditNoteId === null ? ("INVOICE" as const) : ("CREDIT_NOTE" as const);
  const sha256 = sha256Hex(bytes);
  const kept = await tx.document.updateMany({
    where: { companyId, invoiceId, kind, sha256, importId: { not: null } },
    data: { importId, creditNoteId },
  });
  if (kept.count > 0) return;
  await tx.blob.createMany({
    data: [{ companyId, sha256, bytes: Uint8Array.from(bytes) }],
    skipDuplicates: true,
  });
  const fallback = safeFileName(number, "pdf", creditNoteId === null ? "facture" : "avoir").slice(
    0,
    -".pdf".length,
  );
  await tx.document.create({
    data: {
      ...{ companyId, id: newId(), kind, invoiceId, creditNoteId, importId, sha256 },
      ...{ name: safeFileName(name, "pdf", fallback), contentType: "application/pdf" },
      ...{ sizeBytes: bytes.byteLength, createdAt: new Date(now) },
    },
    select: { id: true },
  });
}
