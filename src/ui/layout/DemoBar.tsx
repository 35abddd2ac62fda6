import type { ReactNode } from "react";
import { Icon } from "../text/Icon";
import styles from "./DemoBar.module.css";

interface DemoBarProps {
  /** The day and the hour it is there. */
  when: ReactNode;
  /** Forms of one small button each: what moves the clock. */
  gestures: ReactNode;
  /** Where else to look: small quiet links and buttons. */
  links: ReactNode;
}

/** The line that says, above every page, that this is a demonstration, and moves its clock. */
export function DemoBar({ when, gestures, links }: DemoBarProps) {
  return (
    <section className={styles.bar} aria-label="Démonstration">
      <p>
        <Icon name="clock" size="small" />
        <span>Démonstration{"\u00a0"}:</span>
        <b>{when}</b>
      </p>
      <div className={`btns ${styles.gestures}`}>{gestures}</div>
      <div className={styles.links}>{links}</div>
    </section>
  );
}
