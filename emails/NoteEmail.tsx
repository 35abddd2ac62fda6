/** A short message: what was agreed on the phone, thanks for a payment. */
import type { NoteContent } from "@/domain/dunning/note";
import { CallToAction, Cell, Frame, PaymentBlock } from "./_parts/Frame";
import { SignOff } from "./_parts/SignOff";
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
      <SignOff signatory={content.signatory} signature={content.signature} top={24} />
    </Frame>
  );
}
