import type { ReactNode } from "react";
import { ButtonLink } from "../controls/ButtonLink";
import { Anchor } from "../text/Anchor";
import { Brand } from "../text/Brand";
import type { FooterLink } from "./FooterLink";
import styles from "./PublicShell.module.css";

interface PublicShellProps {
  calculatorHref: string;
  /** Undefined on the pages of sign-in themselves. */
  signInHref?: string;
  /** Another word than « Se connecter », for whoever is signed in. */
  signInLabel?: string;
  footerLinks: readonly FooterLink[];
  children: ReactNode;
}

/** The frame of public pages: home, calculator, legal pages. */
export function PublicShell(props: PublicShellProps) {
  const { calculatorHref, signInHref, signInLabel = "Se connecter", footerLinks, children } = props;
  return (
    <>
      <a className="skip" href="#contenu">
        Aller au contenu
      </a>
      <div className={styles.frame}>
        <header className={styles.head}>
          <Brand href="/" />
          <nav aria-label="Navigation">
            <span className={styles.calculator}>
              <ButtonLink href={calculatorHref} variant="quiet">
                Calculer des pénalités
              </ButtonLink>
            </span>
            {signInHref && <ButtonLink href={signInHref}>{signInLabel}</ButtonLink>}
          </nav>
        </header>
        <main id="contenu" tabIndex={-1}>
          {children}
        </main>
        <footer className={styles.foot}>
          <p>Dûment, logiciel de relance de factures impayées</p>
          <ul>
            {footerLinks.map(({ href, label }) => (
              <li key={href}>
                <Anchor href={href}>{label}</Anchor>
              </li>
            ))}
          </ul>
        </footer>
      </div>
    </>
  );
}
