/** Erases what banks wrote of people, at its term; days, amounts and what was made of each movement stay. */
import { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";

const NO_WORDS = Prisma.sql`label = '', counterparty_name = '', counterparty_iban = '', end_to_end_id = ''`;
const HAS_WORDS = Prisma.sql`(l.label <> '' OR l.counterparty_name <> '' OR l.counterparty_iban <> '' OR l.end_to_end_id <> '')`;

/** Movements that pay no invoice, booked before this day: spending, and people who are no clients. @returns how many */
export async function forgetBankLines(
  tx: Tx,
  companyId: string,
  before: Date,
  limit: number,
): Promise<number> {
  const forgotten = await tx.$queryRaw<{ id: string }[]>`
    UPDATE bank_line SET ${NO_WORDS}
    WHERE company_id = (SELECT ${companyId}::uuid) AND id IN (
      SELECT l.id FROM bank_line l
      WHERE l.company_id = (SELECT ${companyId}::uuid) AND l.booked_on < ${before}::date AND ${HAS_WORDS}
        AND NOT EXISTS (SELECT 1 FROM bank_match m WHERE m.company_id = l.company_id AND m.line_id = l.id
                        AND m.undone_at IS NULL AND m.kind <> 'SET_ASIDE')
      LIMIT ${limit})
    RETURNING id`;
  const lineId = { in: forgotten.map(({ id }) => id) };
  await tx.bankMatch.updateMany({ where: { companyId, lineId, kind: "SET_ASIDE" }, data: { reason: "" } });
  return forgotten.length;
}

/** Movements that paid the invoices of these clients, or are a credit of theirs, with their file. */
export async function forgetClientLines(
  tx: Tx,
  companyId: string,
  clientIds: readonly string[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE bank_line l SET ${NO_WORDS}
    FROM bank_match m
    LEFT JOIN payment p ON p.company_id = m.company_id AND p.id = m.payment_id
    LEFT JOIN client_credit k ON k.company_id = m.company_id AND k.id = m.credit_id
    WHERE l.company_id = (SELECT ${companyId}::uuid) AND m.company_id = l.company_id AND m.line_id = l.id
      AND coalesce(p.client_id, k.client_id) = ANY(${[...clientIds]}::uuid[]) AND ${HAS_WORDS}`;
}
