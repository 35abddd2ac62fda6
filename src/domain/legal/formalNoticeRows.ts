/** The statement inside the letter: rows that add up to the sum demanded. */
import { formatDate } from "../dateText";
import { invariant } from "../invariant";
import { formatEuros, minCents, sumCents } from "../money";
import { typeset } from "../typography";
import { contestedCents } from "./contestedPart";
import { flatFeeOf } from "./flatRecoveryFee";
import type { NoticeRow, NoticeStatement } from "./formalNoticeContent";
import { INTEREST_NAMES } from "./formalNoticeWording";
import type { InvoiceStatement } from "./invoiceClaim";
import { capitalised } from "./phrases";
import type { StatementOfClaim } from "./statementOfClaim";

/** Above this, the letter gives one row for the principal and one for the interest of all. */
const MAX_DETAILED_ROWS = 10;

/**
 * The statement as the letter shows it: line by line while it is short, else its totals.
 *
 * @param place where the lines are when they are not here
 */
export function noticeStatement(statement: StatementOfClaim, place = "au décompte joint"): NoticeStatement {
  const detailed = [
    ...statement.invoices.flatMap((invoice) => [
      principalRow(invoice, statement.invoices.length),
      ...contestedRows(invoice),
    ]),
    ...statement.invoices.flatMap((invoice) => interestRows(invoice, statement.invoices.length)),
  ];
  const shown = detailed.length > MAX_DETAILED_ROWS ? totalRows(statement, place) : detailed;
  const rows = [...shown, ...accessoryRows(statement)].filter((row) => row.amountCents !== 0n);
  invariant(
    sumCents(rows.map((row) => row.amountCents)) === statement.totalDueCents,
    "the rows of a letter add up to its total",
  );
  return {
    caption: typeset(`Décompte arrêté au ${formatDate(statement.statedOn)} inclus`),
    rows,
    // What is contested may be due as well: the letter does not say that the rest is all.
    totalLabel: statement.invoices.some((invoice) => contestedCents(invoice) > 0n)
      ? "Total réclamé"
      : "Total dû",
    totalCents: statement.totalDueCents,
  };
}

/**
 * The same less a credit of the debtor that belongs to no invoice: what is asked for.
 *
 * @param creditCents may exceed the total: only what it covers is deducted
 */
export function lessFreeCredit(statement: NoticeStatement, creditCents: bigint): NoticeStatement {
  const deductedCents = minCents(creditCents, statement.totalCents);
  if (deductedCents <= 0n) return statement;
  return {
    ...statement,
    rows: [...statement.rows, row("Avoir à votre nom", -deductedCents, "déduit de ce qui est demandé")],
    totalLabel: "Total réclamé",
    totalCents: statement.totalCents - deductedCents,
  };
}

function row(label: string, amountCents: bigint, note?: string): NoticeRow {
  return note === undefined
    ? { label: typeset(label), amountCents }
    : { label: typeset(label), note: typeset(note), amountCents };
}

/** What is left to pay of an invoice; {@link contestedRows} sets aside what of it is contested. */
function principalRow(invoice: InvoiceStatement, count: number): NoticeRow {
  const label = count === 1 ? "Principal, solde TTC" : `Facture ${invoice.claim.invoiceNumber}, solde TTC`;
  return row(label, invoice.principalDueCents + contestedCents(invoice));
}

function contestedRows(invoice: InvoiceStatement): NoticeRow[] {
  const cents = contestedCents(invoice);
  if (cents === 0n) return [];
  return [row(`Facture ${invoice.claim.invoiceNumber}, part contestée, non réclamée ici`, -cents)];
}

function interestRows({ claim, segments }: InvoiceStatement, count: number): NoticeRow[] {
  const name = capitalised(INTEREST_NAMES[claim.debtorKind]);
  const short = name.split(" ")[0] ?? name;
  const label = typeset(count === 1 ? name : `${short}, ${claim.invoiceNumber}`);
  return segments.map(({ fromOn, toOn, days, balanceCents, rateBps, amountCents }) => ({
    label,
    interest: { fromOn, toOn, days, baseCents: balanceCents, rateBps },
    amountCents,
  }));
}

function totalRows(statement: StatementOfClaim, place: string): NoticeRow[] {
  const { invoices } = statement;
  const [first] = invoices;
  const lines = invoices.reduce((count, invoice) => count + invoice.segments.length, 0);
  const asideCents = sumCents(invoices.map(contestedCents));
  const principal =
    invoices.length === 1 && first
      ? [principalRow(first, 1), ...contestedRows(first)]
      : [
          row(
            "Principal, soldes TTC",
            statement.principalDueCents + asideCents,
            `${invoices.length} factures, énumérées ${place}`,
          ),
          row("Parts contestées", -asideCents, `non réclamées ici, énumérées ${place}`),
        ];
  const name = capitalised(INTEREST_NAMES[first?.claim.debtorKind ?? "B2C"]);
  return [...principal, row(name, statement.penaltyCents, `${lines} lignes de calcul ${place}`)];
}

/** Everything that is neither principal nor interest, and what was already paid on accessories. */
export function accessoryRows(statement: StatementOfClaim): NoticeRow[] {
  const fee = flatFeeOf(statement.invoices[0]?.claim.debtorKind ?? "B2C");
  const count = fee.cents === 0n ? 0n : statement.flatFeeCents / fee.cents;
  const interest = INTEREST_NAMES[statement.invoices[0]?.claim.debtorKind ?? "B2C"];
  return [
    row(
      "Indemnité forfaitaire",
      statement.flatFeeCents,
      `${count} × ${formatEuros(fee.cents)}, ${fee.article}`,
    ),
    row(
      "Indemnisation complémentaire",
      statement.complementaryCents,
      "frais au-delà de l’indemnité forfaitaire, justificatifs joints",
    ),
    row(`Déjà réglé sur les ${interest}`, -(statement.penaltySettledCents - statement.penaltyWaivedCents)),
    row("Déjà réglé sur l’indemnité", -(statement.flatFeeSettledCents - statement.flatFeeWaivedCents)),
    row(`Remise sur les ${interest}`, -statement.penaltyWaivedCents),
    row("Remise sur l’indemnité", -statement.flatFeeWaivedCents),
  ];
}
