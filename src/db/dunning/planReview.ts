/** Reading stored decisions again, slice after slice, to compare them with the facts. */
import type { Instant } from "@/domain/calendar";
import type { StoredPlan } from "@/domain/dunning/planDrift";
import { asSystem, type Tx } from "../inCompany";

/** Where a slice ends: the last invoice looked at. */
export interface ReviewPlace {
  companyId: string;
  dueOn: string;
  invoiceId: string;
}

/** The open invoices that follow this place, whatever their company, in the order of an index. */
export async function openInvoicesAfter(place: ReviewPlace | null, limit: number): Promise<ReviewPlace[]> {
  const { companyId, dueOn, invoiceId } = place ?? {
    companyId: "00000000-0000-0000-0000-000000000000",
    dueOn: "-infinity",
    invoiceId: "00000000-0000-0000-0000-000000000000",
  };
  return asSystem(
    (tx) => tx.$queryRaw<ReviewPlace[]>`
      SELECT company_id AS "companyId", due_on::text AS "dueOn", id AS "invoiceId" FROM invoice
      WHERE status = 'OPEN' AND (company_id, due_on, id) > (${companyId}::uuid, ${dueOn}::date, ${invoiceId}::uuid)
      ORDER BY company_id, due_on, id LIMIT ${limit}`,
  );
}

/** Of these invoices, those that were entered at this instant or since. */
export async function readEnteredSince(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
  since: Instant,
): Promise<string[]> {
  const rows = await tx.invoice.findMany({
    where: { companyId, id: { in: [...invoiceIds] }, createdAt: { gte: new Date(since) } },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Decisions kept for invoices that are closed: there should be none. */
export async function plansOfClosedInvoices(
  limit: number,
): Promise<{ companyId: string; invoiceId: string }[]> {
  return asSystem(
    (tx) => tx.$queryRaw<{ companyId: string; invoiceId: string }[]>`
      SELECT p.company_id AS "companyId", p.invoice_id AS "invoiceId" FROM dunning_plan p
      JOIN invoice i ON i.company_id = p.company_id AND i.id = p.invoice_id
      WHERE i.status <> 'OPEN' LIMIT ${limit}`,
  );
}

/** The stored decisions of these invoices. */
export async function readStoredPlans(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
): Promise<Map<string, StoredPlan>> {
  const rows = await tx.$queryRaw<(Omit<StoredPlan, "dueAt"> & { invoiceId: string; dueAt: Date | null })[]>`
    SELECT invoice_id AS "invoiceId", kind::text AS kind, step_id AS "stepId", channel::text AS channel,
           on_date::text AS on, due_at AS "dueAt", reasons
    FROM dunning_plan
    WHERE company_id = (SELECT ${companyId}::uuid) AND invoice_id = ANY(${[...invoiceIds]}::uuid[])`;
  return new Map(
    rows.map(({ invoiceId, dueAt, ...plan }) => {
      const at: Instant | null = dueAt === null ? null : dueAt.getTime();
      return [invoiceId, { ...plan, dueAt: at }];
    }),
  );
}
