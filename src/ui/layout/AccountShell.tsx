import type { ReactNode } from "react";
import { ButtonLink } from "../controls/ButtonLink";
import { Brand } from "../text/Brand";
import styles from "./AccountShell.module.css";

interface AccountShellProps {
  /** The person signed in. */
  name: string;
  /** `narrow` for forms. */
  width?: "narrow";
  /** One line above the page. */
  notice?: ReactNode;
  children: ReactNode;
}

/** The frame of pages about oneself: choosing a company, adding one, one's account. */
export function AccountShell({ name, width, notice, children }: AccountShellProps) {
  return (
    <>
      <a className="skip" href="#contenu">
        Aller au contenu
      </a>
      <div className={width ? `${styles.frame} ${styles.narrow}` : styles.frame}>
        <header className={styles.head}>
          <Brand href="/societes" />
          <nav aria-label="Navigation">
            <ButtonLink href="/societes?vue=toutes" variant="quiet" icon="building">
              Sociétés
            </ButtonLink>
            <ButtonLink href="/compte" variant="quiet" icon="account">
              {name}
            </ButtonLink>
          </nav>
        </header>
        {notice}
        <main id="contenu" tabIndex={-1}>
          {children}
        </main>
      </div>
    </>
  );
}
