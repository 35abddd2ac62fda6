import type { ReactNode } from "react";

interface BriefRowProps {
  title: ReactNode;
  /** An `Amount`, or a short word. */
  end?: ReactNode;
  /** One sentence: why, until when. */
  children?: ReactNode;
}

/** A row to read: a name and an amount, then one sentence. Inside `Rows`. */
export function BriefRow({ title, end, children }: BriefRowProps) {
  return (
    <li className="brief">
      <span>{title}</span>
      {end && <span>{end}</span>}
      {children && <p className="brief__note">{children}</p>}
    </li>
  );
}
