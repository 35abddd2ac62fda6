/** Which of its open invoices a client pays with one movement of the account. */
import type { LocalDate } from "../calendar";
import { sumCents } from "../money";
import { exactSets } from "./exactSets";
import type { CreditLine, MatchableInvoice } from "./matchFacts";
import type { Payer } from "./matchPayers";
import type { MatchReason } from "./matchReason";

function sumOf(invoices: readonly MatchableInvoice[]): bigint {
  return sumCents(invoices.map(({ balanceCents }) => balanceCents));
}

function accessoriesOf(invoices: readonly MatchableInvoice[], on: LocalDate): bigint {
  return sumCents(invoices.map(({ accessoriesOn }) => accessoriesOn?.get(on) ?? 0n));
}

/** Which invoices of a client a movement pays. */
export interface Choice {
  invoices: readonly MatchableInvoice[];
  isExact: boolean;
  /** Nothing else of this client fits as well. */
  isAlone: boolean;
  /** What is left once they are paid. */
  surplusCents: bigint;
  reasons: readonly MatchReason[];
}

/** The invoices of a client that a movement pays, and how surely; null when nothing fits. */
export function chooseInvoices(
  line: CreditLine,
  { cited, declaration }: Payer,
  open: readonly MatchableInvoice[],
): Choice | null {
  if (open.length === 0) return null;
  const { amountCents } = line;
  if (cited.length > 0 && sumOf(cited) === amountCents) return exact(cited, true);
  const declared = open.filter(({ id }) => declaration?.invoiceIds.includes(id));
  const { sets, isWhole } = exactSets(open, amountCents);
  const withCited = sets.filter((set) => cited.every((invoice) => set.includes(invoice)));
  const said = sets.find((set) => set.length === declared.length && includesInvoices(set, declared));
  if (said && cited.length === 0) return exact(said, true);
  const [best] = withCited.length > 0 ? withCited : sets;
  if (best) {
    const isAlone = isWhole && sets.length === 1 && withCited.length === 1;
    const same = best.length === 1 && sets.filter((set) => set.length === 1).length > 1;
    const choice = exact(best, isAlone || (withCited.length === 1 && cited.length > 0));
    const count = sets.filter((set) => set.length === 1).length;
    return same && !choice.isAlone
      ? { ...choice, reasons: [...choice.reasons, { code: "SAME_AMOUNT", count }] }
      : choice;
  }
  return withAccessories(line, cited, open) ?? aPart(line, cited, open) ?? withSurplus(line, open);
}

export function includesInvoices(
  set: readonly MatchableInvoice[],
  some: readonly MatchableInvoice[],
): boolean {
  return some.every((invoice) => set.includes(invoice));
}

function exact(invoices: readonly MatchableInvoice[], isAlone: boolean): Choice {
  const [first] = invoices;
  const reason: MatchReason =
    invoices.length === 1 && first
      ? { code: "EXACT_BALANCE", number: first.number }
      : { code: "EXACT_SUM", count: invoices.length };
  return { invoices, isExact: true, isAlone, surplusCents: 0n, reasons: [reason] };
}

/** The balance, with all the interest and flat fees that were asked for. */
function withAccessories(
  { amountCents, bookedOn }: CreditLine,
  cited: readonly MatchableInvoice[],
  open: readonly MatchableInvoice[],
): Choice | null {
  const sets =
    cited.length > 0 ? [cited] : [...open.map((invoice) => [invoice]), ...(open.length > 1 ? [open] : [])];
  const found = sets.filter(
    (set) => accessoriesOf(set, bookedOn) > 0n && sumOf(set) + accessoriesOf(set, bookedOn) === amountCents,
  );
  const [best] = found;
  if (!best) return null;
  const choice = exact(best, found.length === 1);
  return {
    ...choice,
    reasons: [...choice.reasons, { code: "WITH_ACCESSORIES", cents: accessoriesOf(best, bookedOn) }],
  };
}

/** A part of what is cited, else of what is oldest. */
function aPart(
  { amountCents, bookedOn }: CreditLine,
  cited: readonly MatchableInvoice[],
  open: readonly MatchableInvoice[],
): Choice | null {
  const order =
    cited.length > 0 && amountCents <= sumOf(cited) + accessoriesOf(cited, bookedOn) ? cited : open;
  const invoices: MatchableInvoice[] = [];
  for (const invoice of order) {
    if (sumOf(invoices) >= amountCents) break;
    invoices.push(invoice);
  }
  const ofCents = sumOf(invoices);
  const accessoryCents = accessoriesOf(invoices, bookedOn);
  const overCents = amountCents - ofCents;
  if (overCents > accessoryCents) return null;
  const reason: MatchReason =
    overCents > 0n
      ? { code: "SOME_ACCESSORIES", cents: overCents, ofCents: accessoryCents }
      : { code: "PART", cents: amountCents, ofCents };
  return { invoices, isExact: false, isAlone: true, surplusCents: 0n, reasons: [reason] };
}

/**
 * Everything owed, and a rest that stays the client's. At most as much again, as when an invoice is paid twice: what
 * is far more is money for something we do not know.
 */
function withSurplus(
  { amountCents, bookedOn }: CreditLine,
  open: readonly MatchableInvoice[],
): Choice | null {
  const accessoryCents = accessoriesOf(open, bookedOn);
  const cents = sumOf(open) + accessoryCents;
  const surplusCents = amountCents - cents;
  if (surplusCents <= 0n || surplusCents > cents) return null;
  return {
    invoices: open,
    isExact: false,
    isAlone: true,
    surplusCents,
    reasons: [
      { code: "SURPLUS", cents: surplusCents, ofCents: cents },
      ...(accessoryCents > 0n ? [{ code: "WITH_ACCESSORIES", cents: accessoryCents } as const] : []),
    ],
  };
}
