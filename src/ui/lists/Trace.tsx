import type { ReactNode } from "react";
import { Icon } from "../text/Icon";
import type { IconName } from "../text/iconPaths";
import styles from "./Trace.module.css";

type Mark = "ok" | "wait" | "person" | "stop";

interface TraceProps {
  lines: readonly { rule: string; mark: Mark; text: ReactNode }[];
}

const SIGNS: Record<Mark, { icon: IconName; word: string }> = {
  ok: { icon: "check", word: "Laisse passer" },
  wait: { icon: "clock", word: "Fait attendre" },
  person: { icon: "lock", word: "Demande quelqu’un" },
  stop: { icon: "close", word: "Arrête" },
};

/** Rules in the order they are asked, each with its answer. */
export function Trace({ lines }: TraceProps) {
  return (
    <ol className={styles.trace}>
      {lines.map(({ rule, mark, text }, index) => (
        <li key={index} className={styles[mark]}>
          <Icon name={SIGNS[mark].icon} size="small" />
          <span className={styles.rule}>{rule}</span>
          <span>
            <span className="sr">{SIGNS[mark].word}. </span>
            {text}
          </span>
        </li>
      ))}
    </ol>
  );
}
