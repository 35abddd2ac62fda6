import type { FormalNotice, NoticeSection } from "@/domain/legal/formalNoticeContent";
import { detailTables, invoicesTable, statementTable } from "@/domain/legal/letterTables";
import { Sentence } from "../text/Sentence";
import styles from "./LetterTwin.module.css";
import { LetterTwinTable } from "./LetterTwinTable";

/**
 * The twin of a printed letter: the same words and the same figures, for those who read a screen
 * aloud, enlarge it or copy from it. The PDF has no tags, and says so; this has.
 */
export function LetterTwin({ notice }: { notice: FormalNotice }) {
  return (
    <article className={styles.letter} aria-label={notice.title}>
      <div className={styles.head}>
        <div>
          {notice.sender.map(({ name, lines }) => (
            <Block key={name} name={name} lines={lines} />
          ))}
        </div>
        <address className={styles.recipient}>
          {notice.recipient.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </address>
      </div>
      <dl className={styles.references}>
        {notice.references.map(({ label, value }) => (
          <div key={label}>
            <dt className={styles.muted}>{label}</dt>
            <dd>
              <Sentence>{value}</Sentence>
            </dd>
          </div>
        ))}
      </dl>
      <h2 className={styles.subject}>
        Objet{"\u00a0"}: {notice.subject.title}
        <span>
          <Sentence>{notice.subject.detail}</Sentence>
        </span>
      </h2>
      <p>{notice.salutation}</p>
      {notice.sections.map((section) => (
        <Section key={section.key} section={section} notice={notice} />
      ))}
      <p>{notice.closing}</p>
      <p className={styles.signature}>
        {notice.signature.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </p>
      <p className={styles.muted}>
        <Sentence>{`Pièces jointes\u00a0: ${notice.enclosures.join("\u00a0; ")}.`}</Sentence>
      </p>
      <Detail notice={notice} />
      <p className={styles.muted}>
        <Sentence>{notice.footer}</Sentence>
      </p>
    </article>
  );
}

function Block({ name, lines }: FormalNotice["sender"][number]) {
  return (
    <address className={styles.sender}>
      <b>{name}</b>
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </address>
  );
}

/** The demand is the only sentence to stress; the tables follow the facts. */
function Section({ section, notice }: { section: NoticeSection; notice: FormalNotice }) {
  return (
    <>
      {section.paragraphs.map((text) => (
        <p key={text}>
          {section.key === "DEMAND" ? (
            <strong>
              <Sentence>{text}</Sentence>
            </strong>
          ) : (
            <Sentence>{text}</Sentence>
          )}
        </p>
      ))}
      {section.key === "FACTS" && (
        <>
          {notice.invoices.length > 0 && <LetterTwinTable table={invoicesTable(notice.invoices)} />}
          <LetterTwinTable table={statementTable(notice.statement)} />
        </>
      )}
    </>
  );
}

function Detail({ notice: { detail } }: { notice: FormalNotice }) {
  return (
    <section className={styles.detail} aria-label={detail.title}>
      <h2 className={styles.subject}>
        <Sentence>{detail.title}</Sentence>
        <span className={styles.muted}>{detail.parties}</span>
      </h2>
      {detailTables(detail).map((table) => (
        <LetterTwinTable key={table.kind} table={table} />
      ))}
      {detail.rule !== "" && (
        <p>
          <Sentence>{detail.rule}</Sentence>
        </p>
      )}
    </section>
  );
}
