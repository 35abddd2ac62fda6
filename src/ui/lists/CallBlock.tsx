import { type ReactNode, useId } from "react";
import type { LocalDate } from "@/domain/calendar";
import { Buttons } from "../controls/Buttons";
import { DateText } from "../text/DateText";
import styles from "./CallBlock.module.css";

interface CallBlockProps {
  /** What can be said, word for word. */
  script: ReactNode;
  /** What has happened so far, oldest first. */
  history: readonly { on: LocalDate; what: ReactNode }[];
  /** The client's habits, in one sentence. */
  habits?: ReactNode;
  /** One button or link for each outcome; none where the outcome is noted elsewhere on the page. */
  outcomes?: ReactNode;
}

/** All that a telephone call needs: the words, the history, the outcomes. */
export function CallBlock({ script, history, habits, outcomes }: CallBlockProps) {
  const outcomeId = useId();
  return (
    <div className={styles.call}>
      <div>
        <p className="label">Ce que vous pouvez dire</p>
        <blockquote className={`prose ${styles.script}`}>{script}</blockquote>
      </div>
      <div>
        <p className="label">Ce qui s’est passé</p>
        <ol className={styles.history}>
          {history.map(({ on, what }, index) => (
            // Several events share a day; the list never changes order.
            <li key={index}>
              <DateText on={on} format="short" /> <span>{what}</span>
            </li>
          ))}
        </ol>
        {habits && <p className={`small muted ${styles.habits}`}>{habits}</p>}
      </div>
      {outcomes && (
        <div className={styles.outcomes}>
          <p className="label" id={outcomeId}>
            Issue de l’appel
          </p>
          <Buttons labelledBy={outcomeId}>{outcomes}</Buttons>
        </div>
      )}
    </div>
  );
}
