/** Letters entrusted to a carrier: what waits to be handed over, and what the carrier says. */
import type { LocalDate } from "@/domain/calendar";
import { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";
import { fromLocalDate, newId } from "../values";
import { ARE_TERMS_CHANGED } from "./letterTerms";

/**
 * Entrusted letters that no carrier has yet, or whose worker died while it handed them over, the oldest
 * first, with all that an order needs.
 */
export async function readOrdersToHand(tx: Tx, companyId: string, now: Date, limit: number) {
  return tx.letterDispatch.findMany({
    where: { companyId, refusedAt: null, OR: [{ handedAt: null }, { handingUntil: { lt: now } }] },
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

/**
 * True of a letter `l` that its carrier has, is not posted yet, and no longer says what is owed or to which
 * account: a person may still ask the carrier to keep it.
 */
export const STALE_AT_CARRIER = Prisma.sql`(
  l.state = 'TO_POST'
  AND EXISTS (SELECT 1 FROM letter_dispatch p
              WHERE p.company_id = l.company_id AND p.letter_id = l.id AND p.handed_at IS NOT NULL AND p.refused_at IS NULL)
  AND (${ARE_TERMS_CHANGED}
       OR EXISTS (SELECT 1 FROM letter_invoice li JOIN invoice i ON i.company_id = li.company_id AND i.id = li.invoice_id
                  WHERE li.company_id = l.company_id AND li.letter_id = l.id
                    AND (i.status <> 'OPEN' OR i.version <> li.invoice_version))))`;

/** Ids of those letters in one company. */
export async function readStaleAtCarrier(tx: Tx, companyId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT l.id FROM letter l WHERE l.company_id = ${companyId}::uuid AND ${STALE_AT_CARRIER}`;
  return rows.map((row) => row.id);
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
