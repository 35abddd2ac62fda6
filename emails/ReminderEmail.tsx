/** A reminder, friendly or firm: the sender, the amount, how to pay, one button, the answers. */
import { PARAGRAPH, type ReminderContent, type ReminderLine } from "@/domain/dunning/reminder";
import { transferCodeWords } from "@/domain/dunning/reminderWords";
import { CallToAction, Cell, Frame, PaymentBlock, Table } from "./_parts/Frame";
import { styles } from "./_parts/style";
import { Lined, Paragraph } from "./_parts/Words";

function Lines({ title, lines }: { title: string; lines: readonly ReminderLine[] }) {
  return (
    <table width="100%" cellPadding={0} cellSpacing={0} border={0}>
      <caption style={{ position: "absolute", left: "-9999px" }}>{title}</caption>
      <tbody>
        {lines.map((line) => {
          const border = `1px solid ${line.isTotal ? "#1a1d1c" : "#e7e4dc"}`;
          const style = line.isTotal ? styles.total : styles.line;
          const className = line.isTotal ? "ink sum" : "ink line";
          return (
            <tr key={`${line.label} ${line.detail} ${line.amount}`}>
              <td className={className} style={{ ...style, padding: "10px 0", borderTop: border }}>
                {line.label}
                {line.detail !== "" && (
                  <>
                    <br />
                    <span className="muted" style={styles.detail}>
                      {line.detail}
                    </span>
                  </>
                )}
              </td>
              <td
                className={className}
                align="right"
                style={{
                  ...style,
                  padding: "10px 0 10px 16px",
                  borderTop: border,
                  whiteSpace: "nowrap",
                  verticalAlign: "top",
                }}
              >
                {line.amount}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function paragraphs(text: string): string[] {
  return text.split(PARAGRAPH).filter((words) => words !== "");
}

interface ReminderEmailProps {
  content: ReminderContent;
  transferCodeUrl: string | null;
}

export function ReminderEmail({ content, transferCodeUrl }: ReminderEmailProps) {
  const code = transferCodeUrl ? { url: transferCodeUrl, words: transferCodeWords(content.language) } : null;
  return (
    <Frame {...content}>
      {[content.greeting, ...paragraphs(content.opening)]
        .filter((words) => words !== "")
        .map((words, index) => (
          <Cell key={words} top={index === 0 ? 24 : 16}>
            <Paragraph>{words}</Paragraph>
          </Cell>
        ))}
      <Cell top={24}>
        <p className="muted" style={styles.label}>
          {content.amountLabel}
        </p>
        <p className="ink big" style={styles.amount}>
          {content.amount}
        </p>
        <p className="muted" style={styles.note}>
          {content.amountNote}
        </p>
      </Cell>
      {content.lines.length > 0 && (
        <Cell top={20}>
          <Lines title={content.linesTitle} lines={content.lines} />
        </Cell>
      )}
      {paragraphs(content.ask).map((words) => (
        <Cell key={words} top={20}>
          <Paragraph>{words}</Paragraph>
        </Cell>
      ))}
      <Cell top={24}>
        <PaymentBlock rows={content.payment} code={code} />
      </Cell>
      <Cell top={24} className="cta">
        <CallToAction {...content.button} accent={content.look?.accent ?? null} />
      </Cell>
      <Cell top={24}>
        <p className="ink" style={styles.strong}>
          {content.answersTitle}
        </p>
        <Table>
          {content.answers.map((answer) => (
            <tr key={answer.url}>
              <td style={{ ...styles.answer, padding: "8px 0 2px 0" }}>
                <a className="link" href={answer.url} style={styles.link}>
                  {answer.label}
                </a>
              </td>
            </tr>
          ))}
        </Table>
      </Cell>
      {content.closing.map((sentence) => (
        <Cell key={sentence} top={16}>
          <Paragraph>{sentence}</Paragraph>
        </Cell>
      ))}
      <Cell top={16}>
        <p className="ink" style={styles.paragraph}>
          {content.signatory}
          <br />
          <span className="muted" style={{ color: styles.note.color }}>
            <Lined>{content.signature}</Lined>
          </span>
        </p>
      </Cell>
    </Frame>
  );
}
