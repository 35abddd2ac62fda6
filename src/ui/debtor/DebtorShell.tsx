import type { ReactNode } from "react";
import { initialsOf } from "../layout/CompanySwitch";
import { Amount } from "../text/Amount";
import styles from "./DebtorShell.module.css";

interface DebtorShellProps {
  creditor: {
    name: string;
    /** Address of the logo, from this site; the initials stand in for it. */
    logoHref?: string;
  };
  /** Second line under the name: « vous écrit au sujet de votre commande ». */
  about: string;
  language?: "fr" | "en";
  /** Legal identity of the creditor, validity of the link, data, and « Envoyé avec Dûment ». */
  footer: ReactNode;
  children: ReactNode;
}

/** The page behind a signed link: the creditor's name, not ours; a phone first, no account, no script. */
export function DebtorShell({ creditor, about, language = "fr", footer, children }: DebtorShellProps) {
  return (
    <div lang={language === "en" ? "en" : undefined}>
      <a className="skip" href="#repondre">
        {language === "en" ? "Go to the answers" : "Aller aux réponses"}
      </a>
      <div className={styles.frame}>
        <header className={styles.creditor}>
          {creditor.logoHref ? (
            // biome-ignore lint/performance/noImgElement: a small file of ours, sent as it is
            <img className={styles.logo} src={creditor.logoHref} alt="" width="40" height="40" />
          ) : (
            <span className={styles.initials} aria-hidden="true">
              {initialsOf(creditor.name)}
            </span>
          )}
          <p>
            <b>{creditor.name}</b>
            <span className="small muted">{about}</span>
          </p>
        </header>
        <main>{children}</main>
        <footer className={styles.foot}>{footer}</footer>
      </div>
    </div>
  );
}

interface AmountDueProps {
  /** « Facture F-2026-0418, reste à payer ». */
  title: ReactNode;
  amountCents: bigint;
  language?: "fr" | "en";
  /** Due date, what was received, with thanks. */
  children: ReactNode;
  /** A `ButtonLink` to the answers. */
  action?: ReactNode;
}

/** What is owed: the first thing the debtor reads. */
export function AmountDue({ title, amountCents, language, children, action }: AmountDueProps) {
  return (
    <section className={styles.due}>
      <h1>{title}</h1>
      <p>
        <Amount cents={amountCents} size="page" language={language} />
      </p>
      <p className="muted">{children}</p>
      {action && <p>{action}</p>}
    </section>
  );
}

interface BlockProps {
  title: ReactNode;
  /** `repondre` for the answers: the skip link leads there. */
  id?: string;
  children: ReactNode;
}

/** One part of the debtor's page. */
export function Block({ title, id, children }: BlockProps) {
  return (
    <section className={styles.block} id={id}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
