/** What the balances of bank statements say of what may be missing: remarks, never a reason to refuse a file. */
import type { LocalDate } from "../calendar";
import { formatDate } from "../dateText";
import { formatAmount, NBSP } from "../money";

export interface Balance {
  /** Null when the bank does not say. */
  on: LocalDate | null;
  cents: bigint;
}

/** One account in one file, in one currency. */
export interface StatementBalances {
  account: string;
  currency: string;
  opening: Balance | null;
  closing: Balance | null;
  /** All its movements together, in cents. */
  linesCents: bigint;
}

/** What a statement says against itself, or against the one before it. */
export type StatementRemark =
  | { code: "DOES_NOT_ADD_UP"; statement: StatementBalances; missingCents: bigint }
  | { code: "GAP"; statement: StatementBalances; opening: Balance; before: Balance };

/**
 * Remarks about the statements of one file: one whose opening balance and movements do not make its closing balance,
 * and one that does not begin where the statement before it ended.
 *
 * @param known every statement of the same accounts, those of the file included
 */
export function statementRemarks(
  statements: readonly StatementBalances[],
  known: readonly StatementBalances[],
): StatementRemark[] {
  return statements.flatMap((statement) => [
    ...sumRemark(statement),
    ...gapRemark(
      statement,
      known.filter(
        ({ account, currency }) => account === statement.account && currency === statement.currency,
      ),
    ),
  ]);
}

function sumRemark(statement: StatementBalances): StatementRemark[] {
  const { opening, closing, linesCents } = statement;
  if (!opening || !closing) return [];
  const missingCents = closing.cents - opening.cents - linesCents;
  return missingCents === 0n ? [] : [{ code: "DOES_NOT_ADD_UP", statement, missingCents }];
}

/**
 * The statement before is the last one that began earlier and had ended when this one begins: one that was still
 * running then covers what would be missing. Any that ended on this opening balance is enough, since banks date
 * balances in several ways.
 */
function gapRemark(statement: StatementBalances, known: readonly StatementBalances[]): StatementRemark[] {
  const { opening } = statement;
  const openingOn = opening?.on;
  if (!opening || !openingOn) return [];
  const earlier = known.flatMap(({ opening: start, closing }) => {
    if (!closing?.on || closing.on > openingOn) return [];
    return (start?.on ?? closing.on) < openingOn ? [{ on: closing.on, cents: closing.cents }] : [];
  });
  const isCovered = known.some(
    ({ opening: start, closing }) =>
      start?.on && closing?.on && start.on < openingOn && closing.on > openingOn,
  );
  const [first, ...others] = earlier;
  if (!first || isCovered || earlier.some(({ cents }) => cents === opening.cents)) return [];
  const before = others.reduce((last, one) => (one.on > last.on ? one : last), first);
  return [{ code: "GAP", statement, opening, before }];
}

/** The remark in French, with its full stop. @param account how this account is called on screen */
export function remarkSentence(remark: StatementRemark, account: string): string {
  const { currency, opening, closing } = remark.statement;
  const of = account === "" ? "" : ` du compte ${account}`;
  const money = (cents: bigint) => `${formatAmount(cents)}${NBSP}${currency === "EUR" ? "€" : currency}`;
  const balance = ({ on, cents }: Balance) => `${money(cents)}${on === null ? "" : ` le ${formatDate(on)}`}`;
  if (remark.code === "GAP") {
    return `Le relevé${of} commence à ${balance(remark.opening)}, et le précédent finissait à ${balance(remark.before)}${NBSP}: un relevé manque peut-être entre les deux.`;
  }
  const { missingCents } = remark;
  const gap = money(missingCents < 0n ? -missingCents : missingCents);
  const ends = [opening, closing].flatMap((one) => (one ? [balance(one)] : []));
  return `Les opérations du relevé${of} ne mènent pas de ${ends.join(" à ")}${NBSP}: il s’en faut de ${gap}. Une ligne manque peut-être dans le fichier, comparez-le à votre banque.`;
}
