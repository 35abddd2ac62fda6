import { type ReactNode, useId } from "react";
import { Amount } from "../text/Amount";
import styles from "./CalculatorPanel.module.css";

interface CalculatorPanelProps {
  title: ReactNode;
  sub: ReactNode;
  /** Address of the page that answers; the form is sent in the address bar. */
  action: string;
  /** Two fields and a button. */
  children: ReactNode;
  /** The answer, once there is one: the total in cents, and how it is made up. */
  result?: { totalCents: bigint; explanation: ReactNode };
  /** Why there is no answer, when no field is to blame. */
  problem?: string;
}

/** The free calculator of late penalties: fields at the right, the answer under them. */
export function CalculatorPanel(props: CalculatorPanelProps) {
  const { title, sub, action, children, result, problem } = props;
  const titleId = useId();
  return (
    <section className={styles.calculator} id="calcul" aria-labelledby={titleId}>
      <div>
        <h2 id={titleId}>{title}</h2>
        <p className="muted">{sub}</p>
      </div>
      <form action={action} method="get">
        {children}
        {result && (
          <output>
            <Amount cents={result.totalCents} size="figure" />
            <span className="small muted">{result.explanation}</span>
          </output>
        )}
        {problem && (
          <p className={styles.problem} role="status">
            {problem}
          </p>
        )}
      </form>
    </section>
  );
}
