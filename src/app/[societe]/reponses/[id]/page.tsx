import type { Metadata } from "next";
import type { ReactNode } from "react";
import { NBSP } from "@/domain/money";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { BriefRow } from "@/ui/lists/BriefRow";
import { Rows } from "@/ui/lists/Rows";
import { Banner } from "@/ui/messages/Banner";
import { Amount } from "@/ui/text/Amount";
import { Anchor } from "@/ui/text/Anchor";
import { DateText } from "@/ui/text/DateText";
import { NoBreak } from "@/ui/text/NoBreak";
import { Pill } from "@/ui/text/Pill";
import { Sentence } from "@/ui/text/Sentence";
import { type AnswerView, readAnswer } from "@/usecases/settlement/readAnswer";
import { type RejectionView, readRejection } from "@/usecases/settlement/readRejection";
import { GestureButton } from "../../../_forms/GestureButton";
import { enterCompany } from "../../../_server/company";
import { FlashLine } from "../../../_server/FlashLine";
import { orNotFound } from "../../../_server/orNotFound";
import { SetAsideBanner } from "../../_aujourdhui/SetAside";
import { setAnswerAside } from "../../actions";
import { ConfirmPayment } from "./_parts/ConfirmPayment";
import { Conversation, OtherAnswers } from "./_parts/Conversation";
import { DecidePlan } from "./_parts/DecidePlan";
import { NewPromise } from "./_parts/NewPromise";
import { NoteContact } from "./_parts/NoteContact";
import { SettleDispute } from "./_parts/SettleDispute";
import { saidWords, TITLES } from "./_parts/words";

export const metadata: Metadata = { title: "Réponse d’un client" };

type Props = {
  params: Promise<{ societe: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function AnswerPage({ params, searchParams }: Props) {
  const { societe, id } = await params;
  const { access, ctx, may } = await enterCompany(societe);
  const answer = await orNotFound(readAnswer(ctx, id));
  const home = `/${access.slug}`;
  const rejection = answer.isWaiting ? null : await readRejection(ctx, id);
  return (
    <PageFrame width="narrow">
      <FlashLine params={await searchParams} />
      <Crumbs above={[{ href: home, label: "Aujourd’hui" }]}>{TITLES[answer.kind]}</Crumbs>
      <PageHead
        title={answer.clientName}
        pill={pillOf(answer)}
        amountCents={answer.saidAmountCents ?? answer.amountCents}
      >
        <Sentence>{saidWords(answer)}</Sentence>
      </PageHead>
      {answer.message && (
        <blockquote className="quote">
          «{NBSP}
          {answer.message}
          {NBSP}»
        </blockquote>
      )}
      {answer.isWaiting ? (
        may("work") && gesturesOf(answer, access.slug)
      ) : (
        <Decided rejection={rejection} slug={access.slug} mayWork={may("work")} />
      )}
      {answer.plan && (
        <DecidePlan answer={answer} plan={answer.plan} slug={access.slug} mayWork={may("work")} />
      )}
      <Conversation answer={answer} slug={access.slug} mayWork={may("work")} />
      <OtherAnswers answer={answer} slug={access.slug} />
      <Invoices answer={answer} home={home} />
      {answer.isWaiting && may("work") && answer.kind !== "ALREADY_PAID" && (
        <Section title="Annuler cette réponse">
          <GestureButton
            action={setAnswerAside}
            values={{ societe: access.slug, retour: home, reponse: answer.id }}
            variant="quiet"
          >
            N’en pas tenir compte et reprendre les relances
          </GestureButton>
        </Section>
      )}
    </PageFrame>
  );
}

interface DecidedProps {
  rejection: RejectionView | null;
  slug: string;
  mayWork: boolean;
}

function Decided({ rejection, ...page }: DecidedProps) {
  if (!rejection) return <Banner icon="check">Cette réponse a été traitée.</Banner>;
  const back = `/${page.slug}/reponses/${rejection.answerId}`;
  return <SetAsideBanner rejection={rejection} {...page} back={back} />;
}

function pillOf({ kind, isBroken }: AnswerView): ReactNode {
  if (kind === "DISPUTE") {
    return (
      <Pill tone="info" icon="dispute">
        Litige
      </Pill>
    );
  }
  if (kind === "PROMISE") {
    return isBroken ? (
      <Pill tone="caution" icon="calendarCross">
        Promesse non tenue
      </Pill>
    ) : (
      <Pill tone="info" icon="calendarCheck">
        Promesse
      </Pill>
    );
  }
  if (kind === "ALREADY_PAID") {
    return (
      <Pill tone="positive" icon="receive">
        Dit avoir payé
      </Pill>
    );
  }
  if (kind === "INSTALMENTS") {
    return (
      <Pill tone={isBroken ? "caution" : "info"} icon={isBroken ? "calendarCross" : "calendar"}>
        {isBroken ? "Échéancier non tenu" : "Échéancier"}
      </Pill>
    );
  }
  return (
    <Pill tone="info" icon="question">
      {TITLES[kind]}
    </Pill>
  );
}

function gesturesOf(answer: AnswerView, slug: string): ReactNode {
  switch (answer.kind) {
    case "ALREADY_PAID":
      return <ConfirmPayment answer={answer} slug={slug} />;
    case "PROMISE":
      return <NewPromise answer={answer} slug={slug} />;
    case "DISPUTE":
      return <SettleDispute answer={answer} slug={slug} />;
    case "WRONG_RECIPIENT":
      return <NoteContact answer={answer} slug={slug} />;
    case "INSTALMENTS":
    case "INVOICE_COPY":
    case "MESSAGE":
      return null;
  }
}

function Invoices({ answer, home }: { answer: AnswerView; home: string }) {
  return (
    <Section title="Factures concernées" count={answer.invoices.length}>
      <Rows>
        {answer.invoices.map((invoice) => (
          <BriefRow
            key={invoice.id}
            title={
              <Anchor href={`${home}/factures/${invoice.id}`}>
                <NoBreak>{invoice.number}</NoBreak>
              </Anchor>
            }
            end={<Amount cents={invoice.balanceCents} />}
          >
            Échéance le <DateText on={invoice.dueOn} />
            {!invoice.isOpen && ", close"}
          </BriefRow>
        ))}
      </Rows>
    </Section>
  );
}
