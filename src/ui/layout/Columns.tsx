import type { ReactNode } from "react";
import styles from "./Columns.module.css";

interface ColumnsProps {
  /** `even` halves, `main` seven twelfths and five, `whole` one under the other. One column under 1152 px. */
  widths?: "even" | "main" | "whole";
  /** Two `Section`s, or parts made of them. */
  children: ReactNode;
}

/** Two parts of a page side by side. */
export function Columns({ widths = "even", children }: ColumnsProps) {
  return <div className={`${styles.columns} ${styles[widths]}`}>{children}</div>;
}
