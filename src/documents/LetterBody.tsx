import { View } from "@react-pdf/renderer";
import type { ReactNode } from "react";
import type { FormalNotice, NoticeSection } from "@/domain/legal/formalNoticeContent";
import { invoicesTable, statementTable } from "@/domain/legal/letterTables";
import { PrintedText } from "./PrintedText";
import { LOOKS, paper, TEXT_WIDTH_MM } from "./paper";
import { Signature } from "./Signature";
import { PrintedTable } from "./StatementTables";
import type { SignatureImage } from "./signatureImage";

interface LetterBodyProps {
  letter: FormalNotice;
  signature: SignatureImage | undefined;
}

/** From the subject to the signature, which never stands on a page without a paragraph above it. */
export function LetterBody({ letter, signature }: LetterBodyProps) {
  const blocks = letter.sections.flatMap((section) => blocksOf(section, letter));
  return (
    <>
      <PrintedText look={LOOKS.title} widthMm={TEXT_WIDTH_MM}>
        {`Objet\u00a0: ${letter.subject.title}`}
      </PrintedText>
      <PrintedText look={LOOKS.underTitle} widthMm={TEXT_WIDTH_MM} style={paper.paragraph}>
        {letter.subject.detail}
      </PrintedText>
      <PrintedText look={LOOKS.body} widthMm={TEXT_WIDTH_MM} style={paper.paragraph}>
        {letter.salutation}
      </PrintedText>
      {blocks.slice(0, -1)}
      <View wrap={false}>
        {blocks.at(-1)}
        <Signature letter={letter} image={signature} />
      </View>
    </>
  );
}

/** The paragraphs of a section, and the tables that follow the facts. */
function blocksOf({ key, paragraphs }: NoticeSection, letter: FormalNotice): ReactNode[] {
  const look = key === "DEMAND" ? LOOKS.strong : LOOKS.body;
  const blocks: ReactNode[] = paragraphs.map((text) => (
    <PrintedText key={text} look={look} widthMm={TEXT_WIDTH_MM} mayBreak style={paper.paragraph}>
      {text}
    </PrintedText>
  ));
  if (key !== "FACTS") return blocks;
  if (letter.invoices.length > 0) {
    blocks.push(
      <View key="invoices" style={paper.paragraph}>
        <PrintedTable table={invoicesTable(letter.invoices)} />
      </View>,
    );
  }
  blocks.push(
    <View key="statement" style={paper.paragraph}>
      <PrintedTable table={statementTable(letter.statement)} hasCaption />
    </View>,
  );
  return blocks;
}
