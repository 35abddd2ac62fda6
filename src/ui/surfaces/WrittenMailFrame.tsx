"use client";
import { useCallback, useEffect, useRef } from "react";
import styles from "./MailFrame.module.css";

interface WrittenMailFrameProps {
  /** Address that serves the message as it was opened, with a policy that runs nothing. */
  src: string;
  /** Names the frame. */
  subject: string;
  /** The message as it is now; null while it is as it was opened. */
  html: string | null;
}

/**
 * A message while it is being written. Its words are put in the page of the frame, which keeps its own
 * policy: nothing is loaded again, and the place that is read does not move. No script runs there.
 */
export function WrittenMailFrame({ src, subject, html }: WrittenMailFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const write = useCallback(() => {
    const page = frame.current?.contentDocument;
    // The empty page of a frame that is not loaded yet has the policy of ours, which has no room for its styles.
    if (!page || page.URL === "about:blank" || html === null) return;
    page.documentElement.innerHTML = html;
  }, [html]);
  useEffect(write, [write]);
  return (
    <iframe
      ref={frame}
      className={`${styles.frame} ${styles.written}`}
      src={src}
      title={`Message\u00a0: ${subject}`}
      sandbox="allow-same-origin"
      onLoad={write}
    />
  );
}
