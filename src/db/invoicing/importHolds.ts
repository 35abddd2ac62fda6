/** Suspensions that an import makes of itself: its undoing ends them. */
import { addDays, type LocalDate } from "@/domain/calendar";
import { IMPORTED_HOLD_DAYS } from "@/domain/invoicing/importedHold";
import type { Tx } from "../inCompany";
import { fromLocalDate, newId } from "../values";

/** Suspends invoices until a person has looked. */
export async function insertImportedHolds(
  tx: Tx,
  companyId: string,
  held: readonly { invoiceId: string; reason: string }[],
  by: { userId: string; today: LocalDate; now: Date },
): Promise<void> {
  await tx.hold.createMany({
    data: held.map(({ invoiceId, reason }) => ({
      companyId,
      id: newId(),
      invoiceId,
      kind: "IMPORT" as const,
      reason,
      startedOn: fromLocalDate(by.today),
      untilOn: fromLocalDate(addDays(by.today, IMPORTED_HOLD_DAYS)),
      createdById: by.userId,
      createdAt: by.now,
    })),
  });
}

/**
 * Ends those of invoices whose import is undone, their wait for a direct debit, and what a movement of the account held
 * back: nobody touched these invoices. That movement lets go of them: they may come back, and it holds an invoice once.
 */
export async function endImportedHolds(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
  now: Date,
): Promise<void> {
  await tx.hold.updateMany({
    where: {
      companyId,
      invoiceId: { in: [...invoiceIds] },
      endedAt: null,
      kind: { in: ["IMPORT", "DIRECT_DEBIT", "BANK_LINE"] },
    },
    data: { endedAt: now, bankLineId: null },
  });
}
