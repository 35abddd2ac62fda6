import type { ReactNode } from "react";
import styles from "./Hero.module.css";

interface HeroProps {
  title: ReactNode;
  lead: ReactNode;
  /** Large buttons, the solid one first. */
  actions: ReactNode;
  /** One sentence under the buttons. */
  note: ReactNode;
  /** What shows instead of telling: an `Example`. */
  children: ReactNode;
}

/** The first screen of the public home page. */
export function Hero({ title, lead, actions, note, children }: HeroProps) {
  return (
    <section className={styles.hero}>
      <div>
        <h1>{title}</h1>
        <p className={`lead ${styles.lead}`}>{lead}</p>
        <div className="btns">{actions}</div>
        <p className={`small muted ${styles.note}`}>{note}</p>
      </div>
      {children}
    </section>
  );
}

interface ExampleProps {
  title: ReactNode;
  sub: ReactNode;
  /** A `Timeline` of steps. */
  children: ReactNode;
}

/** A worked example on a sheet. */
export function Example({ title, sub, children }: ExampleProps) {
  return (
    <div className={`sheet ${styles.example}`}>
      <div className={styles.exampleHead}>
        <h2>{title}</h2>
        <p className="small muted">{sub}</p>
      </div>
      {children}
    </div>
  );
}
