/** What a page showed of proposals, and whether the facts still say so. */
import { isId, type Tx } from "@/db/inCompany";
import { readFactsAround } from "@/db/settlement/bankFacts";
import type { BankLineRow } from "@/db/settlement/bankLines";
import { sha256Hex } from "@/db/sha256";
import type { LocalDate } from "@/domain/calendar";
import { canonicalJson } from "@/domain/canonicalJson";
import type { LegalRates } from "@/domain/legal/rateTables";
import { indexFacts, type MatchableInvoice, type MatchFacts } from "@/domain/settlement/matchFacts";
import { type MatchProposal, possibleMatches } from "@/domain/settlement/matching";
import { withAccessories } from "./accessoriesDue";
import type { Proposals } from "./bankProposals";

/**
 * A short mark of what a proposal says, with the balances it was made on and the recorded payments that the movement may
 * be: what was read is what is confirmed, and money that was recorded by hand meanwhile is not recorded twice.
 */
export function markOf(
  proposals: readonly MatchProposal[],
  { invoices, lines }: Pick<Proposals, "invoices" | "lines">,
): string {
  const said = proposals.map((one) => [
    one.lineId,
    lines.get(one.lineId)?.amountCents.toString() ?? "",
    one.kind,
    one.clientId,
    one.invoiceIds.map((id) => `${id} ${invoices.get(id)?.balanceCents}`),
    one.paymentId,
    one.recordedIds,
    one.answerId,
    one.surplusCents.toString(),
  ]);
  return sha256Hex(canonicalJson(said)).slice(0, 32);
}

/** The mark of one proposal, behind its client: what tells whether it still stands is read from there. */
export function seenOf(proposal: MatchProposal, proposed: Proposals): string {
  return `${proposal.clientId} ${markOf([proposal], proposed)}`;
}

/** One proposal that a person read. */
export interface SeenProposal {
  lineId: string;
  clientId: string;
  mark: string;
}

/** @returns null for what {@link seenOf} did not write */
export function readSeen(lineId: string, seen: string): SeenProposal | null {
  const [clientId = "", mark = ""] = seen.split(" ");
  return isId(clientId) ? { lineId, clientId, mark } : null;
}

/**
 * The proposals that were read, as long as each still says the same of its movement and of its client. What else
 * waits or is owed is not compared again: a person has read this one and agreed.
 *
 * @param lines the movements, still waiting
 * @returns null when one of them does not stand
 */
export async function findSeen(
  tx: Tx,
  companyId: string,
  seen: readonly SeenProposal[],
  lines: readonly BankLineRow[],
  rates: LegalRates,
): Promise<MatchProposal[] | null> {
  // One that may have come twice is proposed to nobody.
  const waiting = lines.filter(({ hasTwin }) => !hasTwin);
  const days = waiting.map(({ bookedOn }) => bookedOn).sort();
  const [from, to] = [days[0], days.at(-1)];
  if (!from || !to) return null;
  const clientIds = [...new Set(seen.map(({ clientId }) => clientId))];
  const span = { from, to, amounts: waiting.map(({ amountCents }) => amountCents) };
  const texts = waiting.map(({ label, counterpartyName }) => `${label} ${counterpartyName}`);
  const facts = { lines: waiting, ...(await readFactsAround(tx, companyId, clientIds, { span, texts })) };
  const found = standingAmong(seen, facts);
  const missing = seen.filter(({ lineId }) => !found.has(lineId));
  if (missing.length > 0) {
    // Interest takes a statement of claim an invoice: it is computed for those only that nothing else explains.
    const invoices = await withInterest(tx, companyId, missing, facts, rates);
    for (const [lineId, one] of standingAmong(missing, { ...facts, invoices })) found.set(lineId, one);
  }
  const standing = seen.flatMap(({ lineId }) => found.get(lineId) ?? []);
  return standing.length === seen.length ? standing : null;
}

function standingAmong(seen: readonly SeenProposal[], facts: MatchFacts): Map<string, MatchProposal> {
  const indexed = indexFacts(facts);
  const lines = new Map(facts.lines.map((line) => [line.id, line]));
  const invoices = new Map(facts.invoices.map((invoice) => [invoice.id, invoice]));
  const found = new Map<string, MatchProposal>();
  for (const { lineId, mark } of seen) {
    const line = lines.get(lineId);
    if (!line) continue;
    const same = possibleMatches(line, indexed).find((one) => markOf([one], { invoices, lines }) === mark);
    if (same) found.set(lineId, same);
  }
  return found;
}

/** The invoices of these clients, with the interest and fees due on the days of the movements that may pay them. */
async function withInterest(
  tx: Tx,
  companyId: string,
  seen: readonly SeenProposal[],
  { invoices, lines }: MatchFacts,
  rates: LegalRates,
): Promise<MatchableInvoice[]> {
  const clientOf = new Map(seen.map(({ lineId, clientId }) => [lineId, clientId]));
  const accessories = new Map<string, Map<LocalDate, bigint>>();
  for (const on of new Set(lines.map(({ bookedOn }) => bookedOn))) {
    const payers = lines.flatMap(({ id, bookedOn }) => (bookedOn === on ? (clientOf.get(id) ?? []) : []));
    const theirs = invoices.filter(({ clientId }) => payers.includes(clientId));
    for (const { id, accessoryCents = 0n } of await withAccessories(tx, companyId, theirs, on, rates)) {
      if (accessoryCents > 0n)
        accessories.set(id, (accessories.get(id) ?? new Map<LocalDate, bigint>()).set(on, accessoryCents));
    }
  }
  return invoices.map((invoice) => {
    const accessoriesOn = accessories.get(invoice.id);
    return accessoriesOn ? { ...invoice, accessoriesOn } : invoice;
  });
}
