import type { ReactNode } from "react";
import styles from "./Reasons.module.css";

interface ReasonsProps {
  /** « Ce que vous pouvez attendre ». */
  label: string;
  /** Three. */
  reasons: readonly { title: string; text: ReactNode }[];
}

/** What one may expect, in three short texts. */
export function Reasons({ label, reasons }: ReasonsProps) {
  return (
    <section className={styles.reasons} aria-label={label}>
      {reasons.map(({ title, text }) => (
        <div key={title}>
          <h2>{title}</h2>
          <p>{text}</p>
        </div>
      ))}
    </section>
  );
}
