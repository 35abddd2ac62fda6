import type { ReactNode } from "react";
import { formatDateShort } from "@/domain/dateText";
import type { FormalNotice, NoticeRow } from "@/domain/legal/formalNoticeContent";
import { formatEuros, formatRateBps } from "@/domain/money";
import { Sentence } from "../text/Sentence";
import styles from "./LetterPreview.module.css";

/** A letter read on the screen: its text on white paper, whatever draws it afterwards. */
export function LetterPreview({ notice }: { notice: FormalNotice }) {
  return (
    <article className={styles.letter} aria-label={notice.title}>
      <address className={styles.recipient}>
        {notice.recipient.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </address>
      <p className={styles.references}>
        {notice.references.map(({ label, value }) => (
          <span key={label}>
            <span className={styles.label}>{label}</span> <Sentence>{value}</Sentence>
          </span>
        ))}
      </p>
      <p className={styles.subject}>
        <b>{notice.subject.title}</b>
        <br />
        <Sentence>{notice.subject.detail}</Sentence>
      </p>
      <p>{notice.salutation}</p>
      {notice.sections.map(({ key, paragraphs }) => (
        <Section key={key} isDemand={key === "DEMAND"} paragraphs={paragraphs}>
          {key === "FACTS" && <Statement notice={notice} />}
        </Section>
      ))}
      <p>{notice.closing}</p>
      <p className={styles.signature}>
        {notice.signature.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </p>
      <p className={styles.small}>
        Pièces jointes{"\u00a0"}: {notice.enclosures.join(", ")}.
      </p>
      <p className={styles.small}>
        <Sentence>{notice.footer}</Sentence>
      </p>
    </article>
  );
}

interface SectionProps {
  paragraphs: readonly string[];
  isDemand: boolean;
  children: ReactNode;
}

/** The demand is the only bold sentence of a letter. */
function Section({ paragraphs, isDemand, children }: SectionProps) {
  return (
    <>
      {paragraphs.map((text) => (
        <p key={text}>{isDemand ? <b>{text}</b> : <Sentence>{text}</Sentence>}</p>
      ))}
      {children}
    </>
  );
}

function Statement({ notice }: { notice: FormalNotice }) {
  const { caption, rows, totalLabel, totalCents } = notice.statement;
  return (
    <table className={styles.statement}>
      <caption className="sr">{caption}</caption>
      <tbody>
        {rows.map((row, index) => (
          // Two rows may have the same name; a statement never changes order.
          <tr key={index}>
            <td>
              {row.label}
              <span className={styles.small}>{detailOf(row)}</span>
            </td>
            <td>{formatEuros(row.amountCents)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{totalLabel}</th>
          <td>{formatEuros(totalCents)}</td>
        </tr>
      </tbody>
    </table>
  );
}

function detailOf({ interest, note }: NoticeRow): string {
  if (!interest) return note ?? "";
  const days = `${interest.days}\u00a0jour${interest.days > 1 ? "s" : ""}`;
  const period = `${formatDateShort(interest.fromOn)} au ${formatDateShort(interest.toOn)}`;
  return `${period}, ${days}, ${formatEuros(interest.baseCents)} à ${formatRateBps(interest.rateBps)}`;
}
