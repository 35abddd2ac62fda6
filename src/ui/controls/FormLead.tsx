import type { ReactNode } from "react";
import styles from "./FormLead.module.css";

/** A sentence above a form: what it is about, or another way to fill it in. */
export function FormLead({ children }: { children: ReactNode }) {
  return <p className={styles.lead}>{children}</p>;
}
