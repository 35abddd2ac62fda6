import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { formatDate } from "@/domain/dateText";
import { DomainError } from "@/domain/invariant";
import { NBSP } from "@/domain/money";
import { typeset } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { Stack } from "@/ui/layout/Stack";
import { Fact, Facts } from "@/ui/lists/Facts";
import { Row } from "@/ui/lists/Row";
import { Rows } from "@/ui/lists/Rows";
import { Banner } from "@/ui/messages/Banner";
import { Sheet } from "@/ui/surfaces/Sheet";
import { Amount } from "@/ui/text/Amount";
import { Anchor } from "@/ui/text/Anchor";
import { DateText } from "@/ui/text/DateText";
import { NoBreak } from "@/ui/text/NoBreak";
import { TimeText } from "@/ui/text/TimeText";
import { type InboundView, readInbound } from "@/usecases/dunning/handleInbound";
import { GestureButton } from "../../../../_forms/GestureButton";
import { enterCompany } from "../../../../_server/company";
import { FlashLine } from "../../../../_server/FlashLine";
import { noteInbound } from "../../../actions";

export const metadata: Metadata = { title: "Courriel reçu" };

type Props = {
  params: Promise<{ societe: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const TITLES: Record<InboundView["kind"], string> = {
  REPLY: "Réponse reçue",
  AUTO_REPLY: "Réponse automatique",
  BOUNCE: "Message non distribué",
  DELAY: "Message retardé",
  COMPLAINT: "Message signalé comme indésirable",
};

export default async function InboundMailPage({ params, searchParams }: Props) {
  const { societe, id } = await params;
  const { ctx, access, may } = await enterCompany(societe);
  const mail = await readInbound(ctx, id).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === "NOT_FOUND") notFound();
    throw error;
  });
  const home = `/${access.slug}`;
  const isReply = mail.kind === "REPLY";
  return (
    <PageFrame width="narrow">
      <FlashLine params={await searchParams} />
      <Crumbs above={[{ href: home, label: "Aujourd’hui" }]}>{TITLES[mail.kind]}</Crumbs>
      <PageHead title={`${TITLES[mail.kind]}, ${mail.clientName}`}>
        <DateText on={mail.receivedOn} /> à <TimeText at={mail.receivedAtMs} timeZone={mail.timeZone} />
      </PageHead>
      <Stack gap="wide">
        {mail.untilOn && (
          <Banner icon="pause">
            {`La suite des relances attend jusqu’au ${formatDate(mail.untilOn)}, le temps que vous lisiez.`}
          </Banner>
        )}
        <Sheet>
          <div className="prose">
            {mail.text.split(/\n{2,}/).map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </div>
        </Sheet>
        <Facts layout="wide">
          <Fact term="De" notes={mail.fromName ? [mail.fromEmail] : []}>
            {mail.fromName || mail.fromEmail}
          </Fact>
          <Fact term="Objet">{mail.subject}</Fact>
          <Fact term="À propos de" notes={[`Envoyé à ${mail.message.toEmails.join(", ")}`]}>
            <Anchor href={`${home}/messages/${mail.message.id}`}>{mail.message.subject}</Anchor>
          </Fact>
        </Facts>
        {mail.invoices.length > 0 && (
          <Section title="Factures concernées" count={mail.invoices.length}>
            <Rows>
              {mail.invoices.map((invoice) => (
                <Row
                  key={invoice.id}
                  title={<NoBreak>{invoice.number}</NoBreak>}
                  href={`${home}/factures/${invoice.id}`}
                  end={<Amount cents={invoice.balanceCents} size="strong" />}
                  actions={
                    may("work") &&
                    isReply && (
                      <ButtonLink href={`${home}/factures/${invoice.id}/suspendre`} size="small">
                        Suspendre<span className="sr"> la facture {invoice.number}</span>
                      </ButtonLink>
                    )
                  }
                />
              ))}
            </Rows>
          </Section>
        )}
        {may("work") && !mail.isHandled && (
          <div className="btns">
            {isReply && (
              <ButtonLink
                href={`mailto:${mail.fromEmail}?subject=${encodeURIComponent(`Re: ${mail.message.subject}`)}`}
              >
                Répondre par courriel
              </ButtonLink>
            )}
            <GestureButton
              action={noteInbound}
              values={{ societe: access.slug, retour: home, courriel: mail.id }}
              variant="primary"
            >
              {isReply ? "C’est lu, reprendre les relances" : "C’est noté"}
            </GestureButton>
          </div>
        )}
        {mail.isHandled && (
          <p className="small muted">{typeset(`Lu${NBSP}: les relances suivent leur cours.`)}</p>
        )}
      </Stack>
    </PageFrame>
  );
}
