import type { ReactNode } from "react";
import { Amount } from "../text/Amount";
import { Sentence } from "../text/Sentence";

interface PageHeadProps {
  title: ReactNode;
  /** A `Pill` after the title: the state of what the page is about. */
  pill?: ReactNode;
  /** The one large amount of the page, in cents. */
  amountCents?: bigint;
  /** The day or the total first; never a description of the page. */
  children?: ReactNode;
  /** Buttons at the right, the main one last. */
  actions?: ReactNode;
}

/** What is at stake, in a title, an amount and a sentence. */
export function PageHead({ title, pill, amountCents, children, actions }: PageHeadProps) {
  return (
    <header className="head">
      <div>
        <div className="head__title">
          <h1>{title}</h1>
          {pill}
        </div>
        {amountCents !== undefined && (
          <p className="amt--page">
            <Amount cents={amountCents} size="page" />
          </p>
        )}
        {children && (
          <p className="head__sub">
            {typeof children === "string" ? <Sentence>{children}</Sentence> : children}
          </p>
        )}
      </div>
      {actions && <div className="btns">{actions}</div>}
    </header>
  );
}
