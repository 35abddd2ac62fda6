/** The account of a client: what is open, what moved since the last statement, what is held for it. */
import { type Instant, type LocalDate, localDate } from "@/domain/calendar";
import type { HoldKind } from "@/domain/dunning/facts";
import type { AccountCredit, AccountMovement } from "@/domain/settlement/accountFacts";
import type { Tx } from "../inCompany";

export interface AccountInvoiceRow {
  id: string;
  /** Read in the same statement as the amounts: another one at the last check means they moved. */
  version: number;
  number: string;
  issuedOn: LocalDate;
  dueOn: LocalDate;
  totalCents: bigint;
  balanceCents: bigint;
  creditedCents: bigint;
  disputedCents: bigint;
  heldBy: HoldKind | null;
}

/** Open invoices of a client, oldest due date first, with what suspends them today. */
export async function readAccountInvoices(
  tx: Tx,
  companyId: string,
  clientId: string,
  today: LocalDate,
): Promise<AccountInvoiceRow[]> {
  const rows = await tx.$queryRaw<
    (Omit<AccountInvoiceRow, "issuedOn" | "dueOn"> & Record<"issuedOn" | "dueOn", string>)[]
  >`
    SELECT i.id, i.version, i.number, i.issued_on::text AS "issuedOn", i.due_on::text AS "dueOn",
           i.total_cents AS "totalCents", i.balance_cents AS "balanceCents",
           (coalesce((SELECT sum(n.amount_cents) FROM credit_note n WHERE n.company_id = i.company_id AND n.invoice_id = i.id
                        AND n.cancelled_at IS NULL), 0)
            + coalesce((SELECT sum(a.amount_cents) FROM allocation a
                        JOIN payment p ON p.company_id = a.company_id AND p.id = a.payment_id
                        WHERE a.company_id = i.company_id AND a.invoice_id = i.id AND p.method = 'CREDIT'
                          AND p.reverses_id IS NULL
                          AND NOT EXISTS (SELECT 1 FROM payment r WHERE r.company_id = p.company_id AND r.reverses_id = p.id)), 0)
           )::bigint AS "creditedCents",
           CASE WHEN h.all_disputed THEN i.balance_cents
                ELSE least(i.balance_cents, coalesce(h.part_cents, 0)) END::bigint AS "disputedCents",
           h.held_by AS "heldBy"
    FROM invoice i
    LEFT JOIN LATERAL (
      SELECT bool_or(kind = 'DISPUTE' AND part_cents IS NULL) AS all_disputed, sum(part_cents) AS part_cents,
             min(kind::text) FILTER (WHERE kind <> 'DISPUTE') AS held_by
      FROM hold
      WHERE company_id = i.company_id AND invoice_id = i.id AND ended_at IS NULL
        AND (until_on IS NULL OR until_on >= ${today}::date)) h ON true
    WHERE i.company_id = ${companyId}::uuid AND i.client_id = ${clientId}::uuid AND i.status = 'OPEN'
    ORDER BY i.due_on, i.id`;
  return rows.map((row) => ({ ...row, issuedOn: localDate(row.issuedOn), dueOn: localDate(row.dueOn) }));
}

/** When the facts of the last statement that left were read; null when none has. */
export async function readLastStatement(
  tx: Tx,
  companyId: string,
  clientId: string,
): Promise<Instant | null> {
  const last = await tx.message.findFirst({
    where: { companyId, clientId, kind: "ACCOUNT_STATEMENT", state: { in: ["SENT", "UNCERTAIN"] } },
    orderBy: { sendingAt: "desc" },
    select: { datedAt: true },
  });
  return last?.datedAt?.getTime() ?? null;
}

type MovementRow = Omit<AccountMovement, "on"> & { on: string };

/**
 * Payments and credit notes of a client: those recorded after an instant, or, before any
 * statement, those of the days since `on`. What was recorded and undone since says nothing.
 */
export async function readMovements(
  tx: Tx,
  companyId: string,
  clientId: string,
  since: { at: Instant | null; on: LocalDate },
): Promise<AccountMovement[]> {
  const at = since.at === null ? null : new Date(since.at);
  const rows = await tx.$queryRaw<MovementRow[]>`
    WITH paid AS (
      SELECT p.* FROM payment p
      WHERE p.company_id = ${companyId}::uuid AND p.client_id = ${clientId}::uuid
        AND CASE WHEN ${at}::timestamptz IS NULL THEN p.received_on >= ${since.on}::date
                 ELSE p.created_at > ${at}::timestamptz END)
    SELECT CASE WHEN p.reverses_id IS NOT NULL THEN 'PAYMENT_UNDONE' WHEN EXISTS (SELECT 1 FROM credit_use u WHERE u.company_id = p.company_id AND u.payment_id = p.id)
                THEN 'CREDIT_APPLIED'
                ELSE 'PAYMENT' END AS kind,
           p.received_on::text AS "on", '' AS reference,
           array_agg(i.number ORDER BY i.due_on, i.id) AS numbers, abs(sum(a.amount_cents + a.accessory_cents))::bigint AS "amountCents",
           abs(sum(a.accessory_cents))::bigint AS "accessoryCents"
    FROM paid p
    JOIN allocation a ON a.company_id = p.company_id AND a.payment_id = p.id
    JOIN invoice i ON i.company_id = a.company_id AND i.id = a.invoice_id
    WHERE NOT EXISTS (SELECT 1 FROM paid r WHERE r.reverses_id = p.id)
      AND NOT EXISTS (SELECT 1 FROM paid o WHERE o.id = p.reverses_id)
    GROUP BY p.company_id, p.id, p.reverses_id, p.received_on
    UNION ALL
    SELECT 'CREDIT_NOTE', c.issued_on::text, c.number, ARRAY[i.number], c.amount_cents, 0
    FROM credit_note c JOIN invoice i ON i.company_id = c.company_id AND i.id = c.invoice_id
    WHERE c.company_id = ${companyId}::uuid AND i.client_id = ${clientId}::uuid AND c.cancelled_at IS NULL
      AND CASE WHEN ${at}::timestamptz IS NULL THEN c.issued_on >= ${since.on}::date
               ELSE c.created_at > ${at}::timestamptz END
    UNION ALL
    SELECT 'CREDIT_NOTE_UNDONE', c.issued_on::text, c.number, ARRAY[i.number], c.amount_cents, 0
    FROM credit_note c JOIN invoice i ON i.company_id = c.company_id AND i.id = c.invoice_id
    WHERE c.company_id = ${companyId}::uuid AND i.client_id = ${clientId}::uuid
      AND c.created_at <= ${at}::timestamptz AND c.cancelled_at > ${at}::timestamptz
    ORDER BY "on", numbers`;
  return rows.map((row) => ({ ...row, on: localDate(row.on) }));
}

/** What is left of the credits of a client that belong to no invoice, oldest first. */
export async function readFreeCredits(tx: Tx, companyId: string, clientId: string): Promise<AccountCredit[]> {
  const rows = await tx.$queryRaw<(Omit<AccountCredit, "receivedOn"> & { receivedOn: string })[]>`
    SELECT kind::text AS kind, received_on::text AS "receivedOn", rest_cents AS "restCents" FROM client_credit
    WHERE company_id = ${companyId}::uuid AND client_id = ${clientId}::uuid AND rest_cents > 0 AND cancelled_at IS NULL
    ORDER BY received_on, id`;
  return rows.map((row) => ({ ...row, receivedOn: localDate(row.receivedOn) }));
}
