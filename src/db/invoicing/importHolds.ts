/** Suspensions that an import makes of itself: nobody has chosen them, and its undoing ends them. */
import { addDays, type LocalDate } from "@/domain/calendar";
import { IMPORTED_HOLD_DAYS, IMPORTED_HOLD_REASON } from "@/domain/invoicing/importedHold";
import type { Tx } from "../inCompany";
import { fromLocalDate, newId } from "../values";

const OWN = { kind: "MANUAL", reason: IMPORTED_HOLD_REASON, endedAt: null } as const;

/** Suspends invoices just created until a person has looked. */
export async function insertImportedHolds(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
  by: { userId: string; today: LocalDate; now: Date },
): Promise<void> {
  await tx.hold.createMany({
    data: invoiceIds.map((invoiceId) => ({
      companyId,
      id: newId(),
      invoiceId,
      kind: OWN.kind,
      reason: OWN.reason,
      startedOn: fromLocalDate(by.today),
      untilOn: fromLocalDate(addDays(by.today, IMPORTED_HOLD_DAYS)),
      createdById: by.userId,
      createdAt: by.now,
    })),
  });
}

/** Ends those of invoices whose import is undone, and their wait for a direct debit: nobody touched these invoices. */
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
      OR: [OWN, { kind: "DIRECT_DEBIT" }],
    },
    data: { endedAt: now },
  });
}
