/** The principal, what the delay adds, what is taken off, and their total: lines that add up. */
import { minCents } from "@/domain/money";
import type { DebtorPart } from "./debtorPageProps";

export function LegalLines({
  legal,
  balanceCents,
  frozenCents,
  disputedCents,
  freeCreditCents,
  words,
}: DebtorPart) {
  if (!legal) return null;
  const principalCents = balanceCents - frozenCents;
  const beforeCredit = principalCents + legal.penaltyCents + legal.feeCents - disputedCents;
  // A credit may be greater than what is left: only what it covers is taken off.
  const creditCents = minCents(freeCreditCents, beforeCredit);
  return (
    <dl className="lines">
      <Line label={words.legal.principal} amount={words.euros(principalCents)} />
      {legal.penaltyCents > 0n && (
        <Line
          label={words.legal.penalties(legal.debtorKind)}
          note={words.legal.penaltiesDetail(legal.articles)}
          amount={words.euros(legal.penaltyCents)}
        />
      )}
      {legal.feeCents > 0n && (
        <Line
          label={words.legal.fee}
          note={words.legal.feeDetail(legal.debtorKind)}
          amount={words.euros(legal.feeCents)}
        />
      )}
      {disputedCents > 0n && <Line label={words.account.disputed} amount={words.euros(-disputedCents)} />}
      {creditCents > 0n && <Line label={words.account.freeCredit} amount={words.euros(-creditCents)} />}
      <div className="total">
        <dt>{words.legal.totalOn(legal.on)}</dt>
        <dd>{words.euros(legal.totalCents)}</dd>
      </div>
    </dl>
  );
}

function Line({ label, note, amount }: { label: string; note?: string; amount: string }) {
  return (
    <div>
      <dt>
        {label}
        {note && <span className="note">{note}</span>}
      </dt>
      <dd>{amount}</dd>
    </div>
  );
}
