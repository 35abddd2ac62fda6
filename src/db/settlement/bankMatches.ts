/** Writes what a person made of movements of the account, and what a waiting movement holds back. */
import type { LocalDate } from "@/domain/calendar";
import type { Tx } from "../inCompany";
import { fromLocalDate, newId } from "../values";
import type { BankMatchKind } from "./bankLines";

export interface NewBankMatch {
  lineId: string;
  kind: BankMatchKind;
  /** Null when it is set aside, or all of it is a credit. */
  paymentId: string | null;
  /** The credit that all of it became; none when absent. */
  creditId?: string;
  reason: string;
  createdById: string | null;
  createdAt: Date;
}

/** The caller holds the lock of the movement and has seen that it waits. */
export async function insertBankMatch(tx: Tx, companyId: string, match: NewBankMatch): Promise<void> {
  await tx.bankMatch.create({ data: { companyId, id: newId(), ...match } });
}

/** A match that is undone stays, marked. @returns whether there was one */
export async function undoBankMatch(
  tx: Tx,
  companyId: string,
  which: { id: string } | { paymentId: string } | { creditId: string },
  by: { at: Date; userId: string | null },
): Promise<boolean> {
  const { count } = await tx.bankMatch.updateMany({
    where: { companyId, undoneAt: null, ...which },
    data: { undoneAt: by.at, undoneById: by.userId },
  });
  return count > 0;
}

export interface BankHold {
  lineId: string;
  invoiceId: string;
  /** What is said of it on the page of the invoice. */
  reason: string;
}

/** Of these, the ones that were never written: a movement holds an invoice once only. */
export async function newBankHolds(
  tx: Tx,
  companyId: string,
  holds: readonly BankHold[],
): Promise<BankHold[]> {
  const known = await tx.hold.findMany({
    where: { companyId, bankLineId: { in: holds.map(({ lineId }) => lineId) } },
    select: { bankLineId: true, invoiceId: true },
  });
  const keys = new Set(known.map(({ bankLineId, invoiceId }) => `${bankLineId} ${invoiceId}`));
  return holds.filter(({ lineId, invoiceId }) => !keys.has(`${lineId} ${invoiceId}`));
}

/** Keeps open invoices, which the caller has locked, from being asked for. @returns those that are held */
export async function insertBankHolds(
  tx: Tx,
  companyId: string,
  holds: readonly BankHold[],
  span: { today: LocalDate; untilOn: LocalDate; at: Date },
): Promise<string[]> {
  const open = await tx.invoice.findMany({
    where: { companyId, id: { in: holds.map(({ invoiceId }) => invoiceId) }, status: "OPEN" },
    select: { id: true },
  });
  const ids = new Set(open.map(({ id }) => id));
  const kept = holds.filter(({ invoiceId }) => ids.has(invoiceId));
  await tx.hold.createMany({
    data: kept.map(({ lineId, invoiceId, reason }) => ({
      companyId,
      id: newId(),
      invoiceId,
      kind: "BANK_LINE" as const,
      reason,
      bankLineId: lineId,
      startedOn: fromLocalDate(span.today),
      untilOn: fromLocalDate(span.untilOn),
      createdAt: span.at,
    })),
    skipDuplicates: true,
  });
  return [...new Set(kept.map(({ invoiceId }) => invoiceId))];
}

/** Invoices that these movements hold back now. */
export async function readBankHeld(tx: Tx, companyId: string, lineIds: readonly string[]): Promise<string[]> {
  const holds = await tx.hold.findMany({
    where: { companyId, bankLineId: { in: [...lineIds] }, endedAt: null },
    select: { invoiceId: true },
  });
  return [...new Set(holds.map(({ invoiceId }) => invoiceId))];
}

/** A person has looked: these movements hold nothing back any more. */
export async function endBankHolds(
  tx: Tx,
  companyId: string,
  lineIds: readonly string[],
  end: { at: Date; reason: string },
): Promise<void> {
  await tx.hold.updateMany({
    where: { companyId, bankLineId: { in: [...lineIds] }, endedAt: null },
    data: { endedAt: end.at, endReason: end.reason },
  });
}
