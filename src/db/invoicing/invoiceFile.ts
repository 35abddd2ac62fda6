/** Everything recorded about one invoice, for its page. */
import type { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";

const FILE = {
  client: { include: { contacts: { orderBy: { position: "asc" } } } },
  creditNotes: { orderBy: { issuedOn: "asc" } },
  allocations: { include: { payment: true }, orderBy: { payment: { receivedOn: "asc" } } },
  plan: true,
  holds: { orderBy: { createdAt: "desc" } },
  debitRejections: { orderBy: { rejectedOn: "desc" } },
  documents: {
    include: { creditNote: { select: { number: true, cancelledAt: true } } },
    orderBy: { createdAt: "desc" },
  },
} satisfies Prisma.InvoiceInclude;

export type InvoiceFile = Prisma.InvoiceGetPayload<{ include: typeof FILE }>;

/** The invoice with its client, payments, holds and documents; null when it is not of this company. */
export async function readInvoiceFile(
  tx: Tx,
  companyId: string,
  invoiceId: string,
): Promise<InvoiceFile | null> {
  return tx.invoice.findUnique({ where: { companyId_id: { companyId, id: invoiceId } }, include: FILE });
}

/** The step behind a contact, with why it ran. */
const STEP = { offsetDays: true, state: true, channel: true, reasons: true } as const;

/** Messages about an invoice, with how often their page was opened. */
export async function readInvoiceMessages(tx: Tx, companyId: string, invoiceId: string) {
  return tx.message.findMany({
    where: { companyId, invoices: { some: { invoiceId } } },
    include: {
      steps: { where: { invoiceId }, select: STEP },
      inbound: {
        select: { id: true, kind: true, fromName: true, fromEmail: true, text: true, createdAt: true },
        orderBy: { createdAt: "asc" },
        take: 20,
      },
      links: { include: { visits: { orderBy: { visitedAt: "asc" }, take: 1 } } },
      byHand: { select: { messageId: true } },
    },
    orderBy: { createdAt: "desc" },
    take: 200,
  });
}

export async function readInvoiceCalls(tx: Tx, companyId: string, invoiceId: string) {
  return tx.callTask.findMany({
    where: { companyId, invoices: { some: { invoiceId } } },
    include: { steps: { where: { invoiceId }, select: { offsetDays: true } } },
    orderBy: { createdAt: "desc" },
    take: 100,
  });
}

export async function readInvoiceLetters(tx: Tx, companyId: string, invoiceId: string) {
  return tx.letter.findMany({
    where: { companyId, invoices: { some: { invoiceId } } },
    include: { steps: { where: { invoiceId }, select: STEP } },
    orderBy: { createdAt: "desc" },
    take: 50,
  });
}

export async function readInvoiceAnswers(tx: Tx, companyId: string, invoiceId: string) {
  return tx.answer.findMany({
    where: { companyId, invoices: { some: { invoiceId } } },
    include: {
      replies: { select: { body: true, createdAt: true }, orderBy: { createdAt: "asc" } },
      files: { where: { replyId: null }, select: { documentId: true } },
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 100,
  });
}
