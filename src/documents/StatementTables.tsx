import { View } from "@react-pdf/renderer";
import { detailTables, type LetterTable, type LetterTableKind } from "@/domain/legal/letterTables";
import type { StatementDetail } from "@/domain/legal/statementDetail";
import { DataTable, type TableColumn } from "./DataTable";
import { PrintedText } from "./PrintedText";
import { LOOKS, mm, paper, TEXT_WIDTH_MM } from "./paper";

/** Widths of the columns in millimetres: each list adds up to the width of the text, and a date fits on one line. */
export const COLUMN_WIDTHS_MM: Record<LetterTableKind, readonly number[]> = {
  STATEMENT_DETAILED: [46, 45, 12, 26, 17, 24],
  STATEMENT_NOTED: [46, 97, 27],
  STATEMENT_PLAIN: [143, 27],
  INVOICES: [48, 25, 25, 25, 23, 24],
  SUMMARY: [40, 26, 27, 24, 26, 27],
  ACCOUNT: [48, 25, 25, 25, 25, 22],
  INTEREST: [34, 34, 18, 30, 27, 27],
  INTEREST_BY_INVOICE: [34, 25, 25, 13, 26, 23, 24],
  RATES: [24, 146],
  RATES_WITH_TEXT: [24, 92, 54],
  CONTACTS: [34, 136],
  CONTACTS_WITH_OUTCOME: [34, 62, 74],
};

interface PrintedTableProps {
  table: LetterTable;
  /** The title, as a caption on the table itself. */
  hasCaption?: boolean;
}

/** A table of the letter, its columns given their width. */
export function PrintedTable({ table, hasCaption = false }: PrintedTableProps) {
  const columns = table.columns.map(
    (column, index): TableColumn => ({ ...column, widthMm: COLUMN_WIDTHS_MM[table.kind][index] ?? 0 }),
  );
  return (
    <DataTable
      caption={hasCaption ? table.title : undefined}
      columns={columns}
      lines={table.lines}
      total={table.total}
    />
  );
}

/** Everything a court clerk redoes: accounts, interest, origin of the rates, summary, reminders. */
export function StatementDetailTables({ detail }: { detail: StatementDetail }) {
  return (
    <>
      {detailTables(detail).map((table) =>
        isRates(table) ? (
          <View key={table.kind}>
            <Rule>{detail.rule}</Rule>
            <PrintedTable table={table} />
          </View>
        ) : (
          <View key={table.kind}>
            <Heading>{table.title}</Heading>
            <PrintedTable table={table} />
          </View>
        ),
      )}
    </>
  );
}

/** The rates have no title of their own: the rule above them says what they are. */
function isRates({ kind }: LetterTable): boolean {
  return kind === "RATES" || kind === "RATES_WITH_TEXT";
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

function Rule({ children }: { children: string }) {
  return (
    <PrintedText look={LOOKS.body} widthMm={TEXT_WIDTH_MM} mayBreak style={paper.rule}>
      {children}
    </PrintedText>
  );
}
