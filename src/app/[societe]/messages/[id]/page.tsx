import type { Metadata } from "next";
import { messageReader } from "@/context/messageReader";
import { Tabs } from "@/ui/controls/Tabs";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { WithAside } from "@/ui/layout/WithAside";
import { Banner } from "@/ui/messages/Banner";
import { MailFrame, MailText } from "@/ui/surfaces/MailFrame";
import { Pill } from "@/ui/text/Pill";
import { Sentence } from "@/ui/text/Sentence";
import { type MessageView, readMessage } from "@/usecases/dunning/readMessage";
import { enterCompany } from "../../../_server/company";
import { FlashLine } from "../../../_server/FlashLine";
import { orNotFound } from "../../../_server/orNotFound";
import { param } from "../../../_server/paths";
import { MessageAside } from "./_parts/MessageAside";
import { MessageGestures } from "./_parts/MessageGestures";
import { messageTitle, sentWords, stateOf } from "./_parts/words";

export const metadata: Metadata = { title: "Message" };

type Props = {
  params: Promise<{ societe: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function MessagePage({ params, searchParams }: Props) {
  const { societe, id } = await params;
  const search = await searchParams;
  const { access, ctx, may } = await enterCompany(societe);
  const message = await orNotFound(readMessage(ctx, id, messageReader()));
  const home = `/${access.slug}`;
  const state = stateOf(message);
  return (
    <PageFrame>
      <FlashLine params={search} />
      <Crumbs
        above={[
          { href: `${home}/clients/${message.clientId}`, label: message.clientName },
          ...message.invoices
            .slice(0, 1)
            .map((invoice) => ({ href: `${home}/factures/${invoice.id}`, label: invoice.number })),
        ]}
      >
        Message
      </Crumbs>
      <PageHead
        title={messageTitle(message)}
        pill={
          <Pill icon={state.icon} {...(state.tone && { tone: state.tone })}>
            {state.word}
          </Pill>
        }
        actions={<MessageGestures message={message} slug={access.slug} may={may} />}
      >
        <Sentence>{sentWords(message)}</Sentence>
      </PageHead>
      {message.parts && !message.isExact && (
        <Banner>
          Aperçu, avec les montants d’aujourd’hui. Le message sera rédigé au moment de partir, avec ceux de ce
          jour-là.
        </Banner>
      )}
      <WithAside
        asideLabel="En-têtes et pièces"
        aside={<MessageAside message={message} home={home} mayDownload={may("work")} />}
      >
        <MessageBody
          message={message}
          base={`${home}/messages/${message.id}`}
          isText={param(search, "vue") === "texte"}
        />
      </WithAside>
    </PageFrame>
  );
}

interface MessageBodyProps {
  message: MessageView;
  /** Address of the message. */
  base: string;
  isText: boolean;
}

function MessageBody({ message, base, isText }: MessageBodyProps) {
  if (!message.parts) {
    return (
      <Banner icon="info">
        Ce message a été retiré avant d’être rédigé{"\u00a0"}: il n’a pas de texte. {message.outcome}
      </Banner>
    );
  }
  return (
    <>
      <Tabs
        label="Vue du message"
        tabs={[
          { href: base, label: "Tel qu’il est lu", isCurrent: !isText },
          { href: `${base}?vue=texte`, label: "Texte seul", isCurrent: isText },
        ]}
      />
      {isText ? (
        <MailText>{message.parts.text}</MailText>
      ) : (
        <MailFrame src={`${base}/html`} subject={message.parts.subject} />
      )}
      <p className="small muted">
        Les liens du message sont inactifs ici{"\u00a0"}: ils permettent de répondre à la place du client.
      </p>
    </>
  );
}
