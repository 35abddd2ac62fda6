/** What waiting movements of the account surely pay is not asked for until someone has looked. */
import { lockInvoices, readCompanyFacts } from "@/db/dunning/facts";
import type { Tx } from "@/db/inCompany";
import { readClientIdsOf, readFactsOfClients } from "@/db/settlement/bankFacts";
import { readCreditsFor, readPendingLines } from "@/db/settlement/bankLines";
import { type BankHold, insertBankHolds, newBankHolds } from "@/db/settlement/bankMatches";
import { addDays, type Instant } from "@/domain/calendar";
import { timeZoneOf } from "@/domain/calendarZone";
import { formatDate } from "@/domain/dateText";
import type { LegalRates } from "@/domain/legal/rateTables";
import { formatEuros } from "@/domain/money";
import { maySurelyPay } from "@/domain/settlement/matching";
import { localDateAt } from "@/domain/zonedTime";
import { MOST_PENDING, proposeFor } from "./bankProposals";

/** Whether a movement that waits may surely pay one of these invoices, see {@link maySurelyPay}. */
async function mayHold(tx: Tx, companyId: string, invoiceIds: readonly string[]): Promise<boolean> {
  if (invoiceIds.length === 0) return false;
  const lines = await readCreditsFor(tx, companyId, invoiceIds, MOST_PENDING);
  if (lines.length === 0) return false;
  const clientIds = await readClientIdsOf(tx, companyId, invoiceIds);
  return maySurelyPay({ lines, ...(await readFactsOfClients(tx, companyId, clientIds)) }, invoiceIds);
}

interface Held {
  now: Instant;
  /** Null: interest and fees are left out, which no new invoice has. */
  rates: LegalRates | null;
  /** Invoices that may be held, with null rates; all when absent. */
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
  // Everything is compared with everything: a look that costs as little as what is new says first whether it is any use.
  if (among && !(await mayHold(tx, companyId, among))) return [];
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
