import type { ReactNode } from "react";
import styles from "./MailPreview.module.css";

interface MailPreviewProps {
  from: string;
  to: string;
  subject: ReactNode;
  /** The body as it is sent, in plain elements. */
  children: ReactNode;
}

/** A message as its reader will see it. */
export function MailPreview({ from, to, subject, children }: MailPreviewProps) {
  return (
    <div className={`sheet ${styles.mail}`}>
      <dl>
        <dt>De</dt>
        <dd>{from}</dd>
        <dt>À</dt>
        <dd>{to}</dd>
        <dt>Objet</dt>
        <dd>
          <b>{subject}</b>
        </dd>
      </dl>
      <div className={styles.body}>{children}</div>
    </div>
  );
}
