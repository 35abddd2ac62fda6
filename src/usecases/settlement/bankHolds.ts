/** What waiting movements of the account surely pay is not asked for until someone has looked. */
import { lockInvoices, readCompanyFacts } from "@/db/dunning/facts";
import type { Tx } from "@/db/inCompany";
import { readPendingLines } from "@/db/settlement/bankLines";
import { type BankHold, insertBankHolds, newBankHolds } from "@/db/settlement/bankMatches";
import { addDays, type Instant } from "@/domain/calendar";
import { timeZoneOf } from "@/domain/calendarZone";
import { formatDate } from "@/domain/dateText";
import type { LegalRates } from "@/domain/legal/rateTables";
import { formatEuros } from "@/domain/money";
import { localDateAt } from "@/domain/zonedTime";
import { MOST_PENDING, proposeFor } from "./bankProposals";

interface Held {
  now: Instant;
  /** Null: interest and fees are left out, which no new invoice has. */
  rates: LegalRates | null;
  /** Invoices that may be held; all when absent. */
  among?: readonly string[];
}

/**
 * Holds invoices back for the days the company gives itself to check « j'ai payé », once for each movement. The
 * caller decides them again, or for the first time.
 *
 * @returns ids of the invoices
 */
export async function holdSurelyPaid(
  tx: Tx,
  companyId: string,
  { now, rates, among }: Held,
): Promise<string[]> {
  if (among?.length === 0) return [];
  const lines = await readPendingLines(tx, companyId, MOST_PENDING);
  if (lines.length === 0) return [];
  const { proposals } = await proposeFor(tx, companyId, lines, rates);
  const allowed = among && new Set(among);
  const wanted = lines.flatMap((line): BankHold[] => {
    const proposal = proposals.get(line.id);
    if (proposal?.grade !== "SURE") return [];
    const reason = `${formatEuros(line.amountCents)} reçus le ${formatDate(line.bookedOn)}`;
    return proposal.invoiceIds
      .filter((invoiceId) => allowed === undefined || allowed.has(invoiceId))
      .map((invoiceId) => ({ lineId: line.id, invoiceId, reason }));
  });
  const holds = await newBankHolds(tx, companyId, wanted);
  if (holds.length === 0) return [];
  const { declarationHoldDays } = await tx.company.findUniqueOrThrow({
    where: { id: companyId },
    select: { declarationHoldDays: true },
  });
  const { zone } = await readCompanyFacts(tx, companyId);
  const today = localDateAt(now, timeZoneOf(zone));
  await lockInvoices(
    tx,
    companyId,
    holds.map(({ invoiceId }) => invoiceId),
  );
  const span = { today, untilOn: addDays(today, declarationHoldDays), at: new Date(now) };
  return insertBankHolds(tx, companyId, holds, span);
}
