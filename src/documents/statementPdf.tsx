/** The statement of one invoice or of all those of a client, on paper: a letter without a letter. */
import { View } from "@react-pdf/renderer";
import type { NoticeStatement } from "@/domain/legal/formalNoticeContent";
import type { NoticeInvoiceFacts, PreviousContact } from "@/domain/legal/formalNoticeInput";
import { lessFreeCredit, noticeStatement } from "@/domain/legal/formalNoticeRows";
import { statementTable } from "@/domain/legal/letterTables";
import { assertReadableLength, type StatementDetail, statementDetail } from "@/domain/legal/statementDetail";
import type { StatementOfClaim } from "@/domain/legal/statementOfClaim";
import { type CreditorIdentity, fullLegalName, identityLine } from "@/domain/parties/creditorIdentity";
import { typeset } from "@/domain/typography";
import { loadFonts } from "./fonts";
import { PrintedText } from "./PrintedText";
import { LOOKS, MARGIN_MM, mm, TEXT_WIDTH_MM, TOP_MM } from "./paper";
import { printableTexts } from "./printableTexts";
import { type RenderedPdf, renderPdf } from "./renderPdf";
import { Sheet } from "./Sheet";
import { PrintedTable, StatementDetailTables } from "./StatementTables";

export interface StatementPdfInput {
  readonly creditor: CreditorIdentity;
  readonly debtor: { readonly name: string; readonly siren?: string | undefined };
  readonly statement: StatementOfClaim;
  /** What the file says of each invoice beyond its amounts. */
  readonly invoices?: readonly NoticeInvoiceFacts[] | undefined;
  readonly previousContacts?: readonly PreviousContact[] | undefined;
  /** Held for the debtor and deducted from what is asked for, in cents. */
  readonly freeCreditCents?: bigint | undefined;
}

interface StatementContent {
  readonly title: string;
  readonly footer: string;
  readonly amounts: NoticeStatement;
  readonly detail: StatementDetail;
}

/**
 * Draws a statement: what is due, then every line it comes from. Dated the day it is stated.
 *
 * @throws DomainError in French: `STATEMENT_TOO_LONG` (more than 300 lines), `UNPRINTABLE`.
 */
export async function renderStatementPdf(input: StatementPdfInput): Promise<RenderedPdf> {
  await loadFonts();
  const content = contentOf(input);
  const author = fullLegalName(input.creditor);
  const pages = <StatementSheet content={content} />;
  return renderPdf({ title: content.title, author, datedOn: input.statement.statedOn }, pages);
}

function contentOf(input: StatementPdfInput): StatementContent {
  const { creditor, debtor, statement } = input;
  const detail = statementDetail({
    statement,
    creditorName: fullLegalName(creditor),
    debtor,
    invoices: input.invoices ?? [],
    previousContacts: input.previousContacts ?? [],
  });
  assertReadableLength(detail);
  return printableTexts({
    title: typeset(`${detail.title}, ${debtor.name}`),
    footer: typeset(identityLine(creditor)),
    amounts: {
      ...lessFreeCredit(noticeStatement(statement, "ci-dessous"), input.freeCreditCents ?? 0n),
      caption: "Récapitulatif",
    },
    detail,
  });
}

function StatementSheet({ content }: { content: StatementContent }) {
  const { detail, amounts, footer } = content;
  return (
    <Sheet identity={footer}>
      <View style={{ marginTop: mm(MARGIN_MM - TOP_MM), marginBottom: mm(6) }}>
        <PrintedText look={LOOKS.title} widthMm={TEXT_WIDTH_MM}>
          {detail.title}
        </PrintedText>
        <PrintedText look={LOOKS.underTitleMuted} widthMm={TEXT_WIDTH_MM}>
          {detail.parties}
        </PrintedText>
      </View>
      <PrintedTable table={statementTable(amounts)} hasCaption />
      <StatementDetailTables detail={detail} />
    </Sheet>
  );
}
