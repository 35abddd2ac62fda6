/** Invoices by the thousand: each function is one statement, whatever the number of rows. */
import type { Instant, LocalDate } from "@/domain/calendar";
import { localDate } from "@/domain/calendar";
import type { InvoiceStatus } from "@/domain/invoicing/balance";
import type { InvoiceOnRecord } from "@/domain/invoicing/importDifferences";
import { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";
import { jsonRows } from "../storableText";

/** Why an invoice is closed once its import was undone; importing it again opens it again. */
export const IMPORT_UNDONE = "import annulé";

export interface KnownInvoice extends InvoiceOnRecord {
  id: string;
  number: string;
  status: InvoiceStatus;
  /** Only an import made it, and that import was undone: it counts as absent. */
  isUndone: boolean;
  /** Something keeps all of it from being reminded. */
  isHeld: boolean;
}

type KnownInvoiceRow = Omit<KnownInvoice, "issuedOn" | "dueOn" | "performedOn" | "client"> & {
  issuedOn: string;
  dueOn: string;
  performedOn: string | null;
  clientName: string;
  clientReference: string | null;
  clientSiren: string | null;
  clientNameKey: string;
};

/** The invoices that bear these numbers, by number. */
export async function readInvoicesByNumber(
  tx: Tx,
  companyId: string,
  numbers: readonly string[],
): Promise<Map<string, KnownInvoice>> {
  const rows = await tx.$queryRaw<KnownInvoiceRow[]>`
    SELECT i.id, i.number, i.status::text AS status, i.issued_on::text AS "issuedOn", i.due_on::text AS "dueOn", i.performed_on::text AS "performedOn",
           i.total_cents AS "totalCents", i.vat_cents AS "vatCents", i.balance_cents AS "balanceCents",
           i.status = 'CANCELLED' AND i.import_id IS NOT NULL AND i.close_reason = ${IMPORT_UNDONE} AS "isUndone",
           EXISTS (SELECT 1 FROM hold h
                   WHERE h.company_id = i.company_id AND h.invoice_id = i.id AND h.ended_at IS NULL AND h.part_cents IS NULL) AS "isHeld",
           c.name AS "clientName", c.reference AS "clientReference", c.siren AS "clientSiren", c.name_key AS "clientNameKey"
    FROM invoice i JOIN client c ON c.company_id = i.company_id AND c.id = i.client_id
    WHERE i.company_id = ${companyId}::uuid AND i.number = ANY(${[...numbers]}::text[])`;
  return new Map(
    rows.map(({ clientName, clientReference, clientSiren, clientNameKey, ...row }) => [
      row.number,
      {
        ...row,
        isUndone: row.isUndone === true,
        issuedOn: localDate(row.issuedOn),
        dueOn: localDate(row.dueOn),
        performedOn: row.performedOn === null ? null : localDate(row.performedOn),
        client: { name: clientName, reference: clientReference, siren: clientSiren, nameKey: clientNameKey },
      },
    ]),
  );
}

/** Those of these numbers that are invoices still open. */
export async function readOpenNumbers(
  tx: Tx,
  companyId: string,
  numbers: readonly string[],
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ number: string }[]>`
    SELECT number FROM invoice
    WHERE company_id = (SELECT ${companyId}::uuid) AND number = ANY(${[...numbers]}::text[]) AND status = 'OPEN'
    ORDER BY number`;
  return rows.map(({ number }) => number);
}

export interface NewInvoice {
  id: string;
  clientId: string;
  number: string;
  subject: string;
  orderReference: string | null;
  issuedOn: LocalDate;
  dueOn: LocalDate;
  performedOn: LocalDate | null;
  totalCents: bigint;
  vatCents: bigint | null;
  balanceCents: bigint;
  status: "OPEN" | "PAID";
  line: number;
  /** Null: the file does not say. */
  mentionsPresent: boolean | null;
  /** The invoice whose place it takes, which is here; null for one of its own. */
  replacesNumber: string | null;
}

/** The invoice whose place the row `r` takes. */
const replacedIn = (companyId: string) => Prisma.sql`
  (SELECT o.id FROM invoice o WHERE o.company_id = (SELECT ${companyId}::uuid) AND o.number = r."replacesNumber")`;

/** @returns ids really inserted; a missing one bears a number that someone has taken meanwhile */
export async function insertInvoices(
  tx: Tx,
  companyId: string,
  importId: string,
  invoices: readonly NewInvoice[],
  now: Instant,
): Promise<Set<string>> {
  if (invoices.length === 0) return new Set();
  const rows = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO invoice (company_id, id, client_id, number, subject, order_reference, issued_on, due_on, performed_on,
                         total_cents, vat_cents, balance_cents, status, mentions_present, replaces_id, source, import_id, import_line, created_at)
    SELECT ${companyId}::uuid, r.id, r."clientId", r.number, r.subject, r."orderReference", r."issuedOn", r."dueOn", r."performedOn",
           r."totalCents", r."vatCents", r."balanceCents", r.status::invoice_status, r."mentionsPresent", ${replacedIn(companyId)}, 'CSV', ${importId}::uuid, r.line, ${new Date(now)}
    FROM json_to_recordset(${jsonRows(invoices)}::json) AS r(
      id uuid, "clientId" uuid, number text, subject text, "orderReference" text, "issuedOn" date, "dueOn" date,
      "performedOn" date, "totalCents" bigint, "vatCents" bigint, "balanceCents" bigint, status text, line int, "mentionsPresent" boolean, "replacesNumber" text)
    ON CONFLICT (company_id, number) DO NOTHING
    RETURNING id`;
  return new Set(rows.map((row) => row.id));
}

/** Opens again, with what the file says now, invoices whose import was undone. @returns ids really opened */
export async function reviveInvoices(
  tx: Tx,
  companyId: string,
  importId: string,
  invoices: readonly NewInvoice[],
): Promise<Set<string>> {
  if (invoices.length === 0) return new Set();
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE invoice i SET client_id = r."clientId", subject = r.subject, order_reference = r."orderReference",
           issued_on = r."issuedOn", due_on = r."dueOn", performed_on = r."performedOn", total_cents = r."totalCents",
           vat_cents = r."vatCents", balance_cents = r."balanceCents", status = r.status::invoice_status,
           mentions_present = coalesce(r."mentionsPresent", i.mentions_present), replaces_id = ${replacedIn(companyId)}, version = i.version + 1, import_id = ${importId}::uuid, import_line = r.line, closed_at = NULL, close_reason = NULL
    FROM json_to_recordset(${jsonRows(invoices)}::json) AS r(
      id uuid, "clientId" uuid, subject text, "orderReference" text, "issuedOn" date, "dueOn" date,
      "performedOn" date, "totalCents" bigint, "vatCents" bigint, "balanceCents" bigint, status text, line int, "mentionsPresent" boolean, "replacesNumber" text)
    WHERE i.company_id = (SELECT ${companyId}::uuid) AND i.id = r.id AND i.status = 'CANCELLED' AND i.close_reason = ${IMPORT_UNDONE}
    RETURNING i.id`;
  return new Set(rows.map((row) => row.id));
}

export interface NewPayment {
  id: string;
  invoiceId: string;
  clientId: string;
  receivedOn: LocalDate;
  amountCents: bigint;
}

/** Records money on invoices whose balance already counts it, each payment on one invoice. */
export async function insertPayments(
  tx: Tx,
  companyId: string,
  payments: readonly NewPayment[],
  common: { reference: string; createdById: string; now: Instant },
): Promise<void> {
  if (payments.length === 0) return;
  const rows = jsonRows(payments);
  await tx.$executeRaw`
    INSERT INTO payment (company_id, id, client_id, received_on, amount_cents, method, reference, created_by_id, created_at)
    SELECT ${companyId}::uuid, r.id, r."clientId", r."receivedOn", r."amountCents", 'OTHER', ${common.reference},
           ${common.createdById}::uuid, ${new Date(common.now)}
    FROM json_to_recordset(${rows}::json) AS r(id uuid, "clientId" uuid, "receivedOn" date, "amountCents" bigint)`;
  await tx.$executeRaw`
    INSERT INTO allocation (company_id, payment_id, invoice_id, amount_cents)
    SELECT ${companyId}::uuid, r.id, r."invoiceId", r."amountCents"
    FROM json_to_recordset(${rows}::json) AS r(id uuid, "invoiceId" uuid, "amountCents" bigint)`;
}
