import type { ReactNode } from "react";

interface RowsProps {
  /** Names the list where no heading does. */
  label?: string;
  /** `Row`s or `BriefRow`s. */
  children: ReactNode;
}

/** A list with a hairline between its rows. */
export function Rows({ label, children }: RowsProps) {
  return (
    <ul className="rows" aria-label={label}>
      {children}
    </ul>
  );
}
