/** The statement of account of a client, on paper: who, to whom, each line, where to pay. */
import { View } from "@react-pdf/renderer";
import type { LocalDate } from "@/domain/calendar";
import type { AccountContent, AccountTable } from "@/domain/settlement/accountStatement";
import { DataTable, type TableColumn, type TableLine } from "./DataTable";
import { epcQr } from "./epcQr";
import { loadFonts } from "./fonts";
import { PrintedText } from "./PrintedText";
import { LOOKS, MARGIN_MM, mm, paper, TEXT_WIDTH_MM, TOP_MM } from "./paper";
import { printableTexts } from "./printableTexts";
import { type RenderedPdf, renderPdf } from "./renderPdf";
import { Sheet } from "./Sheet";
import { PaymentCode } from "./TransferCode";

/** Widths of the columns, by their number: six for invoices, three for what moved. A date fits on one line. */
export const ACCOUNT_WIDTHS_MM: Readonly<Record<number, readonly number[]>> = {
  6: [36, 26, 26, 27, 27, 28],
  3: [36, 99, 35],
};
const PARTY_MM = TEXT_WIDTH_MM / 2;
const LABEL_MM = 34;

/**
 * Draws a statement. The same content and day always give the same bytes.
 *
 * @throws DomainError `UNPRINTABLE` in French when a letter has no drawing in the fonts
 */
export async function renderAccountStatementPdf(
  account: AccountContent,
  datedOn: LocalDate,
): Promise<RenderedPdf> {
  await loadFonts();
  const { transfer, look: _, ...words } = account;
  const content = printableTexts(words);
  const pages = <AccountPages content={content} code={transfer ? epcQr(transfer) : null} />;
  return renderPdf(
    { title: content.title, author: content.sender, datedOn, language: content.language },
    pages,
  );
}

type PrintedAccount = Omit<AccountContent, "transfer" | "look">;

interface AccountPagesProps {
  content: PrintedAccount;
  code: readonly (readonly boolean[])[] | null;
}

function AccountPages({ content, code }: AccountPagesProps) {
  return (
    <Sheet identity={content.footer[0] ?? ""} of={content.language === "en" ? "of" : "sur"}>
      <View style={{ marginTop: mm(MARGIN_MM - TOP_MM), flexDirection: "row" }}>
        {content.parties.map((party, index) => (
          <Party key={index} {...party} />
        ))}
      </View>
      <View style={{ marginTop: mm(10), marginBottom: mm(2) }}>
        <PrintedText look={LOOKS.title} widthMm={TEXT_WIDTH_MM}>
          {content.title}
        </PrintedText>
        <PrintedText look={LOOKS.underTitleMuted} widthMm={TEXT_WIDTH_MM}>
          {[`${content.balanceLabel} ${content.balance}`, content.balanceNote].filter(Boolean).join(". ")}
        </PrintedText>
      </View>
      {content.tables.map((table) => (
        <View key={table.title} style={{ marginTop: mm(6) }}>
          <PrintedAccountTable table={table} />
        </View>
      ))}
      {content.payment.length > 0 && <Payment content={content} code={code} />}
    </Sheet>
  );
}

function Party({ name, lines }: PrintedAccount["parties"][number]) {
  return (
    <View style={{ width: mm(PARTY_MM) }}>
      <PrintedText look={LOOKS.principal} widthMm={PARTY_MM - 4}>
        {name}
      </PrintedText>
      {lines.map((line, index) => (
        <PrintedText key={index} look={LOOKS.small} widthMm={PARTY_MM - 4}>
          {line}
        </PrintedText>
      ))}
    </View>
  );
}

function PrintedAccountTable({ table }: { table: AccountTable }) {
  const widths = ACCOUNT_WIDTHS_MM[table.columns.length] ?? [];
  const columns = table.columns.map((header, index): TableColumn => {
    // Dates are read, amounts are compared.
    const isEnd = table.columns.length === 6 ? index > 2 : index === 2;
    return { header, widthMm: widths[index] ?? 0, isEnd };
  });
  return (
    <DataTable
      caption={table.title}
      columns={columns}
      lines={table.rows.map(lineOf)}
      total={table.total ? lineOf(table.total) : undefined}
    />
  );
}

function lineOf({ label, note, cells }: AccountTable["rows"][number]): TableLine {
  return { label, cells, note: note === "" ? undefined : note };
}

function Payment({ content, code }: AccountPagesProps) {
  return (
    <View wrap={false} style={{ marginTop: mm(8) }}>
      <View style={paper.caption}>
        <PrintedText look={LOOKS.caption} widthMm={TEXT_WIDTH_MM}>
          {content.paymentTitle}
        </PrintedText>
      </View>
      <View style={{ flexDirection: "row" }}>
        <View style={{ width: mm(TEXT_WIDTH_MM - 60) }}>
          {content.payment.map(({ label, value }) => (
            <View key={label} style={{ flexDirection: "row", marginBottom: mm(0.8) }}>
              <PrintedText look={LOOKS.smallMuted} widthMm={LABEL_MM}>
                {label}
              </PrintedText>
              <PrintedText look={LOOKS.small} widthMm={TEXT_WIDTH_MM - 60 - LABEL_MM}>
                {value}
              </PrintedText>
            </View>
          ))}
        </View>
        {code && <PaymentCode matrix={code} language={content.language} />}
      </View>
    </View>
  );
}
