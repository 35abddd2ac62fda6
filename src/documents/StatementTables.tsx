import { View } from "@react-pdf/renderer";
import { formatDate, formatDateShort } from "@/domain/calendar";
import type { NoticeStatement } from "@/domain/legal/formalNoticeContent";
import { formatPeriod } from "@/domain/legal/phrases";
import type { StatementDetail } from "@/domain/legal/statementDetail";
import { formatEuros, formatRateBps } from "@/domain/money";
import { DataTable, type TableColumn, type TableLine } from "./DataTable";
import { PrintedText } from "./PrintedText";
import { LOOKS, mm, paper, TEXT_WIDTH_MM } from "./paper";

const DETAILED_COLUMNS: readonly TableColumn[] = [
  { header: "Somme due", widthMm: 46 },
  { header: "Période", widthMm: 45 },
  { header: "Jours", widthMm: 12, isEnd: true },
  { header: "Base", widthMm: 26, isEnd: true },
  { header: "Taux", widthMm: 17, isEnd: true },
  { header: "Montant", widthMm: 24, isEnd: true },
];

const SUMMED_COLUMNS: readonly TableColumn[] = [
  { header: "Somme due", widthMm: 46 },
  { header: "Détail", widthMm: 97 },
  { header: "Montant", widthMm: 27, isEnd: true },
];

/** The statement inside a letter, which anyone can add up by hand. */
export function StatementTable({ statement }: { statement: NoticeStatement }) {
  const isDetailed = statement.rows.some(({ interest }) => interest !== undefined);
  const lines = statement.rows.map(({ label, interest, note, amountCents }): TableLine => {
    const amount = formatEuros(amountCents);
    if (interest === undefined) return { label, span: note ?? "", cells: [amount] };
    const { fromOn, toOn, days, baseCents, rateBps } = interest;
    return {
      label,
      cells: [formatPeriod(fromOn, toOn), String(days), formatEuros(baseCents), formatRateBps(rateBps), amount],
    };
  });
  return (
    <DataTable
      caption={statement.caption}
      columns={isDetailed ? DETAILED_COLUMNS : SUMMED_COLUMNS}
      lines={lines}
      total={{ label: statement.totalLabel, cells: [formatEuros(statement.totalCents)] }}
    />
  );
}

/** Everything a court clerk redoes: accounts, interest, origin of the rates, summary, reminders. */
export function StatementDetailTables({ detail }: { detail: StatementDetail }) {
  return (
    <View>
      {detail.summary.length > 0 && <SummaryTable detail={detail} />}
      <AccountTable detail={detail} />
      {detail.interest.length > 0 && <InterestTable detail={detail} />}
      {detail.contacts.length > 0 && <ContactTable detail={detail} />}
    </View>
  );
}

function Heading({ children }: { children: string }) {
  return (
    <View style={paper.heading} minPresenceAhead={mm(20)}>
      <PrintedText look={LOOKS.heading} widthMm={TEXT_WIDTH_MM}>
        {children}
      </PrintedText>
    </View>
  );
}

function summaryColumns(interestTitle: string): TableColumn[] {
  return [
    { header: "Facture", widthMm: 40 },
    { header: "Échéance", widthMm: 26 },
    { header: "Solde TTC", widthMm: 27, isEnd: true },
    // « Pénalités » or « Intérêts »: the column is narrow.
    { header: interestTitle.split(" ")[0] ?? interestTitle, widthMm: 24, isEnd: true },
    { header: "Indemnités", widthMm: 26, isEnd: true },
    { header: "Dû", widthMm: 27, isEnd: true },
  ];
}

function SummaryTable({ detail }: { detail: StatementDetail }) {
  const { summary, sharedCostsCents } = detail;
  const lines: TableLine[] = summary.map((line) => ({
    label: line.invoiceNumber,
    cells: [
      formatDateShort(line.dueOn, true),
      formatEuros(line.principalCents),
      formatEuros(line.interestCents),
      formatEuros(line.feeCents),
      formatEuros(line.totalCents),
    ],
  }));
  if (sharedCostsCents !== 0n) {
    lines.push({
      label: "Indemnisation complémentaire",
      span: "frais communs à plusieurs factures, justificatifs joints",
      cells: [formatEuros(sharedCostsCents)],
    });
  }
  return (
    <View>
      <Heading>Récapitulatif par facture</Heading>
      <DataTable
        columns={summaryColumns(detail.interestTitle)}
        lines={lines}
        total={{ label: "Total dû", cells: [formatEuros(detail.totalDueCents)] }}
      />
    </View>
  );
}

const ACCOUNT_COLUMNS: readonly TableColumn[] = [
  { header: "Pièce", widthMm: 54 },
  { header: "Date", widthMm: 26 },
  { header: "Échéance", widthMm: 24 },
  { header: "Débit", widthMm: 24, isEnd: true },
  { header: "Crédit", widthMm: 21, isEnd: true },
  { header: "Solde", widthMm: 21, isEnd: true },
];

function AccountTable({ detail }: { detail: StatementDetail }) {
  const lines = detail.entries.map(
    (entry): TableLine => ({
      label: entry.label,
      note: entry.note,
      cells: [
        formatDateShort(entry.on, true),
        entry.dueOn === undefined ? "" : formatDateShort(entry.dueOn, true),
        entry.debitCents === undefined ? "" : formatEuros(entry.debitCents),
        entry.creditCents === undefined ? "" : formatEuros(entry.creditCents),
        formatEuros(entry.balanceCents),
      ],
    }),
  );
  const isOne = detail.summary.length === 0;
  return (
    <View>
      <Heading>{isOne ? "Facture et règlements" : "Factures et règlements"}</Heading>
      <DataTable
        columns={ACCOUNT_COLUMNS}
        lines={lines}
        total={{ label: "Principal restant dû", cells: [formatEuros(detail.principalDueCents)] }}
      />
    </View>
  );
}

const INTEREST_COLUMNS: readonly TableColumn[] = [
  { header: "Du", widthMm: 34 },
  { header: "Au, inclus", widthMm: 34 },
  { header: "Jours", widthMm: 18, isEnd: true },
  { header: "Solde TTC", widthMm: 30, isEnd: true },
  { header: "Taux annuel", widthMm: 27, isEnd: true },
  { header: "Montant", widthMm: 27, isEnd: true },
];

const INTEREST_COLUMNS_BY_INVOICE: readonly TableColumn[] = [
  { header: "Facture", widthMm: 36 },
  { header: "Du", widthMm: 24 },
  { header: "Au, inclus", widthMm: 24 },
  { header: "Jours", widthMm: 13, isEnd: true },
  { header: "Solde TTC", widthMm: 26, isEnd: true },
  { header: "Taux annuel", widthMm: 23, isEnd: true },
  { header: "Montant", widthMm: 24, isEnd: true },
];

function InterestTable({ detail }: { detail: StatementDetail }) {
  const isOne = detail.summary.length === 0;
  const lines = detail.interest.flatMap(({ invoiceNumber, segments }) =>
    segments.map((segment): TableLine => {
      const figures = [
        String(segment.days),
        formatEuros(segment.balanceCents),
        formatRateBps(segment.rateBps),
        formatEuros(segment.amountCents),
      ];
      if (isOne) {
        return { label: formatDate(segment.fromOn), cells: [formatDate(segment.toOn), ...figures] };
      }
      const days = [formatDateShort(segment.fromOn, true), formatDateShort(segment.toOn, true)];
      return { label: invoiceNumber, cells: [...days, ...figures] };
    }),
  );
  if (detail.interestPaidCents !== 0n) {
    lines.push({ label: "Déjà réglé", cells: [formatEuros(-detail.interestPaidCents)] });
  }
  return (
    <View>
      <Heading>{detail.interestTitle}</Heading>
      <DataTable
        columns={isOne ? INTEREST_COLUMNS : INTEREST_COLUMNS_BY_INVOICE}
        lines={lines}
        total={{
          label: `Total des ${detail.interestTitle.toLowerCase()}`,
          cells: [formatEuros(detail.interestDueCents)],
        }}
      />
      <PrintedText
        look={LOOKS.body}
        widthMm={TEXT_WIDTH_MM}
        mayBreak
        style={{ marginTop: mm(2.5), marginBottom: mm(2.5) }}
      >
        {detail.rule}
      </PrintedText>
      <RateTable detail={detail} />
    </View>
  );
}

const RATE_COLUMNS: readonly TableColumn[] = [
  { header: "Taux annuel", widthMm: 22 },
  { header: "Origine", widthMm: 94 },
  { header: "Texte", widthMm: 54 },
];

function RateTable({ detail }: { detail: StatementDetail }) {
  const lines = detail.rates.map(({ rateBps, reason, article }) => ({
    label: formatRateBps(rateBps),
    cells: [reason, article],
  }));
  return <DataTable columns={RATE_COLUMNS} lines={lines} />;
}

const CONTACT_COLUMNS: readonly TableColumn[] = [
  { header: "Date", widthMm: 32 },
  { header: "Canal", widthMm: 62 },
  { header: "Suite", widthMm: 76 },
];

function ContactTable({ detail }: { detail: StatementDetail }) {
  const lines = detail.contacts.map(({ on, channel, outcome }) => ({
    label: formatDate(on),
    cells: [channel, outcome],
  }));
  return (
    <View>
      <Heading>Relances précédentes</Heading>
      <DataTable columns={CONTACT_COLUMNS} lines={lines} />
    </View>
  );
}
