/** Letters entrusted to a carrier: what waits to be handed over, and what the carrier says. */
import type { LocalDate } from "@/domain/calendar";
import type { Tx } from "../inCompany";
import { fromLocalDate, newId } from "../values";

/** Entrusted letters that no carrier has yet, the oldest first, with all that an order needs. */
export async function readOrdersToHand(tx: Tx, companyId: string, limit: number) {
  return tx.letterDispatch.findMany({
    where: { companyId, handedAt: null, refusedAt: null },
    include: {
      letter: {
        select: {
          id: true,
          state: true,
          channel: true,
          content: true,
          document: { select: { sha256: true, blob: { select: { bytes: true } } } },
          invoices: { select: { invoiceId: true, invoiceVersion: true } },
        },
      },
    },
    orderBy: [{ orderedAt: "asc" }, { letterId: "asc" }],
    take: limit,
  });
}

/** True when a fact of an invoice changed since the letter was drawn: it must not leave as it is. */
export async function isLetterStale(tx: Tx, companyId: string, letterId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ isStale: boolean }[]>`
    SELECT coalesce(bool_or(i.status <> 'OPEN' OR i.version <> li.invoice_version), true) AS "isStale"
    FROM letter_invoice li JOIN invoice i ON i.company_id = li.company_id AND i.id = li.invoice_id
    WHERE li.company_id = ${companyId}::uuid AND li.letter_id = ${letterId}::uuid`;
  return row?.isStale ?? true;
}

export interface NewLetterStatus {
  letterId: string;
  code: string;
  on: LocalDate;
  note: string;
}

/** Keeps what the post said. @returns false when it had said it already */
export async function insertLetterStatus(
  tx: Tx,
  companyId: string,
  { letterId, code, on, note }: NewLetterStatus,
  now: Date,
): Promise<boolean> {
  const added = await tx.letterStatus.createMany({
    data: [{ companyId, id: newId(), letterId, code, onDate: fromLocalDate(on), note, reportedAt: now }],
    skipDuplicates: true,
  });
  return added.count > 0;
}
