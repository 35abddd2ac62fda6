/**
 * The tables of a letter and of its detailed statement, as text: the same on paper and on the
 * screen. Each line has a label, then one cell for each of the last columns.
 */

import type { LocalDate } from "../calendar";
import { formatDate, formatDateShort } from "../dateText";
import { formatEuros, formatRateBps } from "../money";
import type { NoticeInvoiceRow, NoticeRow, NoticeStatement } from "./formalNoticeContent";
import { capitalised, formatPeriod } from "./phrases";
import type { AccountEntry, StatementDetail } from "./statementDetail";

/** Which columns a table has: those that nothing would fill are left out. */
export type LetterTableKind =
  | "STATEMENT_DETAILED"
  | "STATEMENT_NOTED"
  | "STATEMENT_PLAIN"
  | "INVOICES"
  | "SUMMARY"
  | "ACCOUNT"
  | "INTEREST"
  | "INTEREST_BY_INVOICE"
  | "RATES"
  | "RATES_WITH_TEXT"
  | "CONTACTS"
  | "CONTACTS_WITH_OUTCOME";

export interface LetterTableColumn {
  readonly header: string;
  /** Figures stand at the end; what is read as words stays at the start. */
  readonly isEnd: boolean;
}

export interface LetterTableLine {
  readonly label: string;
  /** Under the line, across the table; empty when there is nothing to add. */
  readonly note: string;
  /** Stands between the label and the cells, in place of the columns they leave; else the label spans. */
  readonly span: string;
  readonly cells: readonly string[];
}

export interface LetterTable {
  readonly kind: LetterTableKind;
  readonly title: string;
  readonly columns: readonly LetterTableColumn[];
  readonly lines: readonly LetterTableLine[];
  /** Under an ink line. */
  readonly total: LetterTableLine | undefined;
}

function words(header: string): LetterTableColumn {
  return { header, isEnd: false };
}

function figures(header: string): LetterTableColumn {
  return { header, isEnd: true };
}

function line(
  label: string,
  cells: readonly string[],
  rest: { note?: string; span?: string } = {},
): LetterTableLine {
  return { label, cells, note: rest.note ?? "", span: rest.span ?? "" };
}

function shortDate(on: LocalDate): string {
  return formatDateShort(on, true);
}

/** The statement inside the letter, which anyone can add up by hand. */
export function statementTable({ caption, rows, totalLabel, totalCents }: NoticeStatement): LetterTable {
  const kind = rows.some(({ interest }) => interest !== undefined)
    ? "STATEMENT_DETAILED"
    : rows.some(({ note }) => note !== undefined)
      ? "STATEMENT_NOTED"
      : "STATEMENT_PLAIN";
  const between = {
    STATEMENT_DETAILED: [words("Période"), figures("Jours"), figures("Base"), figures("Taux")],
    STATEMENT_NOTED: [words("Détail")],
    STATEMENT_PLAIN: [],
  }[kind];
  return {
    kind,
    title: caption,
    columns: [words("Somme due"), ...between, figures("Montant")],
    lines: rows.map(statementLine),
    total: line(totalLabel, [formatEuros(totalCents)]),
  };
}

function statementLine({ label, interest, note, amountCents }: NoticeRow): LetterTableLine {
  const amount = formatEuros(amountCents);
  if (interest === undefined) return line(label, [amount], { span: note ?? "" });
  const { fromOn, toOn, days, baseCents, rateBps } = interest;
  const cells = [
    formatPeriod(fromOn, toOn),
    String(days),
    formatEuros(baseCents),
    formatRateBps(rateBps),
    amount,
  ];
  return line(label, cells);
}

/** The invoices a letter recalls when there are several. */
export function invoicesTable(rows: readonly NoticeInvoiceRow[]): LetterTable {
  return {
    kind: "INVOICES",
    title: "Factures impayées",
    columns: [
      words("Facture"),
      words("Émise le"),
      words("Échue le"),
      figures("Montant TTC"),
      figures("Déduit"),
      figures("Solde"),
    ],
    lines: rows.map((row) =>
      line(
        row.invoiceNumber,
        [
          shortDate(row.issuedOn),
          shortDate(row.dueOn),
          formatEuros(row.totalCents),
          row.deductedCents === 0n ? "" : formatEuros(row.deductedCents),
          formatEuros(row.balanceCents),
        ],
        { note: row.note },
      ),
    ),
    total: undefined,
  };
}

/** The tables of the detailed statement, in the order in which they are read. Empty ones are left out. */
export function detailTables(detail: StatementDetail): LetterTable[] {
  return [
    ...(detail.summary.length > 0 ? [summaryTable(detail)] : []),
    accountTable(detail),
    ...(detail.interest.length > 0 ? [interestTable(detail), ratesTable(detail)] : []),
    ...(detail.contacts.length > 0 ? [contactsTable(detail)] : []),
  ];
}

function summaryTable(detail: StatementDetail): LetterTable {
  const shared = formatEuros(detail.sharedCostsCents);
  return {
    kind: "SUMMARY",
    title: "Récapitulatif par facture",
    columns: [
      words("Facture"),
      words("Échéance"),
      figures(detail.contestedCents > 0n ? "Réclamé TTC" : "Solde TTC"),
      // « Pénalités » or « Intérêts »: the column is narrow.
      figures(detail.interestTitle.split(" ")[0] || "Intérêts"),
      figures("Indemnités"),
      figures("Dû"),
    ],
    lines: [
      ...detail.summary.map((entry) =>
        line(entry.invoiceNumber, [
          shortDate(entry.dueOn),
          formatEuros(entry.principalCents),
          formatEuros(entry.interestCents),
          formatEuros(entry.feeCents),
          formatEuros(entry.totalCents),
        ]),
      ),
      ...(detail.sharedCostsCents === 0n
        ? []
        : [line("Frais communs, justificatifs joints", ["", "", shared, shared])]),
    ],
    total: line(detail.contestedCents > 0n ? "Total réclamé" : "Total dû", [
      formatEuros(detail.principalDueCents),
      formatEuros(detail.interestDueCents),
      formatEuros(detail.feesDueCents),
      formatEuros(detail.totalDueCents),
    ]),
  };
}

function accountTable(detail: StatementDetail): LetterTable {
  const isOne = detail.summary.length === 0;
  return {
    kind: "ACCOUNT",
    title: isOne ? "Facture et règlements" : "Factures et règlements",
    columns: [
      words("Pièce"),
      words("Date"),
      words("Échéance"),
      figures("Débit"),
      figures("Crédit"),
      figures("Solde"),
    ],
    lines: detail.entries.map(accountLine),
    total: line(detail.contestedCents > 0n ? "Principal réclamé" : "Principal restant dû", [
      formatEuros(detail.principalDueCents),
    ]),
  };
}

function accountLine({
  label,
  note,
  on,
  dueOn,
  debitCents,
  creditCents,
  balanceCents,
}: AccountEntry): LetterTableLine {
  const cells = [
    shortDate(on),
    dueOn === undefined ? "" : shortDate(dueOn),
    debitCents === undefined ? "" : formatEuros(debitCents),
    creditCents === undefined ? "" : formatEuros(creditCents),
    formatEuros(balanceCents),
  ];
  return line(label, cells, { note });
}

function interestTable(detail: StatementDetail): LetterTable {
  const isOne = detail.summary.length === 0;
  const lines = detail.interest.flatMap(({ invoiceNumber, segments }) =>
    segments.map(({ fromOn, toOn, days, balanceCents, rateBps, amountCents }) => {
      const cells = [
        String(days),
        formatEuros(balanceCents),
        formatRateBps(rateBps),
        formatEuros(amountCents),
      ];
      return isOne
        ? line(formatDate(fromOn), [formatDate(toOn), ...cells])
        : line(invoiceNumber, [shortDate(fromOn), shortDate(toOn), ...cells]);
    }),
  );
  if (detail.interestPaidCents !== 0n)
    lines.push(line("Déjà réglé", [formatEuros(-detail.interestPaidCents)]));
  if (detail.interestWaivedCents !== 0n)
    lines.push(line("Remise accordée", [formatEuros(-detail.interestWaivedCents)]));
  const isPartlySettled = detail.interestPaidCents + detail.interestWaivedCents !== 0n;
  const period = [words("Du"), words("Au, inclus")];
  const rest = [figures("Jours"), figures("Solde TTC"), figures("Taux annuel"), figures("Montant")];
  return {
    kind: isOne ? "INTEREST" : "INTEREST_BY_INVOICE",
    title: detail.interestTitle,
    columns: isOne ? [...period, ...rest] : [words("Facture"), ...period, ...rest],
    lines,
    total: line(isPartlySettled ? "Reste dû" : `Total des ${detail.interestTitle.toLowerCase()}`, [
      formatEuros(detail.interestDueCents),
    ]),
  };
}

/** Where each rate comes from. The rule names the article when there is only one. */
function ratesTable({ rates }: StatementDetail): LetterTable {
  const hasTexts = new Set(rates.map(({ article }) => article)).size > 1;
  return {
    kind: hasTexts ? "RATES_WITH_TEXT" : "RATES",
    title: "Origine des taux",
    columns: [words("Taux annuel"), words("Origine"), ...(hasTexts ? [words("Texte")] : [])],
    lines: rates.map(({ rateBps, reason, article }) =>
      line(formatRateBps(rateBps), hasTexts ? [reason, capitalised(article)] : [reason]),
    ),
    total: undefined,
  };
}

function contactsTable({ contacts }: StatementDetail): LetterTable {
  const hasOutcomes = contacts.some(({ outcome }) => outcome !== "");
  return {
    kind: hasOutcomes ? "CONTACTS_WITH_OUTCOME" : "CONTACTS",
    title: "Relances précédentes",
    columns: [words("Date"), words("Canal"), ...(hasOutcomes ? [words("Suite")] : [])],
    lines: contacts.map(({ on, channel, outcome }) =>
      line(formatDate(on), hasOutcomes ? [channel, outcome] : [channel]),
    ),
    total: undefined,
  };
}
