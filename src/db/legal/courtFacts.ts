/** What the records say of a claim when a court is considered. */
import type { LocalDate } from "@/domain/calendar";
import type { Tx } from "../inCompany";
import { toLocalDateOrNull } from "../values";

export interface ClaimRecords {
  formalNotices: { presentedOn: LocalDate | null; deadlineOn: LocalDate | null; hasReceipt: boolean }[];
  hasInvoiceCopy: boolean;
  hasReminder: boolean;
  hasOrder: boolean;
  hasDelivery: boolean;
  /** A receipt added by hand to the file. */
  hasReceipt: boolean;
  hasDispute: boolean;
  /** The last time the debtor answered, by the link or on the phone. */
  lastAnswerAt: Date | null;
}

/** Reads the records of these invoices; a piece counts when each of them has it. */
export async function readClaimRecords(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
): Promise<ClaimRecords> {
  const ids = [...invoiceIds];
  const letters = await tx.letter.findMany({
    where: {
      companyId,
      channel: "FORMAL_NOTICE",
      postedOn: { not: null },
      state: { not: "CANCELLED" },
      // A letter that was not returned has no reason: null is not « not the wrong address » for SQL.
      OR: [{ returnReason: null }, { returnReason: { not: "WRONG_ADDRESS" } }],
      invoices: { some: { invoiceId: { in: ids } } },
    },
    select: { presentedOn: true, deadlineOn: true, proofs: { select: { kind: true } } },
  });
  const papers = await tx.document.findMany({
    where: { companyId, invoiceId: { in: ids }, kind: "INVOICE" },
    select: { invoiceId: true },
  });
  const proofs = await tx.evidence.findMany({
    where: { companyId, invoiceId: { in: ids }, removedAt: null },
    select: { invoiceId: true, category: true },
  });
  const everyOne = (found: readonly { invoiceId: string | null }[]) =>
    ids.length > 0 && ids.every((id) => found.some(({ invoiceId }) => invoiceId === id));
  const reminder = await tx.message.findFirst({
    where: {
      companyId,
      kind: "REMINDER",
      state: "SENT",
      bouncedAt: null,
      invoices: { some: { invoiceId: { in: ids } } },
    },
    select: { id: true },
  });
  const dispute = await tx.hold.findFirst({
    where: { companyId, invoiceId: { in: ids }, kind: "DISPUTE", endedAt: null },
    select: { id: true },
  });
  const answer = await tx.answer.findFirst({
    where: { companyId, source: { in: ["LINK", "CALL"] }, invoices: { some: { invoiceId: { in: ids } } } },
    select: { createdAt: true },
    orderBy: { createdAt: "desc" },
  });
  return {
    formalNotices: letters.map((letter) => ({
      presentedOn: toLocalDateOrNull(letter.presentedOn),
      deadlineOn: toLocalDateOrNull(letter.deadlineOn),
      hasReceipt: letter.proofs.some(({ kind }) => kind !== "OTHER"),
    })),
    hasInvoiceCopy: everyOne(papers),
    hasReminder: reminder !== null,
    hasOrder: everyOne(proofs.filter(({ category }) => category === "ORDER")),
    hasDelivery: everyOne(proofs.filter(({ category }) => category === "DELIVERY")),
    hasReceipt: proofs.some(({ category }) => category === "RECEIPT"),
    hasDispute: dispute !== null,
    lastAnswerAt: answer?.createdAt ?? null,
  };
}

/** Other invoices of the client that are due and open: one file may carry them all. */
export async function readDueInvoiceIds(
  tx: Tx,
  companyId: string,
  clientId: string,
  today: LocalDate,
  limit: number,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM invoice
    WHERE company_id = ${companyId}::uuid AND client_id = ${clientId}::uuid AND status = 'OPEN'
      AND due_on < ${today}::date
    ORDER BY due_on, id LIMIT ${limit}`;
  return rows.map((row) => row.id);
}
