/** A short message: what was agreed on the phone, thanks for a payment. */
import type { NoteContent } from "@/domain/dunning/note";
import { CallToAction, Cell, Frame, PaymentBlock } from "./_parts/Frame";
import { styles } from "./_parts/style";
import { Paragraph } from "./_parts/Words";

export function NoteEmail({ content }: { content: NoteContent }) {
  return (
    <Frame {...content}>
      {[content.greeting, ...content.paragraphs].map((paragraph) => (
        <Cell key={paragraph} top={18}>
          <Paragraph>{paragraph}</Paragraph>
        </Cell>
      ))}
      {content.rows.length > 0 && (
        <Cell top={24}>
          <PaymentBlock rows={content.rows} />
        </Cell>
      )}
      {content.button && (
        <Cell top={24} className="cta">
          <CallToAction {...content.button} />
        </Cell>
      )}
      <Cell top={24}>
        <p className="ink" style={styles.paragraph}>
          {content.signatory}
          <br />
          <span className="muted" style={{ color: styles.note.color }}>
            {content.signature}
          </span>
        </p>
      </Cell>
    </Frame>
  );
}
