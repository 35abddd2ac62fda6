/** What the records of an invoice hold that may interrupt its limitation. */
import type { LocalDate } from "@/domain/calendar";
import { localDateAt } from "@/domain/zonedTime";
import type { Tx } from "../inCompany";
import { toLocalDate } from "../values";

/** Days are those of Paris: a written promise is dated where the court sits. */
const COURT_ZONE = "Europe/Paris";

/** Payments in part that were not reversed. */
export async function readPartPayments(
  tx: Tx,
  companyId: string,
  invoiceId: string,
): Promise<{ receivedOn: LocalDate; amountCents: bigint; reference: string }[]> {
  const rows = await tx.allocation.findMany({
    where: {
      companyId,
      invoiceId,
      amountCents: { gt: 0 },
      payment: { reversesId: null, creditUses: { none: {} } },
    },
    select: { amountCents: true, payment: { select: { id: true, receivedOn: true, reference: true } } },
  });
  const reversals = await tx.payment.findMany({
    where: { companyId, reversesId: { in: rows.map(({ payment }) => payment.id) } },
    select: { reversesId: true },
  });
  const undone = new Set(reversals.map((payment) => payment.reversesId));
  return rows
    .filter(({ payment }) => !undone.has(payment.id))
    .map(({ amountCents, payment }) => ({
      receivedOn: toLocalDate(payment.receivedOn),
      amountCents,
      reference: payment.reference,
    }));
}

/** What the debtor wrote from the page of a link to admit the debt: a promise, a request for time. */
export async function readAdmissions(
  tx: Tx,
  companyId: string,
  invoiceId: string,
): Promise<{ kind: "PROMISE" | "INSTALMENTS"; saidOn: LocalDate }[]> {
  const rows = await tx.answer.findMany({
    where: {
      companyId,
      source: "LINK",
      kind: { in: ["PROMISE", "INSTALMENTS"] },
      invoices: { some: { invoiceId } },
    },
    select: { kind: true, createdAt: true },
  });
  return rows.map(({ kind, createdAt }) => ({
    kind: kind === "PROMISE" ? "PROMISE" : "INSTALMENTS",
    saidOn: localDateAt(createdAt.getTime(), COURT_ZONE),
  }));
}

/** The last reminder handed to the server of the debtor, and kept by it; null when there is none. */
export async function readLastReminder(
  tx: Tx,
  companyId: string,
  invoiceId: string,
): Promise<{ sentOn: LocalDate; subject: string } | null> {
  const row = await tx.message.findFirst({
    where: { companyId, kind: "REMINDER", state: "SENT", bouncedAt: null, invoices: { some: { invoiceId } } },
    select: { sentAt: true, subject: true },
    orderBy: { sentAt: "desc" },
  });
  return row?.sentAt ? { sentOn: localDateAt(row.sentAt.getTime(), COURT_ZONE), subject: row.subject } : null;
}
