/** What may be asked for an invoice: its balance, less what its client contests. */
import { Prisma } from "../generated/client";

/**
 * As an expression, in cents, of an invoice under this alias: its balance less the running disputes, a part
 * or all of it. Zero when nothing may be asked.
 */
export function askedCents(alias: "e" | "i"): Prisma.Sql {
  const invoice = Prisma.raw(alias);
  return Prisma.sql`greatest(0, ${invoice}.balance_cents - coalesce((
    SELECT CASE WHEN bool_or(h.kind = 'DISPUTE' AND h.part_cents IS NULL) THEN ${invoice}.balance_cents
                ELSE sum(h.part_cents) END
    FROM hold h
    WHERE h.company_id = ${invoice}.company_id AND h.invoice_id = ${invoice}.id AND h.ended_at IS NULL), 0))::bigint`;
}

/**
 * True for an invoice `i` all of which is suspended on this day. A dispute about a part of it leaves the
 * rest running, unless the parts together reach the balance.
 */
export function isHeldWhole(today: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(${askedCents("i")} = 0 OR EXISTS (
    SELECT 1 FROM hold h
    WHERE h.company_id = i.company_id AND h.invoice_id = i.id AND h.ended_at IS NULL AND h.part_cents IS NULL
      AND (h.until_on IS NULL OR h.until_on >= ${today})))`;
}
