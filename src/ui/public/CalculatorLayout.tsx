import type { ReactNode } from "react";
import styles from "./CalculatorLayout.module.css";

interface CalculatorLayoutProps {
  title: ReactNode;
  lead: ReactNode;
  /** Fields, left out when the page is printed. */
  form: ReactNode;
  /** The answer, or what the calculator does before it is asked. */
  children: ReactNode;
}

/** The page of the free calculator: the questions at the left, the answer at the right. */
export function CalculatorLayout({ title, lead, form, children }: CalculatorLayoutProps) {
  return (
    <div className={styles.layout}>
      <header className={styles.head}>
        <h1>{title}</h1>
        <p className="lead">{lead}</p>
      </header>
      <div className={styles.form}>{form}</div>
      <div className={styles.answer} id="resultat">
        {children}
      </div>
    </div>
  );
}

/** What is due, in one large amount, and the facts it is computed from. */
export function CalculatorTotal({
  label,
  amount,
  children,
}: {
  label: ReactNode;
  amount: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className={styles.total}>
      <h2 className="label">{label}</h2>
      <p className="amt--page">{amount}</p>
      <p className="muted">{children}</p>
    </div>
  );
}

/** How each line was computed, with the article it rests on. */
export function Grounds({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.grounds}>
      <h2>{title}</h2>
      <ul>{children}</ul>
    </section>
  );
}

/** One ground: the computation in words, then its source. */
export function Ground({ source, children }: { source?: ReactNode; children: ReactNode }) {
  return (
    <li>
      <p>{children}</p>
      {source && <p className="small muted">{source}</p>}
    </li>
  );
}

/** What helps with the answer and is not printed: the address to share, a button. */
export function NotPrinted({ children }: { children: ReactNode }) {
  return <div className={styles.notPrinted}>{children}</div>;
}
