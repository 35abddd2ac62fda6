/** Everything recorded about one client, for its page. */
import type { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";

const FILE = {
  contacts: { orderBy: [{ position: "asc" }, { id: "asc" }] },
  scenario: { select: { id: true, name: true } },
  debitMandate: { select: { reference: true } },
} satisfies Prisma.ClientInclude;

export type ClientFile = Prisma.ClientGetPayload<{ include: typeof FILE }>;

/** The client with its contacts; null when it is not of this company. */
export async function readClientFile(
  tx: Tx,
  companyId: string,
  clientId: string,
): Promise<ClientFile | null> {
  return tx.client.findUnique({ where: { companyId_id: { companyId, id: clientId } }, include: FILE });
}

/** Records of one kind read for the time line of a client: the newest ones. */
const NEWEST = { orderBy: { createdAt: "desc" }, take: 60 } as const;

/** What a client was sent, told and answered, and what it paid: the newest of each. */
export async function readClientRecords(tx: Tx, companyId: string, clientId: string) {
  const where = { companyId, clientId };
  const steps = { select: { offsetDays: true, state: true } } as const;
  return {
    messages: await tx.message.findMany({
      where,
      include: {
        invoices: { select: { invoiceId: true } },
        steps,
        byHand: { select: { messageId: true } },
        links: { include: { visits: { orderBy: { visitedAt: "asc" }, take: 1 } } },
      },
      ...NEWEST,
    }),
    calls: await tx.callTask.findMany({ where, include: { invoices: true, steps }, ...NEWEST }),
    letters: await tx.letter.findMany({
      where,
      include: { invoices: { select: { invoiceId: true } }, steps },
      ...NEWEST,
    }),
    answers: await tx.answer.findMany({ where, include: { invoices: true }, ...NEWEST }),
    payments: await tx.payment.findMany({
      where,
      include: { allocations: { select: { invoiceId: true } } },
      ...NEWEST,
    }),
  };
}

export type ClientRecords = Awaited<ReturnType<typeof readClientRecords>>;

/** Numbers of invoices named by other records. */
export async function readInvoiceNumbers(
  tx: Tx,
  companyId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.invoice.findMany({
    where: { companyId, id: { in: [...ids] } },
    select: { id: true, number: true },
  });
  return new Map(rows.map((row) => [row.id, row.number]));
}

/** How the promises of a client ended, and how many still run. */
export async function countPromises(
  tx: Tx,
  companyId: string,
  clientId: string,
): Promise<{ kept: number; broken: number; running: number }> {
  const groups = await tx.answer.groupBy({
    by: ["state"],
    where: { companyId, clientId, kind: "PROMISE" },
    _count: true,
  });
  const count = (state: string) => groups.find((group) => group.state === state)?._count ?? 0;
  return { kept: count("KEPT"), broken: count("BROKEN"), running: count("OPEN") };
}

/** Suspensions that run on open invoices of a client. */
export async function readClientHolds(tx: Tx, companyId: string, clientId: string) {
  return tx.hold.findMany({
    where: { companyId, endedAt: null, invoice: { clientId, status: "OPEN" } },
    include: { invoice: { select: { id: true, number: true } } },
    orderBy: [{ untilOn: { sort: "asc", nulls: "last" } }, { id: "asc" }],
    take: 50,
  });
}

export interface ClientBalance {
  openCents: bigint;
  overdueCents: bigint;
  openCount: number;
  oldestDueOn: Date | null;
  /** What was ever invoiced, cancelled invoices left out. */
  invoicedCents: bigint;
}

/** What a client owes, and what it was ever invoiced. */
export async function readClientBalance(
  tx: Tx,
  companyId: string,
  clientId: string,
  today: string,
): Promise<ClientBalance> {
  const [row] = await tx.$queryRaw<ClientBalance[]>`
    SELECT coalesce(sum(balance_cents) FILTER (WHERE status = 'OPEN'), 0)::bigint AS "openCents",
           coalesce(sum(balance_cents) FILTER (WHERE status = 'OPEN' AND due_on < ${today}::date), 0)::bigint AS "overdueCents",
           count(*) FILTER (WHERE status = 'OPEN')::int AS "openCount",
           min(due_on) FILTER (WHERE status = 'OPEN') AS "oldestDueOn",
           coalesce(sum(total_cents) FILTER (WHERE status <> 'CANCELLED'), 0)::bigint AS "invoicedCents"
    FROM invoice WHERE company_id = ${companyId}::uuid AND client_id = ${clientId}::uuid`;
  return row ?? { openCents: 0n, overdueCents: 0n, openCount: 0, oldestDueOn: null, invoicedCents: 0n };
}
