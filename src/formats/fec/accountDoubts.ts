/** What in the accounts may settle an invoice without saying so: such an invoice is not reminded before a look. */
import { formatEuros, maxCents, minCents, sumCents } from "@/domain/money";
import type { ClientEntry } from "./fecEntries";

/** What may be doubted of the account of one client. */
export interface AccountFacts {
  account: readonly ClientEntry[];
  /** A movement of it has no readable amount. */
  isUnsure: boolean;
  /** Credits that are matched with nothing. */
  freeCents: bigint;
  /** Debits that are no invoice and that nothing settles. */
  otherCents: bigint;
  /** Paid in advance, and deducted from no invoice yet. */
  advanceCents: bigint;
  /** On a suspense account (471), under its name or the number of one of its invoices. */
  suspenseCents: bigint;
}

/** Why any invoice of the client may be settled, in French, a sentence a reason; none when none may be. */
export function doubtsOf(facts: AccountFacts): string[] {
  const { account, isUnsure, freeCents, otherCents, advanceCents, suspenseCents } = facts;
  const doubts: string[] = [];
  if (isUnsure) doubts.push("un mouvement de ce client ne se lit pas");
  if (freeCents > 0n) {
    doubts.push(
      `${formatEuros(freeCents)} au crédit de ce client (règlement ou avoir) ne sont lettrés avec aucune facture`,
    );
  }
  if (advanceCents > 0n) {
    doubts.push(
      `${formatEuros(advanceCents)} d’acomptes de ce client (compte 4191) ne sont déduits d’aucune facture`,
    );
  }
  if (suspenseCents > 0n) {
    doubts.push(
      `${formatEuros(suspenseCents)} attendent sur le compte d’attente 471, au nom de ce client ou sous le numéro d’une de ses factures`,
    );
  }
  // What a lettering has too much of may pay what is not in the file, an opening in one sum or a rejected payment.
  const excessCents = maxCents(excessOf(account) - otherCents, 0n);
  if (excessCents > 0n)
    doubts.push(`le lettrage de ce client laisse ${formatEuros(excessCents)} à son crédit`);
  return doubts;
}

/** What each lettering leaves: nothing when it settles all it joins, below zero when more was paid. */
export function lettersOf(account: readonly ClientEntry[]): ReadonlyMap<string, bigint> {
  const left = new Map<string, bigint>();
  for (const { letter, cents = 0n } of account) {
    if (letter !== "") left.set(letter, (left.get(letter) ?? 0n) + cents);
  }
  return left;
}

function excessOf(account: readonly ClientEntry[]): bigint {
  return -sumCents([...lettersOf(account).values()].map((cents) => minCents(cents, 0n)));
}

/** By number, in capitals, the accounts on which a payment bears it that nothing is lettered with. */
export function payersByReference(entries: readonly ClientEntry[]): ReadonlyMap<string, ReadonlySet<string>> {
  const payers = new Map<string, Set<string>>();
  for (const { kind, pieceRef, client, letter, cents } of entries) {
    if (kind === "SALE" || letter !== "" || pieceRef === "" || cents === undefined || cents >= 0n) continue;
    const reference = pieceRef.toUpperCase();
    payers.set(reference, (payers.get(reference) ?? new Set<string>()).add(client));
  }
  return payers;
}
