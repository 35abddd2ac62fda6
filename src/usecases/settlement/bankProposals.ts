/** Proposals for movements of the account, from the facts as they are now. */
import type { Tx } from "@/db/inCompany";
import { readMatchFacts } from "@/db/settlement/bankFacts";
import type { BankLineRow } from "@/db/settlement/bankLines";
import type { LocalDate } from "@/domain/calendar";
import { groupBy } from "@/domain/groupBy";
import type { LegalRates } from "@/domain/legal/rateTables";
import type {
  CreditLine,
  MatchableClient,
  MatchableInvoice,
  MatchFacts,
} from "@/domain/settlement/matchFacts";
import { type MatchProposal, payersSpokenOf, proposeMatches } from "@/domain/settlement/matching";
import { withAccessories } from "./accessoriesDue";

/** Movements looked at together; older ones wait their turn. */
export const MOST_PENDING = 1_000;
/** Accounts whose interest is computed for one look, at most. */
const MOST_ACCOUNTS = 200;

export interface Proposals {
  proposals: ReadonlyMap<string, MatchProposal>;
  /** What they were made from, by id. */
  lines: ReadonlyMap<string, CreditLine>;
  invoices: ReadonlyMap<string, MatchableInvoice>;
  clients: ReadonlyMap<string, MatchableClient>;
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
  if (!from || !to) return proposed([], { lines: [], invoices: [], clients: [] });
  const amounts = [...new Set(lines.map(({ amountCents }) => amountCents))];
  const facts = { lines, ...(await readMatchFacts(tx, companyId, { from, to, amounts })) };
  const first = proposeMatches(facts);
  if (rates === null) return proposed(first, facts);
  const sure = new Set(first.filter(({ grade }) => grade === "SURE").map(({ lineId }) => lineId));
  const unsettled = lines.filter(({ id }) => !sure.has(id));
  const invoices = await withAccessoriesOf(tx, companyId, { ...facts, lines: unsettled }, rates);
  if (invoices === null) return proposed(first, facts);
  const whole = { ...facts, invoices };
  return proposed(proposeMatches(whole), whole);
}

function proposed(
  proposals: readonly MatchProposal[],
  { lines, invoices, clients }: Pick<MatchFacts, "lines" | "invoices" | "clients">,
): Proposals {
  return {
    proposals: new Map(proposals.map((proposal) => [proposal.lineId, proposal])),
    lines: byId(lines),
    invoices: byId(invoices),
    clients: byId(clients),
  };
}

function byId<Thing extends { id: string }>(things: readonly Thing[]): Map<string, Thing> {
  return new Map(things.map((thing) => [thing.id, thing]));
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
