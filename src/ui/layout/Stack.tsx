import type { ReactNode } from "react";
import styles from "./Stack.module.css";

interface StackProps {
  /** `close` between a sentence and its buttons, `wide` between blocks of their own. */
  gap?: "close" | "wide";
  children: ReactNode;
}

/** Blocks one under the other, evenly spaced. */
export function Stack({ gap = "close", children }: StackProps) {
  return <div className={`${styles.stack} ${styles[gap]}`}>{children}</div>;
}
