/** A reminder, friendly or firm: the sender, the amount, how to pay, one button, the answers. */
import { PARAGRAPH, type ReminderContent } from "@/domain/dunning/reminder";
import { transferCodeWords } from "@/domain/dunning/reminderWords";
import { CallToAction, Cell, Frame, PaymentBlock, Table } from "./_parts/Frame";
import { Lines } from "./_parts/Lines";
import { SignOff } from "./_parts/SignOff";
import { styles } from "./_parts/style";
import { Paragraph } from "./_parts/Words";

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
      <SignOff signatory={content.signatory} signature={content.signature} top={16} />
    </Frame>
  );
}
