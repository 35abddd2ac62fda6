import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { isDemonstration } from "@/context/clock";
import { type ReadMail, readCaughtMail } from "@/context/mailbox";
import { localDateAt } from "@/domain/zonedTime";
import { Tabs } from "@/ui/controls/Tabs";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageHead } from "@/ui/layout/PageHead";
import { AsideSection, WithAside } from "@/ui/layout/WithAside";
import { DocumentLinks } from "@/ui/lists/DocumentLinks";
import { Fact, Facts } from "@/ui/lists/Facts";
import { MailFrame, MailText } from "@/ui/surfaces/MailFrame";
import { DateText } from "@/ui/text/DateText";
import { TimeText } from "@/ui/text/TimeText";
import { param } from "../../../_server/paths";
import { TIME_ZONE } from "../timeZone";

export const metadata: Metadata = { title: "Message" };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function MailPage({ params, searchParams }: Props) {
  if (!(await isDemonstration())) notFound();
  const { id } = await params;
  const mail = await readCaughtMail(id);
  if (!mail) notFound();
  const isText = param(await searchParams, "vue") === "texte" || mail.html === "";
  const base = `/demo/boite/${id}`;
  const subject = mail.subject || "Sans objet";
  return (
    <>
      <Crumbs
        above={[
          { href: "/demo/boite", label: "Boîte des clients" },
          ...mail.to.slice(0, 1).map(({ address }) => ({
            href: `/demo/boite?boite=${encodeURIComponent(address.toLowerCase())}`,
            label: address,
          })),
        ]}
      >
        Message
      </Crumbs>
      <PageHead title={subject} />
      <WithAside asideLabel="Ce qui a été envoyé" aside={<Envelope mail={mail} base={base} />}>
        <Tabs
          label="Vue du message"
          tabs={[
            { href: base, label: "Tel qu’il est lu", isCurrent: !isText },
            { href: `${base}?vue=texte`, label: "Texte seul", isCurrent: isText },
          ]}
        />
        {isText ? <MailText>{mail.text}</MailText> : <MailFrame src={`/api${base}/html`} subject={subject} />}
      </WithAside>
    </>
  );
}

function Envelope({ mail, base }: { mail: ReadMail; base: string }) {
  const { from, to, cc, replyTo, date, attachments } = mail;
  return (
    <>
      <AsideSection title="Enveloppe">
        <Facts>
          <Fact term="De" notes={from ? [from.address] : []}>
            {from?.name || "Expéditeur"}
          </Fact>
          <Fact term="À">{addresses(to)}</Fact>
          {cc.length > 0 && <Fact term="Copie">{addresses(cc)}</Fact>}
          {replyTo.length > 0 && <Fact term="Réponse à">{addresses(replyTo)}</Fact>}
          {date !== undefined && (
            <Fact term="Date">
              <DateText on={localDateAt(date, TIME_ZONE)} />, <TimeText at={date} timeZone={TIME_ZONE} />
            </Fact>
          )}
        </Facts>
      </AsideSection>
      {attachments.length > 0 && (
        <AsideSection title="Pièces jointes">
          <DocumentLinks
            documents={attachments.map(({ filename }, index) => ({
              href: `/api${base}/pieces/${index}`,
              title: filename || `Pièce ${index + 1}`,
              icon: "download",
            }))}
          />
        </AsideSection>
      )}
    </>
  );
}

function addresses(list: readonly { address: string }[]): string {
  return list.map(({ address }) => address).join(", ");
}
