import { type LocalDate, localDate } from "@/domain/calendar";
import type { ExpectedLine, PromisedLine } from "@/domain/reporting/cashForecast";
import type { Tx } from "../inCompany";
import { settledDelays } from "./usualDelays";

interface Row {
  answerId: string | null;
  onDate: string | null;
  promisedCents: bigint | null;
  dueOn: string;
  usualDelayDays: number | null;
  amountCents: bigint;
}

/**
 * Open amounts by due date and habit, and the promises that run with what they are about. A client
 * that has settled nothing is given the habit of all clients together; a dispute, an insolvency or
 * an instalment plan takes the date away. A payment announced counts as promised for its day.
 *
 * About 0.2 s for 100 000 invoices, most of it the habits.
 */
export async function readExpectedCash(
  tx: Tx,
  companyId: string,
  today: LocalDate,
): Promise<{ lines: ExpectedLine[]; promises: PromisedLine[] }> {
  const rows = await tx.$queryRaw<Row[]>`
    WITH settled AS (${settledDelays(companyId, today, null)}),
    habit AS (SELECT client_id, percentile_disc(0.5) WITHIN GROUP (ORDER BY delay)::int AS days FROM settled GROUP BY 1),
    whole AS (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY delay)::int AS days FROM settled),
    undated AS (
      SELECT DISTINCT invoice_id FROM hold
      WHERE company_id = ${companyId}::uuid AND ended_at IS NULL AND kind IN ('DISPUTE', 'INSOLVENCY', 'PLAN')),
    promised AS (
      SELECT DISTINCT ON (m.invoice_id) m.invoice_id, a.id, a.on_date, a.amount_cents
      FROM answer a JOIN answer_invoice m ON m.company_id = a.company_id AND m.answer_id = a.id
      WHERE a.company_id = ${companyId}::uuid AND a.state = 'OPEN' AND a.kind IN ('PROMISE', 'ALREADY_PAID')
        AND a.on_date IS NOT NULL AND m.invoice_id NOT IN (SELECT invoice_id FROM undated)
      ORDER BY m.invoice_id, a.created_at DESC)
    SELECT p.id AS "answerId", p.on_date::text AS "onDate", p.amount_cents AS "promisedCents", i.due_on::text AS "dueOn",
           CASE WHEN u.invoice_id IS NULL THEN coalesce(h.days, w.days, 0) END AS "usualDelayDays",
           sum(i.balance_cents)::bigint AS "amountCents"
    FROM invoice i
    CROSS JOIN whole w
    LEFT JOIN habit h ON h.client_id = i.client_id
    LEFT JOIN undated u ON u.invoice_id = i.id
    LEFT JOIN promised p ON p.invoice_id = i.id
    WHERE i.company_id = ${companyId}::uuid AND i.status = 'OPEN'
    GROUP BY 1, 2, 3, 4, 5`;
  const lines: ExpectedLine[] = [];
  const promises = new Map<
    string,
    { onDate: LocalDate; amountCents: bigint | null; invoices: ExpectedLine[] }
  >();
  for (const { answerId, onDate, promisedCents, dueOn, usualDelayDays, amountCents } of rows) {
    const line = { dueOn: localDate(dueOn), usualDelayDays, amountCents };
    if (answerId === null || onDate === null) {
      lines.push(line);
      continue;
    }
    const promise = promises.get(answerId);
    if (promise) promise.invoices.push(line);
    else promises.set(answerId, { onDate: localDate(onDate), amountCents: promisedCents, invoices: [line] });
  }
  return { lines, promises: [...promises.values()] };
}
