import type { ReactNode } from "react";
import styles from "./WithAside.module.css";

interface WithAsideProps {
  /** `AsideSection`s: facts, documents. */
  aside: ReactNode;
  /** What the aside holds: « Repères ». */
  asideLabel: string;
  children: ReactNode;
}

/** A page with a right column of facts, which goes under it on a tablet. */
export function WithAside({ aside, asideLabel, children }: WithAsideProps) {
  return (
    <div className={styles.layout}>
      <div>{children}</div>
      <aside className={styles.aside} aria-label={asideLabel}>
        {aside}
      </aside>
    </div>
  );
}

/** One group of facts in the right column. */
export function AsideSection({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
