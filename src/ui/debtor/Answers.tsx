import type { ReactNode } from "react";
import { Anchor } from "../text/Anchor";
import { Icon } from "../text/Icon";
import type { IconName } from "../text/iconPaths";
import styles from "./Answers.module.css";

/** Ways to answer, one under the other: `Answer`s and `AnswerLink`s. */
export function Answers({ children }: { children: ReactNode }) {
  return <div className={styles.answers}>{children}</div>;
}

interface AnswerProps {
  icon: IconName;
  /** What the debtor says: « J’ai payé ». */
  title: ReactNode;
  /** Open at first: the likeliest, or the one that was refused. */
  isOpen?: boolean;
  /** A form whose content is a `FormStack`. */
  children: ReactNode;
}

/** One way to answer, which opens its form without script and closes the others. */
export function Answer({ icon, title, isOpen, children }: AnswerProps) {
  return (
    <details className={styles.answer} name="reponse" open={isOpen}>
      <summary className={styles.line}>
        <Icon name={icon} tone="accent" />
        <span>{title}</span>
        <Icon name="chevronRight" size="small" className="i--turn" />
      </summary>
      <div className={styles.form}>{children}</div>
    </details>
  );
}

interface AnswerLinkProps {
  icon: IconName;
  title: ReactNode;
  href: string;
}

/** A way to answer that needs no form: receive the invoice again. */
export function AnswerLink({ icon, title, href }: AnswerLinkProps) {
  return (
    <Anchor className={styles.line} href={href}>
      <Icon name={icon} tone="accent" />
      <span>{title}</span>
      <Icon name="chevronRight" size="small" />
    </Anchor>
  );
}
