/** A new account that has waited its day is the one debtors read from now on. */
import { redrawUnapprovedLetters } from "@/db/dunning/letters";
import { inCompany } from "@/db/inCompany";
import { appendJournal, type JournalEvent } from "@/db/system/journal";
import type { Instant } from "@/domain/calendar";
import { maskIban } from "@/domain/parties/iban";

/** Applies the change that is due, if there is one. @returns true when the account changed */
export async function applyBankChange(companyId: string, now: Instant): Promise<boolean> {
  const at = new Date(now);
  return inCompany(companyId, async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM company WHERE id = ${companyId}::uuid FOR NO KEY UPDATE`;
    const change = await tx.bankChange.findFirst({
      where: { companyId, appliedAt: null, cancelledAt: null, effectiveAt: { lte: at } },
    });
    if (!change) return false;
    const { iban, bic } = change;
    await tx.company.update({ where: { id: companyId }, data: { iban, bic } });
    await redrawUnapprovedLetters(tx, companyId);
    await tx.bankChange.update({
      where: { companyId_id: { companyId, id: change.id } },
      data: { appliedAt: at },
    });
    const event: JournalEvent = {
      actor: "system",
      action: "company.bank_applied",
      entity: "company",
      entityId: companyId,
      data: { iban: iban === null ? "" : maskIban(iban) },
    };
    await appendJournal(tx, companyId, [event], now);
    return true;
  });
}
