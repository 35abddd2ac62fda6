import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { isDemonstration } from "@/context/clock";
import { type CaughtMail, listCaughtMails } from "@/context/mailbox";
import { localDateAt } from "@/domain/zonedTime";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Pager } from "@/ui/controls/Pager";
import { PageHead } from "@/ui/layout/PageHead";
import { AsideSection, WithAside } from "@/ui/layout/WithAside";
import { Row } from "@/ui/lists/Row";
import { Rows } from "@/ui/lists/Rows";
import { Banner } from "@/ui/messages/Banner";
import { EmptyState } from "@/ui/messages/EmptyState";
import { Anchor } from "@/ui/text/Anchor";
import { DateText } from "@/ui/text/DateText";
import { TimeText } from "@/ui/text/TimeText";
import { param } from "../../_server/paths";
import { addressesOf, groupMailboxes } from "./groupMailboxes";
import { TIME_ZONE } from "./timeZone";

export const metadata: Metadata = { title: "Boîte des clients" };

type Search = Promise<Record<string, string | string[] | undefined>>;

const PAGE = 30;

export default async function InboxPage({ searchParams }: { searchParams: Search }) {
  if (!(await isDemonstration())) notFound();
  const search = await searchParams;
  const chosen = param(search, "boite").toLowerCase();
  const before = param(search, "avant");
  const all = await listCaughtMails();
  if (all === null) return <NoAnswer />;
  const mailboxes = groupMailboxes(all);
  const mine = chosen === "" ? all : all.filter((mail) => addressesOf(mail).includes(chosen));
  const older = before === "" ? mine : mine.filter((mail) => mail.id < before);
  const shown = older.slice(0, PAGE);
  const last = older.length > PAGE ? shown.at(-1)?.id : undefined;
  return (
    <>
      <PageHead title={chosen === "" ? "Boîte des clients" : chosen}>
        Pendant la démonstration, aucun message ne part vraiment. Voici ce que vos clients auraient reçu
        {"\u00a0"}: ouvrez un message et répondez-y comme eux.
      </PageHead>
      <WithAside
        asideLabel="Boîtes"
        aside={
          <AsideSection title="Boîtes">
            <Rows>
              {chosen !== "" && <Row title="Toutes les boîtes" href="/demo/boite" end={all.length} />}
              {mailboxes.map(({ address, count }) => (
                <Row
                  key={address}
                  title={address}
                  {...(address !== chosen && { href: hrefOf(address) })}
                  end={count}
                />
              ))}
            </Rows>
          </AsideSection>
        }
      >
        {shown.length === 0 ? (
          <EmptyState icon="envelope" title="Aucun message">
            Dès qu’une relance part, elle arrive ici. Avancez la date de la démonstration pour en voir.
          </EmptyState>
        ) : (
          <>
            <Rows label="Messages, les plus récents d’abord">
              {shown.map((mail) => (
                <MailRow key={mail.id} mail={mail} />
              ))}
            </Rows>
            <Pager
              previousLabel="Plus récents"
              nextLabel="Plus anciens"
              {...(before !== "" && { previousHref: hrefOf(chosen) })}
              {...(last && { nextHref: `${hrefOf(chosen)}${chosen === "" ? "?" : "&"}avant=${last}` })}
            >
              {mine.length} {mine.length > 1 ? "messages" : "message"}, les plus récents d’abord
            </Pager>
          </>
        )}
      </WithAside>
    </>
  );
}

function hrefOf(address: string): string {
  return address === "" ? "/demo/boite" : `/demo/boite?boite=${encodeURIComponent(address)}`;
}

function MailRow({ mail }: { mail: CaughtMail }) {
  const at = mail.datedAt ?? mail.receivedAt;
  return (
    <Row
      icon="envelope"
      title={mail.subject || "Sans objet"}
      href={`/demo/boite/${mail.id}`}
      end={<DateText on={localDateAt(at, TIME_ZONE)} format="short" />}
    >
      De {mail.from?.name || mail.from?.address}, à {mail.to.map(({ address }) => address).join(", ")},{" "}
      <TimeText at={at} timeZone={TIME_ZONE} />
    </Row>
  );
}

function NoAnswer() {
  return (
    <>
      <PageHead title="Boîte des clients" />
      <Banner
        tone="caution"
        actions={
          <ButtonLink href="/demo/boite" icon="undo">
            Réessayer
          </ButtonLink>
        }
      >
        La boîte de la démonstration ne répond pas. Si vous l’avez arrêtée, relancez <code>npm start</code>.
        Vos données sont intactes{"\u00a0"}: <Anchor href="/societes">revenir à vos sociétés</Anchor>.
      </Banner>
    </>
  );
}
