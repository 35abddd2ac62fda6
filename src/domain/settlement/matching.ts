/**
 * Which movement of the account pays what: proposals with their reasons, never a decision. Pure and total; the order
 * in which movements, invoices or clients are given changes nothing.
 */
import { type Candidate, candidatesOf, type Grade, sureForThemselves } from "./matchCandidates";
import { type CreditLine, type Indexed, indexFacts, type MatchFacts } from "./matchFacts";
import { clientsSpokenOf } from "./matchPayers";
import type { MatchReason } from "./matchReason";

/** What one movement seems to be. */
export interface MatchProposal {
  lineId: string;
  /** `KNOWN`: the payment is recorded already, and is only to be linked. */
  kind: "PAYMENT" | "KNOWN";
  grade: Grade;
  clientId: string;
  /** Oldest due first; empty for a known payment. */
  invoiceIds: readonly string[];
  paymentId: string | null;
  /** Payments of this client that are recorded already and that the movement may be instead. */
  recordedIds: readonly string[];
  /** The declaration that it confirms. */
  answerId: string | null;
  /** What is more than these invoices and stays the client's; zero for most. */
  surplusCents: bigint;
  reasons: readonly MatchReason[];
}

/**
 * One proposal at most a movement, and one movement at most an invoice or a payment: of two that want the same one,
 * the surer has it, then the earlier.
 */
export function proposeMatches(facts: MatchFacts): MatchProposal[] {
  const indexed = indexFacts(facts);
  const taken = new Set<string>();
  const proposals: MatchProposal[] = [];
  const wished = facts.lines
    .map((line) => ({ line, candidates: candidatesOf(line, indexed) }))
    .filter(({ candidates }) => candidates.length > 0)
    .sort((a, b) => rank(b.candidates[0]) - rank(a.candidates[0]) || byDay(a.line, b.line));
  for (const { line, candidates } of wished) {
    const free = candidates.find((candidate) => claimsOf(candidate).every((id) => !taken.has(id)));
    if (!free) continue;
    for (const id of claimsOf(free)) taken.add(id);
    proposals.push(proposalOf(line, free, candidates));
  }
  const order = new Map(facts.lines.map((line, index) => [line.id, index]));
  return proposals.sort((a, b) => (order.get(a.lineId) ?? 0) - (order.get(b.lineId) ?? 0));
}

/**
 * Everything that one movement may be proposed for, the likeliest first: {@link proposeMatches} gives it one of these,
 * or nothing. With the facts of one client only, and what is settled and recorded, it still holds whatever all facts
 * propose for this client: everyone else only takes away, see {@link maySurelyPay}.
 */
export function possibleMatches(line: CreditLine, indexed: Indexed): MatchProposal[] {
  const candidates = candidatesOf(line, indexed);
  return candidates.map((candidate) => proposalOf(line, candidate, candidates));
}

/** Which clients each movement speaks of, whatever its amount: the accounts worth adding up. */
export function payersSpokenOf(facts: MatchFacts): Map<string, string[]> {
  const indexed = indexFacts(facts);
  return new Map(facts.lines.map((line) => [line.id, clientsSpokenOf(line, indexed)]));
}

/**
 * Whether one of these movements may surely pay one of these invoices: false means that {@link proposeMatches}, with
 * everything the company knows, gives none of them a sure proposal with one of these invoices. It reads the clients
 * of these invoices only, which is enough:
 *
 * - which of its invoices a client would be paying, and whether that is exact, depends on this client alone: on its
 *   open invoices, its declarations, and what the movement says of it;
 * - everyone else, what is settled and what is recorded only take away from what is sure.
 *
 * @param facts clients of the invoices, with all their open invoices, declarations and accounts
 * @param invoiceIds those that matter
 */
export function maySurelyPay(facts: MatchFacts, invoiceIds: readonly string[]): boolean {
  const indexed = indexFacts(facts);
  const wanted = new Set(invoiceIds);
  return facts.lines.some((line) =>
    sureForThemselves(line, indexed).some(({ invoices }) => invoices.some(({ id }) => wanted.has(id))),
  );
}

function rank(candidate: Candidate | undefined): number {
  return candidate ? candidate.score : 0;
}

function byDay(a: CreditLine, b: CreditLine): number {
  if (a.bookedOn !== b.bookedOn) return a.bookedOn < b.bookedOn ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

function claimsOf({ paymentId, invoices }: Candidate): string[] {
  return paymentId === null ? invoices.map((invoice) => invoice.id) : [paymentId];
}

/** What is left once another movement has the first choice is never sure. */
function proposalOf(line: CreditLine, candidate: Candidate, candidates: readonly Candidate[]): MatchProposal {
  const isFirst = candidate === candidates[0];
  const theirs = candidates.filter(({ clientId }) => clientId === candidate.clientId);
  return {
    lineId: line.id,
    kind: candidate.paymentId === null ? "PAYMENT" : "KNOWN",
    grade: isFirst && candidate.grade === "SURE" ? "SURE" : "LIKELY",
    clientId: candidate.clientId,
    invoiceIds: candidate.invoices.map((invoice) => invoice.id),
    paymentId: candidate.paymentId,
    recordedIds: theirs.flatMap(({ paymentId }) => paymentId ?? []).sort(),
    answerId: candidate.answerId,
    surplusCents: candidate.surplusCents,
    reasons: candidate.reasons,
  };
}
