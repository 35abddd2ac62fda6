import type { ReactNode } from "react";
import { Amount } from "../text/Amount";

interface AmountLinesProps {
  lines: readonly { label: string; note?: ReactNode; amountCents: bigint }[];
  /** Last line, under an ink line: the sum of the others. */
  total: { label: string; amountCents: bigint };
  language?: "fr" | "en";
}

/** Amounts that add up, one a line, for narrow places; a wide page uses `Statement`. */
export function AmountLines({ lines, total, language }: AmountLinesProps) {
  return (
    <dl className="lines">
      {lines.map(({ label, note, amountCents }) => (
        <div key={label}>
          <dt>
            {label}
            {note && <span className="lines__note">{note}</span>}
          </dt>
          <dd>
            <Amount cents={amountCents} language={language} />
          </dd>
        </div>
      ))}
      <div>
        <dt>{total.label}</dt>
        <dd>
          <Amount cents={total.amountCents} language={language} />
        </dd>
      </div>
    </dl>
  );
}
