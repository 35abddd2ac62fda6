import type { ReactNode } from "react";
import { classNames } from "../classNames";

interface FactsProps {
  /** `wide` puts each term beside what it says, with hairlines: for pages of settings. */
  layout?: "narrow" | "wide";
  /** `Fact`s. */
  children: ReactNode;
}

/** Facts with their names. */
export function Facts({ layout = "narrow", children }: FactsProps) {
  return <dl className={classNames("facts", layout === "wide" && "facts--wide")}>{children}</dl>;
}

interface FactProps {
  term: ReactNode;
  children: ReactNode;
  /** Lines under it, a shade lighter. */
  notes?: readonly ReactNode[];
}

/** One fact. */
export function Fact({ term, children, notes = [] }: FactProps) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        {children}
        {notes.map((note, index) => (
          // Notes never move: their place is their identity.
          <span className="facts__note" key={index}>
            {note}
          </span>
        ))}
      </dd>
    </div>
  );
}
