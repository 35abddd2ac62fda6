/** Proposals for movements of the account, from the facts as they are now. */
import type { Tx } from "@/db/inCompany";
import { readMatchFacts } from "@/db/settlement/bankFacts";
import type { BankLineRow } from "@/db/settlement/bankLines";
import type { LocalDate } from "@/domain/calendar";
import { groupBy } from "@/domain/groupBy";
import type { LegalRates } from "@/domain/legal/rateTables";
import type { MatchableInvoice, MatchFacts } from "@/domain/settlement/matchFacts";
import { type MatchProposal, payersSpokenOf, proposeMatches } from "@/domain/settlement/matching";
import { withAccessories } from "./accessoriesDue";

/** Movements looked at together; older ones wait their turn. */
export const MOST_PENDING = 1_000;
/** Accounts whose interest is computed for one look, at most. */
const MOST_ACCOUNTS = 200;

export interface Proposals {
  proposals: ReadonlyMap<string, MatchProposal>;
  /** Everything they were made from. */
  facts: MatchFacts;
}

/**
 * Proposes a match for each of these movements that says something. One that may have come twice, in the files of
 * two formats that name the account differently, is left to a person.
 *
 * @param waiting all together: two of them never get the same invoice
 * @param rates null: payments of interest and fees are not looked for
 */
export async function proposeFor(
  tx: Tx,
  companyId: string,
  waiting: readonly BankLineRow[],
  rates: LegalRates | null,
): Promise<Proposals> {
  const lines = waiting.filter(({ hasTwin }) => !hasTwin);
  const days = lines.map(({ bookedOn }) => bookedOn).sort();
  const [from, to] = [days[0], days.at(-1)];
  if (!from || !to) {
    return {
      proposals: new Map(),
      facts: { lines: [], invoices: [], clients: [], settled: [], declarations: [], payments: [] },
    };
  }
  const amounts = [...new Set(lines.map(({ amountCents }) => amountCents))];
  const facts = { lines, ...(await readMatchFacts(tx, companyId, { from, to, amounts })) };
  const first = byLine(proposeMatches(facts));
  if (rates === null) return { proposals: first, facts };
  const unsettled = lines.filter(({ id }) => first.get(id)?.grade !== "SURE");
  const invoices = await withAccessoriesOf(tx, companyId, { ...facts, lines: unsettled }, rates);
  if (invoices === null) return { proposals: first, facts };
  const whole = { ...facts, invoices };
  return { proposals: byLine(proposeMatches(whole)), facts: whole };
}

function byLine(proposals: readonly MatchProposal[]): Map<string, MatchProposal> {
  return new Map(proposals.map((proposal) => [proposal.lineId, proposal]));
}

/**
 * The invoices with the interest and fees due on the day of each movement that may pay them; null when none may.
 * They are computed only for the clients a movement speaks of, since each takes a statement of claim.
 */
async function withAccessoriesOf(
  tx: Tx,
  companyId: string,
  facts: MatchFacts,
  rates: LegalRates,
): Promise<MatchableInvoice[] | null> {
  const spokenOf = payersSpokenOf(facts);
  const invoicesOf = groupBy(facts.invoices, ({ clientId }) => clientId);
  const byDay = new Map<LocalDate, Map<string, MatchableInvoice>>();
  let count = 0;
  for (const { id, bookedOn } of facts.lines) {
    for (const invoice of (spokenOf.get(id) ?? []).flatMap((clientId) => invoicesOf.get(clientId) ?? [])) {
      const asked = byDay.get(bookedOn) ?? new Map<string, MatchableInvoice>();
      byDay.set(bookedOn, asked);
      if (asked.has(invoice.id) || count >= MOST_ACCOUNTS) continue;
      asked.set(invoice.id, invoice);
      count += 1;
    }
  }
  const found = new Map<string, Map<LocalDate, bigint>>();
  for (const [on, asked] of byDay) {
    for (const { id, accessoryCents = 0n } of await withAccessories(
      tx,
      companyId,
      [...asked.values()],
      on,
      rates,
    )) {
      if (accessoryCents > 0n)
        found.set(id, (found.get(id) ?? new Map<LocalDate, bigint>()).set(on, accessoryCents));
    }
  }
  if (found.size === 0) return null;
  return facts.invoices.map((invoice) => {
    const accessoriesOn = found.get(invoice.id);
    return accessoriesOn ? { ...invoice, accessoriesOn } : invoice;
  });
}
