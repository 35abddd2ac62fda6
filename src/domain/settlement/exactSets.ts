/** Which invoices of one client together make an amount. */
import { sumCents } from "../money";

/** Every set of so many invoices is tried (4 096 sums); above, only the natural ones. */
const MOST_INVOICES = 12;
/** More solutions than this tell nothing. */
const MOST_SETS = 8;

interface Payable {
  balanceCents: bigint;
}

/**
 * Sets of invoices whose balances make exactly this amount: the smallest first, then the oldest.
 *
 * @param open oldest due first
 * @returns `isWhole` when every set was tried, so that one solution is the only one
 */
export function exactSets<Invoice extends Payable>(
  open: readonly Invoice[],
  amountCents: bigint,
): { sets: Invoice[][]; isWhole: boolean } {
  if (open.length > MOST_INVOICES) return { sets: naturalSets(open, amountCents), isWhole: false };
  const sets: Invoice[][] = [];
  for (let size = 1; size <= open.length && sets.length < MOST_SETS; size += 1) {
    addSets(open, size, amountCents, [], sets);
  }
  return { sets, isWhole: true };
}

function addSets<Invoice extends Payable>(
  open: readonly Invoice[],
  size: number,
  leftCents: bigint,
  chosen: readonly Invoice[],
  sets: Invoice[][],
): void {
  if (size === 0) {
    if (leftCents === 0n) sets.push([...chosen]);
    return;
  }
  for (const [index, invoice] of open.entries()) {
    if (sets.length >= MOST_SETS || open.length - index < size) return;
    if (invoice.balanceCents > leftCents) continue;
    addSets(open.slice(index + 1), size - 1, leftCents - invoice.balanceCents, [...chosen, invoice], sets);
  }
}

/** Each invoice alone, and the oldest ones up to each. */
function naturalSets<Invoice extends Payable>(open: readonly Invoice[], amountCents: bigint): Invoice[][] {
  const alone = open.filter((invoice) => invoice.balanceCents === amountCents).map((invoice) => [invoice]);
  const prefixes = open.slice(1).map((_, index) => open.slice(0, index + 2));
  const exact = prefixes.filter(
    (set) => sumCents(set.map(({ balanceCents }) => balanceCents)) === amountCents,
  );
  return [...alone, ...exact].slice(0, MOST_SETS);
}
