/** Invoices a letter is asked for, with what may forbid it. */
import type { LetterInvoiceFacts } from "@/domain/legal/letterObstacle";
import type { ClaimedInvoice } from "@/domain/legal/staleLetter";
import { sumCents } from "@/domain/money";
import type { Tx } from "../inCompany";

export interface LetterInvoiceRow extends LetterInvoiceFacts {
  id: string;
  clientId: string;
  version: number;
  balanceCents: bigint;
}

/** These invoices by id order; lock them first where a fact must not slip in between. */
export async function readLetterInvoices(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
): Promise<LetterInvoiceRow[]> {
  const rows = await tx.invoice.findMany({
    where: { companyId, id: { in: [...invoiceIds] } },
    select: {
      id: true,
      clientId: true,
      number: true,
      status: true,
      version: true,
      balanceCents: true,
      holds: {
        where: { endedAt: null, kind: { in: ["INSOLVENCY", "DISPUTE"] } },
        select: { kind: true, partCents: true },
      },
      client: {
        select: {
          credits: { where: { restCents: { gt: 0n }, cancelledAt: null }, select: { restCents: true } },
        },
      },
    },
    orderBy: { id: "asc" },
  });
  const these = { companyId, invoiceId: { in: [...invoiceIds] } };
  const saidPaid = [
    ...(await tx.answerInvoice.findMany({
      where: { ...these, answer: { kind: "ALREADY_PAID", state: "OPEN" } },
      select: { invoiceId: true },
    })),
    ...(await tx.hold.findMany({
      where: { ...these, kind: "BANK_LINE", endedAt: null },
      select: { invoiceId: true },
    })),
  ];
  const saidPaidIds = new Set(saidPaid.map(({ invoiceId }) => invoiceId));
  return rows.map(({ holds, client, ...row }) => {
    const disputes = holds.filter(({ kind }) => kind === "DISPUTE");
    const disputedCents = sumCents(disputes.map(({ partCents }) => partCents ?? 0n));
    const isWholly =
      disputes.some(({ partCents }) => partCents === null) || disputedCents >= row.balanceCents;
    return {
      ...row,
      isSaidPaid: saidPaidIds.has(row.id),
      freeCreditCents: sumCents(client.credits.map((credit) => credit.restCents)),
      isFrozen: holds.some(({ kind }) => kind === "INSOLVENCY"),
      isWhollyDisputed: disputes.length > 0 && isWholly,
      disputedCents,
    };
  });
}

/** The invoices of each of these letters, as they are now, beside what the letter claims of them. */
export async function readClaimedInvoices(
  tx: Tx,
  companyId: string,
  letterIds: readonly string[],
): Promise<Map<string, ClaimedInvoice[]>> {
  const lines = await tx.letterInvoice.findMany({
    where: { companyId, letterId: { in: [...letterIds] } },
    select: { letterId: true, invoiceId: true, invoiceVersion: true, balanceCents: true },
    orderBy: [{ letterId: "asc" }, { invoiceId: "asc" }],
  });
  const invoices = await readLetterInvoices(tx, companyId, [...new Set(lines.map((line) => line.invoiceId))]);
  const byId = new Map(invoices.map((invoice) => [invoice.id, invoice]));
  const claimed = new Map<string, ClaimedInvoice[]>();
  for (const { letterId, invoiceId, invoiceVersion, balanceCents } of lines) {
    const invoice = byId.get(invoiceId);
    if (!invoice) continue;
    const one = { ...invoice, claimedCents: balanceCents, isChanged: invoice.version !== invoiceVersion };
    claimed.set(letterId, [...(claimed.get(letterId) ?? []), one]);
  }
  return claimed;
}

/** True when a letter about this invoice is being prepared or waits to be posted. */
export async function hasWaitingLetter(tx: Tx, companyId: string, invoiceId: string): Promise<boolean> {
  const count = await tx.letter.count({
    where: {
      companyId,
      state: { in: ["DRAFT", "TO_APPROVE", "TO_POST"] },
      invoices: { some: { invoiceId } },
    },
  });
  return count > 0;
}
