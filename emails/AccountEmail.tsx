/** A message of the platform to its own users: sign-in link, invitation, confirmation of an address. */
import { CallToAction, Cell, Frame } from "./_parts/Frame";
import { Paragraph } from "./_parts/Words";

export interface AccountEmailContent {
  subject: string;
  preheader: string;
  paragraphs: readonly string[];
  button: { label: string; url: string };
  /** What to do when the person did not ask for it. */
  notice: string;
}

export function AccountEmail({ content }: { content: AccountEmailContent }) {
  return (
    <Frame {...content} language="fr" sender="Dûment" footer={[content.notice]}>
      {["Bonjour,", ...content.paragraphs].map((paragraph) => (
        <Cell key={paragraph} top={18}>
          <Paragraph>{paragraph}</Paragraph>
        </Cell>
      ))}
      <Cell top={24} className="cta">
        <CallToAction {...content.button} />
      </Cell>
    </Frame>
  );
}
