import { View } from "@react-pdf/renderer";
import type { FormalNotice } from "@/domain/legal/formalNoticeContent";
import { SANS } from "./fonts";
import { fitSize, fitWords } from "./fitText";
import { PrintedText } from "./PrintedText";
import { ADDRESS_MM, BODY_TOP_MM, FOLD, FOLDS_MM, MARGIN_MM, mm, paper, QUIET_MM } from "./paper";

/** Left column: it stops short of the quiet zone. */
const COLUMN_MM = QUIET_MM.fromX - MARGIN_MM - 2;
const TOP_MM = 16;
const SMALL_SIZE = 9;

/** Sender and references at the left, the address in the window, the fold marks. */
export function LetterHead({ letter }: { letter: FormalNotice }) {
  return (
    <>
      <AddressWindow lines={letter.recipient} />
      {FOLDS_MM.map(({ y, width }) => (
        <FoldMark key={y} y={y} width={width} />
      ))}
      <View
        style={{
          width: mm(COLUMN_MM),
          marginTop: mm(TOP_MM - MARGIN_MM),
          minHeight: mm(BODY_TOP_MM - TOP_MM),
          paddingBottom: mm(4),
        }}
      >
        <View style={{ minHeight: mm(ADDRESS_MM.y - TOP_MM), paddingBottom: mm(3) }}>
          {letter.sender.map((block, index) => (
            <SenderBlock key={block.name} block={block} isFirst={index === 0} />
          ))}
        </View>
        {letter.references.map(({ label, value }) => (
          <Reference key={label} label={label} value={value} />
        ))}
      </View>
    </>
  );
}

interface SenderBlockProps {
  block: FormalNotice["sender"][number];
  isFirst: boolean;
}

function SenderBlock({ block, isFirst }: SenderBlockProps) {
  const size = isFirst ? 12 : 10;
  const width = mm(COLUMN_MM);
  return (
    <View>
      <PrintedText style={{ ...paper.strong, fontSize: size, lineHeight: 16 / 12 }}>
        {fitWords(block.name, "serifStrong", size, width)}
      </PrintedText>
      {block.lines.map((line) => (
        <PrintedText key={line} style={paper.small}>
          {fitWords(line, "serif", SMALL_SIZE, width)}
        </PrintedText>
      ))}
    </View>
  );
}

function Reference({ label, value }: { label: string; value: string }) {
  return (
    <View style={{ marginBottom: mm(1.4) }}>
      <PrintedText style={[paper.small, { color: paper.smallMuted.color }]}>
        {fitWords(label, "serif", SMALL_SIZE, mm(COLUMN_MM))}
      </PrintedText>
      <PrintedText style={paper.small}>{fitWords(value, "serif", SMALL_SIZE, mm(COLUMN_MM))}</PrintedText>
    </View>
  );
}

/** Size and leading of the address for at most six lines; a seventh, abroad, tightens both. */
const ADDRESS_SIZE = 9;
const ADDRESS_LEADING = 10.39;

/** The block that shows through the window: nothing else may come near it. */
function AddressWindow({ lines }: { lines: readonly string[] }) {
  const leading = Math.min(ADDRESS_LEADING, mm(ADDRESS_MM.height) / lines.length);
  const size = Math.min(ADDRESS_SIZE, (leading * ADDRESS_SIZE) / ADDRESS_LEADING);
  const fontSize = fitSize(lines, "sans", size, mm(ADDRESS_MM.width));
  return (
    <View
      style={{
        position: "absolute",
        left: mm(ADDRESS_MM.x),
        top: mm(ADDRESS_MM.y),
        width: mm(ADDRESS_MM.width),
        height: mm(ADDRESS_MM.height),
        fontFamily: SANS,
        fontSize,
        lineHeight: leading / fontSize,
      }}
    >
      {lines.map((line) => (
        <PrintedText key={line}>{line}</PrintedText>
      ))}
    </View>
  );
}

function FoldMark({ y, width }: { y: number; width: number }) {
  return (
    <View
      style={{
        position: "absolute",
        left: mm(5),
        top: mm(y),
        width: mm(width),
        borderTopWidth: mm(0.2),
        borderTopColor: FOLD,
      }}
    />
  );
}
