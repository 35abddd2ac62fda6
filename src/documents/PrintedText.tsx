import { Text, type View } from "@react-pdf/renderer";
import type { ComponentProps, ReactNode } from "react";
import { FACES } from "./fonts";
import { type Look, mm } from "./paper";
import { setLines } from "./setLines";

interface PrintedTextProps {
  look: Look;
  /** Width of the lines, in millimetres. */
  widthMm: number;
  isEnd?: boolean;
  /** The text may run over two pages. The height of the others is known beforehand, which is faster. */
  mayBreak?: boolean;
  style?: ComponentProps<typeof View>["style"];
  children: string;
}

/** Above any cost of the line breaker: it may end a line only where this component says. */
const NEVER = 10_000;

/** A box a hair shorter than its lines would lose the last one. */
const ROUNDING = 0.01;

/** A text set as French printers do: no word cut, even lines, the letters of « 1er » raised. */
export function PrintedText({ look, widthMm, isEnd = false, mayBreak = false, style, children }: PrintedTextProps) {
  const lines = setLines(children, look.face, look.size, mm(widthMm));
  const { fontFamily, fontWeight } = FACES[look.face];
  const letters = {
    fontFamily,
    fontWeight,
    fontSize: look.size,
    lineHeight: look.leading / look.size,
    color: look.color,
    textAlign: isEnd ? ("right" as const) : ("left" as const),
    width: mm(widthMm),
    ...(mayBreak ? {} : { height: lines.length * look.leading + ROUNDING }),
  };
  return (
    <Text style={[letters, ...[style ?? {}].flat()]} hyphenationPenalty={NEVER} orphans={2} widows={2}>
      {raisedOrdinals(lines.join("\n"))}
    </Text>
  );
}

function raisedOrdinals(text: string): ReactNode {
  const parts = text.split(/(?<=\b1)(ers?|res?)\b/);
  if (parts.length === 1) return text;
  return parts.map((part, index) =>
    index % 2 === 1 ? (
      // The parts never move: their place is their identity.
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <Text key={index} style={{ fontFeatureSettings: ["sups"] }}>
        {part}
      </Text>
    ) : (
      part
    ),
  );
}
