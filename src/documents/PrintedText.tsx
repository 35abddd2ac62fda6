import { Text, type View } from "@react-pdf/renderer";
import type { ComponentProps, ReactNode } from "react";

interface PrintedTextProps {
  children: string;
  style?: ComponentProps<typeof View>["style"];
}

/** Above any cost of the line breaker: a line may end only where a space stands. */
const NEVER = 10_000;

/** A text set as French printers do: no word cut, the letters of « 1er » and « 1re » raised. */
export function PrintedText({ children, style }: PrintedTextProps) {
  return (
    <Text style={style} hyphenationPenalty={NEVER} orphans={2} widows={2}>
      {raisedOrdinals(children)}
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
