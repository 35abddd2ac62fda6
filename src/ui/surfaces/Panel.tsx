import { type ReactNode, useId } from "react";
import styles from "./Panel.module.css";

interface PanelProps {
  title: ReactNode;
  /** Id of the panel, for links that lead to it. */
  id?: string;
  children: ReactNode;
  /** A button at the right. */
  action?: ReactNode;
}

/** Sunken ground, rare: a conclusion apart from the page, with its gesture. */
export function Panel({ title, id, children, action }: PanelProps) {
  const titleId = useId();
  return (
    <section className={`panel ${styles.panel}`} id={id} aria-labelledby={titleId}>
      <div className="prose">
        <h2 className={styles.title} id={titleId}>
          {title}
        </h2>
        <p>{children}</p>
      </div>
      {action}
    </section>
  );
}
