import type { ReactNode } from "react";
import { Icon } from "../text/Icon";
import { Sentence } from "../text/Sentence";

interface DetailsProps {
  /** What opens: a noun, not « Voir plus ». */
  summary: ReactNode;
  /** Open at first. */
  isOpen?: boolean;
  /** Opening one closes the others of the same name. */
  name?: string;
  children: ReactNode;
}

/** What opens in place, without script. */
export function Details({ summary, isOpen, name, children }: DetailsProps) {
  return (
    <details className="details" open={isOpen} name={name}>
      <summary>
        <Icon name="chevronRight" size="small" className="i--turn" />
        {/* One box beside the arrow, however many pieces the words are made of. */}
        <span>{typeof summary === "string" ? <Sentence>{summary}</Sentence> : summary}</span>
      </summary>
      {children}
    </details>
  );
}
