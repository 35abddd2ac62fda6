import type { ReactNode } from "react";

/** Three or four figures that sum up a page, each a `Figure`. */
export function Figures({ children }: { children: ReactNode }) {
  return <dl className="figures">{children}</dl>;
}

interface FigureProps {
  label: ReactNode;
  /** The figure: an `Amount` or « 46 jours ». */
  children: ReactNode;
  /** What it is worth against something else. */
  note?: ReactNode;
}

/** One figure, its name above, a comparison under it. */
export function Figure({ label, children, note }: FigureProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
      {note && <dd className="figures__note">{note}</dd>}
    </div>
  );
}
