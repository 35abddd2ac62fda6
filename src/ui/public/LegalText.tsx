import type { ReactNode } from "react";
import styles from "./LegalText.module.css";

interface LegalTextProps {
  title: ReactNode;
  /** What the page says, in one sentence. */
  lead: ReactNode;
  /** Headings, paragraphs, lists, tables. */
  children: ReactNode;
}

/** A page to read: legal notice, privacy, accessibility. */
export function LegalText({ title, lead, children }: LegalTextProps) {
  return (
    <article className={styles.text}>
      <h1>{title}</h1>
      <p className="lead">{lead}</p>
      <div className="prose">{children}</div>
    </article>
  );
}
