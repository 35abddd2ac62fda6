import styles from "./CodeBlock.module.css";

/** A command or a piece of data to copy, kept in its lines; long ones go on below. */
export function CodeBlock({ children }: { children: string }) {
  return <pre className={styles.code}>{children}</pre>;
}
