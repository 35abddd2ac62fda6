/** The direct debit of one invoice, and the mandate of a client, as their pages show them. */
import { inCompany, isId } from "@/db/inCompany";
import { toLocalDate, toLocalDateOrNull } from "@/db/values";
import type { LocalDate } from "@/domain/calendar";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";

export interface DebitView {
  /** The debit awaited; null: none is. */
  awaited: { on: LocalDate; reference: string } | null;
  /** Reference of the client's mandate; null: the client does not pay by direct debit. */
  mandate: string | null;
  /** What the bank sent back, newest first. */
  rejections: { on: LocalDate; reasonCode: string; note: string }[];
}

/** @throws DomainError NOT_FOUND */
export async function readDebit(ctx: CompanyCtx, invoiceId: string): Promise<DebitView> {
  if (!isId(invoiceId)) throw notFound();
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const invoice = await tx.invoice.findUnique({
      where: { companyId_id: { companyId, id: invoiceId } },
      select: {
        dueOn: true,
        client: { select: { debitMandate: { select: { reference: true } } } },
        holds: { where: { kind: "DIRECT_DEBIT", endedAt: null }, select: { debitOn: true, reason: true } },
        debitRejections: { orderBy: { rejectedOn: "desc" }, take: 20 },
      },
    });
    if (!invoice) throw notFound();
    const [hold] = invoice.holds;
    return {
      awaited: hold
        ? { on: toLocalDateOrNull(hold.debitOn) ?? toLocalDate(invoice.dueOn), reference: hold.reason }
        : null,
      mandate: invoice.client.debitMandate?.reference ?? null,
      rejections: invoice.debitRejections.map(({ rejectedOn, reasonCode, note }) => ({
        on: toLocalDate(rejectedOn),
        reasonCode,
        note,
      })),
    };
  });
}

export interface DebitMandateView {
  name: string;
  isDebited: boolean;
  reference: string;
  /** Invoices to pay today. */
  openCount: number;
}

/** @throws DomainError NOT_FOUND */
export async function readDebitMandate(ctx: CompanyCtx, clientId: string): Promise<DebitMandateView> {
  if (!isId(clientId)) throw notFound();
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const client = await tx.client.findUnique({
      where: { companyId_id: { companyId, id: clientId } },
      select: { name: true, debitMandate: { select: { reference: true } } },
    });
    if (!client) throw notFound();
    return {
      name: client.name,
      isDebited: client.debitMandate !== null,
      reference: client.debitMandate?.reference ?? "",
      openCount: await tx.invoice.count({ where: { companyId, clientId, status: "OPEN" } }),
    };
  });
}
