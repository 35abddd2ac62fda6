/** Letters: what they are about, and their drawing. */
import type { LocalDate } from "@/domain/calendar";
import type { Tx } from "../inCompany";

export interface DraftLetter {
  id: string;
  clientId: string;
  channel: "LETTER" | "FORMAL_NOTICE";
  invoiceIds: string[];
}

/** Drafts that wait to be drawn; one that could not be is left to a person. */
export async function readDrafts(tx: Tx, companyId: string, limit: number): Promise<DraftLetter[]> {
  const rows = await tx.letter.findMany({
    where: { companyId, state: "DRAFT", outcome: null },
    include: { invoices: { select: { invoiceId: true } } },
    orderBy: { createdAt: "asc" },
    take: limit,
  });
  return rows.map((row) => ({
    id: row.id,
    clientId: row.clientId,
    channel: row.channel as DraftLetter["channel"],
    invoiceIds: row.invoices.map((invoice) => invoice.invoiceId),
  }));
}

/**
 * Sends letters that nobody has approved back to the drawing board when their day has passed:
 * what is approved must carry the amounts of its day.
 */
export async function redateOldLetters(tx: Tx, companyId: string, today: LocalDate): Promise<number> {
  return tx.$executeRaw`
    UPDATE letter SET state = 'DRAFT', outcome = NULL
    WHERE company_id = ${companyId}::uuid AND state = 'TO_APPROVE' AND dated_on < ${today}::date`;
}

/** Locks one letter and reads it with its invoices; null when it is not of this company. */
export async function lockLetter(tx: Tx, companyId: string, letterId: string) {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM letter WHERE company_id = ${companyId}::uuid AND id = ${letterId}::uuid FOR UPDATE`;
  if (!row) return null;
  return tx.letter.findUniqueOrThrow({
    where: { companyId_id: { companyId, id: letterId } },
    include: { invoices: true, document: { select: { sha256: true } } },
  });
}

/** Keeps a file once a company, by what it contains. */
export async function storeBlob(tx: Tx, companyId: string, sha256: string, bytes: Uint8Array): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO blob (company_id, sha256, bytes) VALUES (${companyId}::uuid, ${sha256}, ${Buffer.from(bytes)})
    ON CONFLICT (company_id, sha256) DO NOTHING`;
}
