import { View } from "@react-pdf/renderer";
import type { FormalNotice } from "@/domain/legal/formalNoticeContent";
import { LetterBody } from "./LetterBody";
import { LetterHead } from "./LetterHead";
import { PrintedText } from "./PrintedText";
import { LOOKS, MARGIN_MM, mm, TEXT_WIDTH_MM, TOP_MM } from "./paper";
import { Sheet } from "./Sheet";
import { StatementDetailTables } from "./StatementTables";
import type { SignatureImage } from "./signatureImage";
import { TransferCode } from "./TransferCode";

interface LetterPagesProps {
  letter: FormalNotice;
  /** Transfer code, when the letter shows one. */
  qr: readonly (readonly boolean[])[] | undefined;
  signature: SignatureImage | undefined;
}

/** One letter and its detailed statement: as many sheets as needed, numbered together. */
export function LetterPages({ letter, qr, signature }: LetterPagesProps) {
  return (
    <Sheet identity={letter.footer}>
      <LetterHead letter={letter} />
      {qr && <TransferCode matrix={qr} />}
      <LetterBody letter={letter} signature={signature} />
      <View break style={{ marginTop: mm(MARGIN_MM - TOP_MM) }}>
        <PrintedText look={LOOKS.title} widthMm={TEXT_WIDTH_MM}>
          {letter.detail.title}
        </PrintedText>
        <PrintedText look={LOOKS.underTitleMuted} widthMm={TEXT_WIDTH_MM}>
          {letter.detail.parties}
        </PrintedText>
      </View>
      <StatementDetailTables detail={letter.detail} />
    </Sheet>
  );
}
