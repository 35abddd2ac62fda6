import { type ReactNode, useId } from "react";
import { Sentence } from "../text/Sentence";

interface SectionProps {
  title: ReactNode;
  /** How many rows follow. */
  count?: number;
  /** At the end of the title's line: a sentence, an `Anchor` or a small button. */
  aside?: ReactNode;
  /** Id of the section, for links that lead to it. */
  id?: string;
  children: ReactNode;
}

/** A part of a page, under its own title. */
export function Section({ title, count, aside, id, children }: SectionProps) {
  const titleId = useId();
  return (
    <section className="section" id={id} aria-labelledby={titleId}>
      <div className="section__head">
        <h2 id={titleId}>
          {title} {count !== undefined && <span className="count">{count}</span>}
        </h2>
        {typeof aside === "string" ? (
          <p>
            <Sentence>{aside}</Sentence>
          </p>
        ) : (
          aside
        )}
      </div>
      {children}
    </section>
  );
}
