import { type LocalDate, localDate } from "@/domain/calendar";
import type { Tx } from "../inCompany";
import { surplusCents } from "./surplusCents";
import { isUnlinked } from "./unlinkedPayment";

export interface LinkablePaymentRow {
  id: string;
  clientName: string;
  receivedOn: LocalDate;
  /** All that was received. */
  amountCents: bigint;
  /** The part of it that stayed the client's. */
  surplusCents: bigint;
  numbers: string[];
}

/** A payment typed long before or after its movement is found by its amount all the same. */
const AROUND_DAYS = 60;
const SHOWN = 8;

/** Payments around a day that no movement is linked to and nobody has undone, those of this amount first. */
export async function readLinkablePayments(
  tx: Tx,
  companyId: string,
  { bookedOn, amountCents }: { bookedOn: LocalDate; amountCents: bigint },
): Promise<LinkablePaymentRow[]> {
  const rows = await tx.$queryRaw<(Omit<LinkablePaymentRow, "receivedOn"> & { receivedOn: string })[]>`
    SELECT p.id, c.name AS "clientName", p.received_on::text AS "receivedOn",
           p.amount_cents + ${surplusCents("p")} AS "amountCents", ${surplusCents("p")} AS "surplusCents",
           ARRAY(SELECT i.number FROM allocation a JOIN invoice i ON i.company_id = a.company_id AND i.id = a.invoice_id
                 WHERE a.company_id = p.company_id AND a.payment_id = p.id ORDER BY i.due_on, i.id) AS numbers
    FROM payment p JOIN client c ON c.company_id = p.company_id AND c.id = p.client_id
    WHERE p.company_id = (SELECT ${companyId}::uuid) AND ${isUnlinked("p")}
      AND p.received_on BETWEEN ${bookedOn}::date - ${AROUND_DAYS}::int AND ${bookedOn}::date + ${AROUND_DAYS}::int
    ORDER BY p.amount_cents + ${surplusCents("p")} <> ${amountCents}::bigint, abs(p.received_on - ${bookedOn}::date), p.id LIMIT ${SHOWN}`;
  return rows.map((row) => ({ ...row, receivedOn: localDate(row.receivedOn) }));
}
