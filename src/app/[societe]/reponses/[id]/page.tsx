import type { Metadata } from "next";
import type { ReactNode } from "react";
import { formatDate } from "@/domain/calendar";
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
import { enterCompany } from "../../../_server/company";
import { FlashLine } from "../../../_server/FlashLine";
import { orNotFound } from "../../../_server/orNotFound";
import { declarationWords } from "../../_aujourdhui/Answers";
import { ConfirmPayment } from "./_parts/ConfirmPayment";
import { NewPromise } from "./_parts/NewPromise";
import { SettleDispute } from "./_parts/SettleDispute";

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
        <Banner icon="check">Cette réponse a été traitée.</Banner>
      )}
      <Invoices answer={answer} home={home} />
    </PageFrame>
  );
}

const TITLES: Record<AnswerView["kind"], string> = {
  ALREADY_PAID: `«${NBSP}J’ai payé${NBSP}»`,
  PROMISE: "Promesse",
  DISPUTE: "Litige",
};

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
  return (
    <Pill tone="positive" icon="receive">
      Dit avoir payé
    </Pill>
  );
}

function saidWords(answer: AnswerView): string {
  if (answer.kind === "ALREADY_PAID") return declarationWords(answer);
  const by = { LINK: "par le lien de la relance", CALL: "au téléphone", CREDITOR: "noté par vous" }[
    answer.source
  ];
  const said = `le ${formatDate(answer.saidOn)}, ${by}`;
  if (answer.kind === "DISPUTE") return `Contesté ${said}. Les relances attendent votre réponse.`;
  const day = answer.onDate ? ` pour le ${formatDate(answer.onDate)}` : "";
  return `Promis ${said}${day}.`;
}

function gesturesOf(answer: AnswerView, slug: string): ReactNode {
  switch (answer.kind) {
    case "ALREADY_PAID":
      return <ConfirmPayment answer={answer} slug={slug} />;
    case "PROMISE":
      return <NewPromise answer={answer} slug={slug} />;
    case "DISPUTE":
      return <SettleDispute answer={answer} slug={slug} />;
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
