import { Page, View } from "@react-pdf/renderer";
import type { FormalNotice } from "@/domain/legal/formalNoticeContent";
import { LetterBody } from "./LetterBody";
import { LetterHead } from "./LetterHead";
import { PageFooter } from "./PageFooter";
import { PrintedText } from "./PrintedText";
import { paper } from "./paper";
import { StatementDetailTables } from "./StatementTables";
import type { SignatureImage } from "./signatureImage";

interface LetterPagesProps {
  letter: FormalNotice;
  qr: readonly (readonly boolean[])[] | undefined;
  signature: SignatureImage | undefined;
}

/** One letter and its detailed statement: as many sheets as needed, numbered together. */
export function LetterPages({ letter, qr, signature }: LetterPagesProps) {
  return (
    <Page size="A4" style={paper.page} experimentalPagination>
      <LetterHead letter={letter} />
      <LetterBody letter={letter} qr={qr} signature={signature} />
      <View break>
        <PrintedText style={paper.title}>{letter.detail.title}</PrintedText>
        <PrintedText style={[paper.underTitle, { color: paper.smallMuted.color }]}>{letter.detail.parties}</PrintedText>
        <StatementDetailTables detail={letter.detail} />
      </View>
      <PageFooter identity={letter.footer} />
    </Page>
  );
}
