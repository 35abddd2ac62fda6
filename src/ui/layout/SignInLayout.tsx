import type { ReactNode } from "react";
import { Anchor } from "../text/Anchor";
import { Brand } from "../text/Brand";
import type { FooterLink } from "./FooterLink";
import styles from "./SignInLayout.module.css";

interface SignInLayoutProps {
  /** « Se connecter », « Ouvrir un compte ». */
  title: string;
  footerLinks: readonly FooterLink[];
  /** Right half, from 1024 px: a `Morning` most often. */
  aside?: ReactNode;
  /** The form, then small sentences. */
  children: ReactNode;
}

/** The frame of the pages that open the door: sign-in, sign-up, forgotten password. */
export function SignInLayout({ title, footerLinks, aside, children }: SignInLayoutProps) {
  return (
    <div className={aside ? `${styles.frame} ${styles.halves}` : styles.frame}>
      <div className={styles.form}>
        <header>
          <Brand href="/" />
        </header>
        <main id="contenu" tabIndex={-1}>
          <h1>{title}</h1>
          {children}
        </main>
        <footer className={styles.foot}>
          {footerLinks.map(({ href, label }) => (
            <Anchor key={href} href={href}>
              {label}
            </Anchor>
          ))}
        </footer>
      </div>
      {aside && <div className={styles.aside}>{aside}</div>}
    </div>
  );
}

/** « ou » between two ways in. */
export function OrRule() {
  return <p className={styles.or}>ou</p>;
}
