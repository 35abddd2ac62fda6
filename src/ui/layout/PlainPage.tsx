import type { ReactNode } from "react";
import { Brand } from "../text/Brand";
import styles from "./PlainPage.module.css";

interface PlainPageProps {
  title: ReactNode;
  /** What happened and what to do. */
  children: ReactNode;
  /** One or two buttons. */
  actions?: ReactNode;
}

/** One sentence in the middle of an empty page: an address that leads nowhere, a failure. */
export function PlainPage({ title, children, actions }: PlainPageProps) {
  return (
    <div className={styles.frame}>
      <header>
        <Brand href="/" />
      </header>
      <main id="contenu" tabIndex={-1}>
        <h1>{title}</h1>
        <p className="lead">{children}</p>
        {actions && <div className="btns">{actions}</div>}
      </main>
    </div>
  );
}
