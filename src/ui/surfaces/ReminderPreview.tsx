import { PARAGRAPH, type ReminderContent } from "@/domain/dunning/reminder";
import { buttonClass } from "../controls/buttonClass";
import { NoBreak } from "../text/NoBreak";
import { Sentence } from "../text/Sentence";
import { MailPreview } from "./MailPreview";
import styles from "./ReminderPreview.module.css";

interface ReminderPreviewProps {
  from: string;
  to: string;
  content: ReminderContent;
}

/** A reminder as its reader will see it: the same content as the message, its links asleep. */
export function ReminderPreview({ from, to, content }: ReminderPreviewProps) {
  return (
    <MailPreview from={from} to={to} subject={<Sentence>{content.subject}</Sentence>}>
      {[content.greeting, ...content.opening.split(PARAGRAPH)].filter(Boolean).map((words) => (
        <p key={words} className={styles.lined}>
          <Sentence>{words}</Sentence>
        </p>
      ))}
      <p>
        <span className={styles.label}>{content.amountLabel}</span>
        <span className="amt amt--figure">{content.amount}</span>
        <span className={styles.label}>
          <Sentence>{content.amountNote}</Sentence>
        </span>
      </p>
      {content.lines.length > 0 && <Lines content={content} />}
      {content.ask
        .split(PARAGRAPH)
        .filter(Boolean)
        .map((words) => (
          <p key={words} className={styles.lined}>
            <Sentence>{words}</Sentence>
          </p>
        ))}
      <ul className={styles.payment}>
        {content.payment.map(({ label, value }) => (
          <li key={label}>
            <span className={styles.label}>{label}</span> <Sentence>{value}</Sentence>
          </li>
        ))}
      </ul>
      <p>
        <span className={buttonClass({ variant: "primary" })}>{content.button.label}</span>
      </p>
      <div>
        <p className={styles.strong}>{content.answersTitle}</p>
        <ul>
          {content.answers.map(({ label }) => (
            <li key={label} className={styles.answer}>
              {label}
            </li>
          ))}
        </ul>
      </div>
      {content.closing.map((sentence) => (
        <p key={sentence} className={styles.lined}>
          <Sentence>{sentence}</Sentence>
        </p>
      ))}
      <p>
        {content.signatory}
        <span className={`${styles.label} ${styles.lined}`}>{content.signature}</span>
      </p>
      <p className={styles.footer}>
        {content.footer.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </p>
    </MailPreview>
  );
}

function Lines({ content }: { content: ReminderContent }) {
  return (
    <table className={styles.lines}>
      <caption className="sr">{content.linesTitle}</caption>
      <tbody>
        {content.lines.map((line) => (
          <tr key={`${line.label} ${line.detail}`}>
            <td>
              {line.label}
              {line.detail && (
                <span className={styles.label}>
                  <Sentence>{line.detail}</Sentence>
                </span>
              )}
            </td>
            <td>
              <NoBreak>{line.amount}</NoBreak>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
