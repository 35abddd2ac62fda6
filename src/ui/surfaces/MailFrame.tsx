import styles from "./MailFrame.module.css";

/**
 * A message as its reader sees it: in a frame without script, whose links open in a new tab.
 *
 * @param src address that serves the HTML with a policy of its own
 * @param subject names the frame
 */
export function MailFrame({ src, subject }: { src: string; subject: string }) {
  return (
    <iframe
      className={styles.frame}
      src={src}
      title={`Message\u00a0: ${subject}`}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
    />
  );
}

/** The text part of a message, word for word. */
export function MailText({ children }: { children: string }) {
  return <pre className={styles.text}>{children}</pre>;
}
