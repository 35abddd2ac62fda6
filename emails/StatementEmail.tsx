/** A statement of account: where it stands, each line, how to pay what is late. */
import { transferCodeWords } from "@/domain/dunning/reminderWords";
import type { AccountContent } from "@/domain/settlement/accountStatement";
import { CallToAction, Cell, Frame, PaymentBlock } from "./_parts/Frame";
import { Lines } from "./_parts/Lines";
import { SignOff } from "./_parts/SignOff";
import { styles } from "./_parts/style";
import { Paragraph } from "./_parts/Words";

interface StatementEmailProps {
  content: AccountContent;
  transferCodeUrl: string | null;
}

export function StatementEmail({ content, transferCodeUrl }: StatementEmailProps) {
  const code = transferCodeUrl ? { url: transferCodeUrl, words: transferCodeWords(content.language) } : null;
  return (
    <Frame {...content}>
      {[content.greeting, ...content.paragraphs].map((words, index) => (
        <Cell key={words} top={index === 0 ? 24 : 16}>
          <Paragraph>{words}</Paragraph>
        </Cell>
      ))}
      <Cell top={24}>
        <p className="muted" style={styles.label}>
          {content.balanceLabel}
        </p>
        <p className="ink big" style={styles.amount}>
          {content.balance}
        </p>
        {content.balanceNote !== "" && (
          <p className="muted" style={styles.note}>
            {content.balanceNote}
          </p>
        )}
      </Cell>
      <Part title={content.linesTitle} lines={content.lines} />
      <Part title={content.movementsTitle} lines={content.movements} />
      {content.payment.length > 0 && (
        <Cell top={28}>
          <p className="ink" style={styles.strong}>
            {content.paymentTitle}
          </p>
        </Cell>
      )}
      {content.payment.length > 0 && (
        <Cell top={10}>
          <PaymentBlock rows={content.payment} code={code} />
        </Cell>
      )}
      {content.button && (
        <Cell top={24} className="cta">
          <CallToAction {...content.button} accent={content.look?.accent ?? null} />
        </Cell>
      )}
      {content.closing.map((sentence) => (
        <Cell key={sentence} top={20}>
          <Paragraph>{sentence}</Paragraph>
        </Cell>
      ))}
      <SignOff signatory={content.signatory} signature={content.signature} top={16} />
    </Frame>
  );
}

function Part({ title, lines }: Pick<Parameters<typeof Lines>[0], "title" | "lines">) {
  if (lines.length === 0) return null;
  return (
    <Cell top={24}>
      <p className="ink" style={styles.strong} aria-hidden="true">
        {title}
      </p>
      <Lines title={title} lines={lines} />
    </Cell>
  );
}
