/** Invoices as the legal engine and the messages need them: amounts, payments, credit notes, policy. */
import { type LocalDate, localDate } from "@/domain/calendar";
import { IMPORTED_PAYMENT_REFERENCE } from "@/domain/invoicing/importedPayment";
import type { AccountEvent } from "@/domain/legal/imputation";
import type { InvoiceClaim } from "@/domain/legal/invoiceClaim";
import { defaultPolicy, type PenaltyPolicy } from "@/domain/legal/penaltyPolicy";
import type { Waiver } from "@/domain/legal/waiver";
import type { Tx } from "../inCompany";

export interface InvoiceAccount {
  id: string;
  clientId: string;
  version: number;
  number: string;
  subject: string;
  orderReference: string | null;
  /** Public buyers: day the request for payment was received. Null or absent: not known. */
  requestReceivedOn?: LocalDate | null;
  issuedOn: LocalDate;
  dueOn: LocalDate;
  totalCents: bigint;
  balanceCents: bigint;
  status: "OPEN" | "PAID" | "CANCELLED" | "WRITTEN_OFF";
  /** What of each payment lowered the balance, if anything; without a day when an import said it without one. */
  payments: {
    receivedOn: LocalDate | null;
    amountCents: bigint;
    /** What of the same payment went on interest and flat fee, beside it; absent when nothing did. */
    accessoryCents?: bigint;
  }[];
  /** A correction lowers the invoice from the start, a rebate from its own day. */
  creditNotes: { number: string; issuedOn: LocalDate; amountCents: bigint; isCorrection: boolean }[];
  claim: InvoiceClaim;
}

interface AccountRow {
  id: string;
  clientId: string;
  kind: "B2B" | "PUBLIC" | "B2C" | "NON_PRO";
  version: number;
  number: string;
  subject: string;
  orderReference: string | null;
  issuedOn: string;
  dueOn: string;
  performedOn: string | null;
  requestReceivedOn: string | null;
  noticePresentedOn: string | null;
  insolvencyOpenedOn: string | null;
  totalCents: bigint;
  balanceCents: bigint;
  status: InvoiceAccount["status"];
  mentionsPresent: boolean | null;
  penaltyKind: "STATUTORY_B2B" | "CONTRACT_FIXED" | "CONTRACT_3X_LEGAL" | "CONTRACT_ECB_PLUS";
  penaltyBps: number | null;
}

interface EventRow {
  invoiceId: string;
  /** Of a credit note; empty for a payment, and for a credit of the client that was put on the invoice. */
  number: string;
  on: string;
  amountCents: bigint;
  /** Of a payment: what of it was received for interest and flat fee. */
  accessoryCents: bigint;
  /** Of a payment: false when its day is a convention of the import. */
  isDated: boolean;
  kind: "PAYMENT" | "RETROACTIVE" | "PROSPECTIVE";
}

/**
 * Reads invoices with everything that decides what may be claimed, by growing due date, then by
 * number. Unknown ids are left out.
 */
export async function loadAccounts(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
): Promise<Map<string, InvoiceAccount>> {
  if (invoiceIds.length === 0) return new Map();
  // A notice that set a contested part aside put nobody in default of it: its day counts as long as that part is
  // contested, or once it was credited; not when the contestation was refused.
  const rows = await tx.$queryRaw<AccountRow[]>`
    SELECT i.id, i.client_id AS "clientId", c.kind::text AS kind, i.version, i.number, i.subject,
           i.order_reference AS "orderReference", i.issued_on::text AS "issuedOn", i.due_on::text AS "dueOn",
           i.performed_on::text AS "performedOn", i.request_received_on::text AS "requestReceivedOn", i.total_cents AS "totalCents", i.balance_cents AS "balanceCents",
           (SELECT min(l.presented_on)::text FROM letter_invoice li
            JOIN letter l ON l.company_id = li.company_id AND l.id = li.letter_id
            WHERE li.company_id = i.company_id AND li.invoice_id = i.id AND l.channel = 'FORMAL_NOTICE'
              AND (li.disputed_cents = 0 OR li.disputed_cents <=
                (SELECT coalesce(sum(h.part_cents), 0) FROM hold h WHERE h.company_id = i.company_id
                   AND h.invoice_id = i.id AND h.kind = 'DISPUTE' AND h.ended_at IS NULL)
                + (SELECT coalesce(sum(n.amount_cents), 0) FROM credit_note n WHERE n.company_id = i.company_id
                   AND n.invoice_id = i.id AND n.cancelled_at IS NULL AND n.issued_on >= l.dated_on)))
             AS "noticePresentedOn",
           CASE WHEN EXISTS (SELECT 1 FROM insolvency n WHERE n.company_id = i.company_id AND n.client_id = i.client_id)
             THEN freezing_judgment(i.company_id, i.client_id, i.performed_on, i.issued_on)::text END
             AS "insolvencyOpenedOn",
           i.status::text AS status, i.mentions_present AS "mentionsPresent",
           o.penalty_kind::text AS "penaltyKind", o.penalty_bps AS "penaltyBps"
    FROM invoice i
    JOIN client c ON c.company_id = i.company_id AND c.id = i.client_id
    JOIN company o ON o.id = i.company_id
    WHERE i.company_id = (SELECT ${companyId}::uuid) AND i.id = ANY(${[...invoiceIds]}::uuid[])
    ORDER BY i.due_on, i.number, i.id`;
  // A payment and its reversal cancel out: only what remains allocated counts. A commercial credit of the client
  // put on an invoice lowers it as a credit note does: it is no money, and nobody is thanked for it.
  const events = await tx.$queryRaw<EventRow[]>`
    SELECT a.invoice_id AS "invoiceId", '' AS number, p.received_on::text AS "on",
           a.amount_cents + a.accessory_cents AS "amountCents", a.accessory_cents AS "accessoryCents",
           p.reference <> ${IMPORTED_PAYMENT_REFERENCE} AS "isDated",
           CASE p.method WHEN 'CREDIT' THEN 'PROSPECTIVE' ELSE 'PAYMENT' END AS kind
    FROM allocation a JOIN payment p ON p.company_id = a.company_id AND p.id = a.payment_id
    WHERE a.company_id = (SELECT ${companyId}::uuid) AND a.invoice_id = ANY(${[...invoiceIds]}::uuid[])
      AND p.reverses_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM payment r WHERE r.company_id = p.company_id AND r.reverses_id = p.id)
    UNION ALL
    SELECT invoice_id, number, issued_on::text, amount_cents, 0, true, effect::text FROM credit_note
    WHERE company_id = (SELECT ${companyId}::uuid) AND invoice_id = ANY(${[...invoiceIds]}::uuid[]) AND cancelled_at IS NULL
    ORDER BY 3`;
  const eventsOf = new Map<string, EventRow[]>();
  for (const event of events)
    eventsOf.set(event.invoiceId, [...(eventsOf.get(event.invoiceId) ?? []), event]);
  const waiversOf = await loadWaivers(tx, companyId, invoiceIds);
  return new Map(
    rows.map((row) => [row.id, accountOf(row, eventsOf.get(row.id) ?? [], waiversOf.get(row.id) ?? [])]),
  );
}

async function loadWaivers(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
): Promise<Map<string, Waiver[]>> {
  const rows = await tx.$queryRaw<(Omit<Waiver, "on"> & { invoiceId: string; on: string })[]>`
    SELECT invoice_id AS "invoiceId", waived_on::text AS "on", penalty_cents AS "penaltyCents",
           flat_fee_cents AS "flatFeeCents"
    FROM penalty_waiver
    WHERE company_id = (SELECT ${companyId}::uuid) AND invoice_id = ANY(${[...invoiceIds]}::uuid[]) AND withdrawn_at IS NULL
    ORDER BY waived_on, id`;
  const waivers = new Map<string, Waiver[]>();
  for (const { invoiceId, on, ...sums } of rows) {
    waivers.set(invoiceId, [...(waivers.get(invoiceId) ?? []), { on: localDate(on), ...sums }]);
  }
  return waivers;
}

function accountOf(row: AccountRow, events: readonly EventRow[], waivers: readonly Waiver[]): InvoiceAccount {
  return {
    id: row.id,
    clientId: row.clientId,
    version: row.version,
    number: row.number,
    subject: row.subject,
    orderReference: row.orderReference,
    requestReceivedOn: row.requestReceivedOn === null ? null : localDate(row.requestReceivedOn),
    issuedOn: localDate(row.issuedOn),
    dueOn: localDate(row.dueOn),
    totalCents: row.totalCents,
    balanceCents: row.balanceCents,
    status: row.status,
    payments: events
      .filter((event) => event.kind === "PAYMENT" && event.amountCents > event.accessoryCents)
      .map(({ on, isDated, amountCents, accessoryCents }) => ({
        receivedOn: isDated ? localDate(on) : null,
        amountCents: amountCents - accessoryCents,
        ...(accessoryCents > 0n && { accessoryCents }),
      })),
    creditNotes: events
      .filter((event) => event.kind !== "PAYMENT")
      .map(({ number, on, amountCents, kind }) => ({
        number,
        issuedOn: localDate(on),
        amountCents,
        isCorrection: kind === "RETROACTIVE",
      })),
    claim: {
      invoiceNumber: row.number,
      debtorKind: row.kind,
      policy: policyOf(row),
      totalCents: row.totalCents,
      issuedOn: localDate(row.issuedOn),
      dueOn: localDate(row.dueOn),
      performedOn: row.performedOn === null ? undefined : localDate(row.performedOn),
      formalNoticePresentedOn: row.noticePresentedOn === null ? undefined : localDate(row.noticePresentedOn),
      insolvencyOpenedOn: row.insolvencyOpenedOn === null ? undefined : localDate(row.insolvencyOpenedOn),
      // A client who turns out to be a public buyer owes everything: the waiver never had any effect.
      waivers: row.kind === "PUBLIC" ? [] : waivers,
      hasLegalMentions: row.mentionsPresent ?? undefined,
      events: events.map(accountEvent),
    },
  };
}

function accountEvent({ kind, on, amountCents, accessoryCents }: EventRow): AccountEvent {
  if (kind === "PAYMENT") return { kind, on: localDate(on), amountCents, accessoryCents };
  const effect = kind === "RETROACTIVE" ? "RETRO" : "PROSPECTIVE";
  return { kind: "CREDIT_NOTE", on: localDate(on), amountCents, effect };
}

/** The company's clause binds its business clients; the law decides for the others. */
function policyOf(row: AccountRow): PenaltyPolicy {
  if (row.kind !== "B2B") return defaultPolicy(row.kind);
  switch (row.penaltyKind) {
    case "CONTRACT_FIXED":
      return { kind: "CONTRACT_FIXED", rateBps: row.penaltyBps ?? 0 };
    case "CONTRACT_ECB_PLUS":
      return { kind: "CONTRACT_ECB_PLUS", marginBps: row.penaltyBps ?? 0 };
    case "CONTRACT_3X_LEGAL":
      return { kind: "CONTRACT_3X_LEGAL" };
    case "STATUTORY_B2B":
      return { kind: "STATUTORY_B2B" };
  }
}
