import { Text, View } from "@react-pdf/renderer";
import type { ComponentProps, ReactNode } from "react";
import { NBSP } from "@/domain/money";
import { FACES } from "./fonts";
import { type Look, mm } from "./paper";
import { setLines } from "./setLines";

interface PrintedTextProps {
  look: Look;
  /** Width of the lines, in millimetres. */
  widthMm: number;
  isEnd?: boolean;
  /** The text may run over two pages, never leaving a line alone on either. */
  mayBreak?: boolean;
  style?: ComponentProps<typeof View>["style"];
  children: string;
}

/** Lines that stay together at the foot and at the head of a page. */
const TOGETHER = 2;

/**
 * A text set as French printers do: no word cut, even lines, the letters of « 1er » raised. Its
 * lines are drawn one by one: the library would otherwise break them its own way, and use a font
 * that is not embedded for the end of each.
 */
export function PrintedText({
  look,
  widthMm,
  isEnd = false,
  mayBreak = false,
  style,
  children,
}: PrintedTextProps) {
  const lines = setLines(children, look.face, look.size, mm(widthMm)).map((line, index) => (
    // The lines of a text never move: their place is their identity.
    <PrintedLine key={index} look={look} widthMm={widthMm} isEnd={isEnd}>
      {line}
    </PrintedLine>
  ));
  if (!mayBreak || lines.length < 2 * TOGETHER) {
    return (
      <View wrap={false} style={[{ width: mm(widthMm) }, ...[style ?? {}].flat()]}>
        {lines}
      </View>
    );
  }
  return (
    <View style={[{ width: mm(widthMm) }, ...[style ?? {}].flat()]}>
      <View wrap={false}>{lines.slice(0, TOGETHER)}</View>
      {lines.slice(TOGETHER, -TOGETHER)}
      <View wrap={false}>{lines.slice(-TOGETHER)}</View>
    </View>
  );
}

/** Above any cost of the line breaker, which has nothing to break here. */
const NEVER = 10_000;
/** A box a hair shorter than its line would lose it; one a hair narrower would squeeze it. */
const ROUNDING = 0.01;
const ROOM = 4;

interface PrintedLineProps {
  look: Look;
  widthMm: number;
  isEnd: boolean;
  children: string;
}

function PrintedLine({ look, widthMm, isEnd, children }: PrintedLineProps) {
  const { fontFamily, fontWeight } = FACES[look.face];
  return (
    <Text
      hyphenationPenalty={NEVER}
      style={{
        fontFamily,
        fontWeight,
        fontSize: look.size,
        lineHeight: look.leading / look.size,
        color: look.color,
        textAlign: isEnd ? "right" : "left",
        width: mm(widthMm) + (isEnd ? 0 : ROOM),
        // Known beforehand: the layout need not measure it.
        height: look.leading + ROUNDING,
      }}
    >
      {/* Both spaces have one glyph; the plain one is what a reader searches for. */}
      {raisedOrdinals(children.replaceAll(NBSP, " "))}
    </Text>
  );
}

function raisedOrdinals(text: string): ReactNode {
  const parts = text.split(/(?<=\b1)(ers?|res?)\b/);
  if (parts.length === 1) return text;
  return parts.map((part, index) =>
    index % 2 === 1 ? (
      <Text key={index} style={{ fontFeatureSettings: ["sups"] }}>
        {part}
      </Text>
    ) : (
      part
    ),
  );
}
