/** Papers for a court or a court officer: declaration of claim, draft application, list of pieces. */
import { View } from "@react-pdf/renderer";
import { type LegalPaper, PAPER_WIDTH_MM, type PaperBlock, type PaperField } from "@/domain/legal/legalPaper";
import { DataTable } from "./DataTable";
import { loadFonts } from "./fonts";
import { PrintedText } from "./PrintedText";
import { LOOKS, MARGIN_MM, mm, paper, TEXT_WIDTH_MM, TOP_MM } from "./paper";
import { printableTexts } from "./printableTexts";
import { type RenderedPdf, renderPdf } from "./renderPdf";
import { Sheet } from "./Sheet";

/** Width of the names of fields. */
const TERM_MM = 46;
const NUMBER_MM = 8;
/** What stays under a heading on its page: the beginning of its part, not the next one, which would take it along. */
const AHEAD_MM = 8;
/** Room for a signature by hand. */
const HAND_MM = 18;

/**
 * Draws a paper: the same bytes for the same content.
 *
 * @throws DomainError `UNPRINTABLE` (a letter no font has), in French
 */
export async function renderLegalPaperPdf(input: LegalPaper): Promise<RenderedPdf> {
  await loadFonts();
  const content = printableTexts(input);
  const { title, authorName: author, datedOn } = content;
  return renderPdf({ title, author, datedOn }, <PaperSheet content={content} />);
}

/** Blocks at the end that go with a signature: a signature alone on a page signs nothing. */
const SIGNED_BLOCKS = 3;

/** Where the part that is signed begins; the number of blocks when none is, or when it is long. */
function signedFrom(blocks: readonly PaperBlock[]): number {
  const from = blocks.findLastIndex(({ kind }) => kind === "heading");
  const isShort = from >= 0 && blocks.length - from <= SIGNED_BLOCKS;
  return isShort && blocks.at(-1)?.kind === "signature" ? from : blocks.length;
}

function PaperSheet({ content }: { content: LegalPaper }) {
  const from = signedFrom(content.blocks);
  return (
    <Sheet identity={content.footer}>
      <View style={{ marginTop: mm(MARGIN_MM - TOP_MM), marginBottom: mm(5) }}>
        <PrintedText look={LOOKS.sender} widthMm={TEXT_WIDTH_MM}>
          {content.title}
        </PrintedText>
        <PrintedText look={LOOKS.underTitleMuted} widthMm={TEXT_WIDTH_MM}>
          {content.subtitle}
        </PrintedText>
      </View>
      {content.blocks.slice(0, from).map((block, index) => (
        // The blocks of a paper never move.
        <Block key={index} block={block} />
      ))}
      <View wrap={false}>
        {content.blocks.slice(from).map((block, index) => (
          <Block key={index} block={block} />
        ))}
      </View>
    </Sheet>
  );
}

function Block({ block }: { block: PaperBlock }) {
  switch (block.kind) {
    case "heading":
      return (
        <View style={paper.heading} minPresenceAhead={mm(AHEAD_MM)}>
          <PrintedText look={LOOKS.heading} widthMm={TEXT_WIDTH_MM}>
            {block.text}
          </PrintedText>
        </View>
      );
    case "paragraph":
      return (
        <PrintedText
          look={block.isStrong ? LOOKS.strong : LOOKS.body}
          widthMm={TEXT_WIDTH_MM}
          mayBreak
          style={paper.paragraph}
        >
          {block.text}
        </PrintedText>
      );
    case "list":
      return <NumberedList items={block.items} />;
    case "fields":
      return <FieldLines fields={block.fields} />;
    case "table":
      return (
        <View style={{ marginBottom: mm(4) }}>
          <DataTable
            caption={block.caption}
            columns={[...block.columns]}
            lines={block.lines}
            total={block.total}
          />
        </View>
      );
    case "newPage":
      return <View break />;
    case "signature":
      return (
        <View wrap={false} style={{ marginTop: mm(6), minHeight: mm(HAND_MM) }}>
          {block.lines.map((line) => (
            <PrintedText key={line} look={LOOKS.body} widthMm={TEXT_WIDTH_MM}>
              {line}
            </PrintedText>
          ))}
        </View>
      );
  }
}

function NumberedList({ items }: { items: readonly string[] }) {
  return (
    <View style={paper.paragraph}>
      {items.map((item, index) => (
        <View key={index} wrap={false} style={{ flexDirection: "row", marginBottom: mm(0.8) }}>
          <PrintedText look={LOOKS.body} widthMm={NUMBER_MM}>
            {`${index + 1}.`}
          </PrintedText>
          <PrintedText look={LOOKS.body} widthMm={PAPER_WIDTH_MM - NUMBER_MM}>
            {item}
          </PrintedText>
        </View>
      ))}
    </View>
  );
}

function FieldLines({ fields }: { fields: readonly PaperField[] }) {
  return (
    <View style={paper.paragraph}>
      {fields.map(({ term, value }) => (
        <View key={term} wrap={false} style={[paper.line, { flexDirection: "row" }]}>
          <PrintedText look={LOOKS.smallMuted} widthMm={TERM_MM}>
            {term}
          </PrintedText>
          <PrintedText look={LOOKS.body} widthMm={TEXT_WIDTH_MM - TERM_MM}>
            {value}
          </PrintedText>
        </View>
      ))}
    </View>
  );
}
