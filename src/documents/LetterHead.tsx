import { View } from "@react-pdf/renderer";
import type { FormalNotice, LetterheadBlock } from "@/domain/legal/formalNoticeContent";
import { PrintedText } from "./PrintedText";
import {
  ADDRESS_MM,
  BODY_TOP_MM,
  FOLD,
  FOLDS_MM,
  INK,
  LOOKS,
  MARGIN_MM,
  mm,
  QUIET_MM,
  TOP_MM,
} from "./paper";
import { fitSize } from "./setLines";

/** Left column: it stops short of the quiet zone. */
const COLUMN_MM = QUIET_MM.fromX - MARGIN_MM - 2;

/** Sender and references at the left, the address in the window, the fold marks. */
export function LetterHead({ letter }: { letter: FormalNotice }) {
  return (
    <>
      <AddressWindow lines={letter.recipient} />
      {FOLDS_MM.map(({ y, width }) => (
        <FoldMark key={y} y={y} width={width} />
      ))}
      <View style={{ minHeight: mm(BODY_TOP_MM - TOP_MM), paddingBottom: mm(4) }}>
        <View style={{ minHeight: mm(ADDRESS_MM.y - TOP_MM), paddingBottom: mm(3) }}>
          {letter.sender.map((block, index) => (
            <SenderBlock key={block.name} block={block} isFirst={index === 0} />
          ))}
        </View>
        {letter.references.map((reference) => (
          <Reference key={reference.label} {...reference} />
        ))}
      </View>
    </>
  );
}

function SenderBlock({ block, isFirst }: { block: LetterheadBlock; isFirst: boolean }) {
  return (
    <View>
      <PrintedText look={isFirst ? LOOKS.sender : LOOKS.principal} widthMm={COLUMN_MM}>
        {block.name}
      </PrintedText>
      {block.lines.map((line) => (
        <PrintedText key={line} look={LOOKS.small} widthMm={COLUMN_MM}>
          {line}
        </PrintedText>
      ))}
    </View>
  );
}

function Reference({ label, value }: { label: string; value: string }) {
  return (
    <View style={{ marginBottom: mm(1.4) }}>
      <PrintedText look={LOOKS.smallMuted} widthMm={COLUMN_MM}>
        {label}
      </PrintedText>
      <PrintedText look={LOOKS.small} widthMm={COLUMN_MM}>
        {value}
      </PrintedText>
    </View>
  );
}

/** Size and leading of the address for at most six lines; a seventh, abroad, tightens both. */
const ADDRESS_SIZE = 9;
const ADDRESS_LEADING = 10.39;

/** The block that shows through the window: nothing else may come near it. */
function AddressWindow({ lines }: { lines: readonly string[] }) {
  const leading = Math.min(ADDRESS_LEADING, mm(ADDRESS_MM.height) / lines.length);
  const size = (leading * ADDRESS_SIZE) / ADDRESS_LEADING;
  const fitted = fitSize(lines, "sans", size, mm(ADDRESS_MM.width));
  return (
    <View
      style={{
        position: "absolute",
        left: mm(ADDRESS_MM.x),
        top: mm(ADDRESS_MM.y),
        width: mm(ADDRESS_MM.width),
        height: mm(ADDRESS_MM.height),
      }}
    >
      {lines.map((line) => (
        <PrintedText
          key={line}
          look={{ face: "sans", size: fitted, leading, color: INK }}
          widthMm={ADDRESS_MM.width}
        >
          {line}
        </PrintedText>
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
