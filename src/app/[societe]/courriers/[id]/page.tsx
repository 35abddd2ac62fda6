import type { Metadata } from "next";
import { postalCarrier } from "@/context/post";
import { rates } from "@/context/rates";
import { formatDate } from "@/domain/dateText";
import { offsetLabel } from "@/domain/dunning/scenario";
import { NBSP } from "@/domain/money";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { WithAside } from "@/ui/layout/WithAside";
import { LetterTwin } from "@/ui/letter/LetterTwin";
import { EmptyState } from "@/ui/messages/EmptyState";
import { Pill } from "@/ui/text/Pill";
import { Sentence } from "@/ui/text/Sentence";
import { type LetterView, readLetter } from "@/usecases/dunning/readLetter";
import { enterCompany } from "../../../_server/company";
import { FlashLine } from "../../../_server/FlashLine";
import { orNotFound } from "../../../_server/orNotFound";
import { CHANNEL_NAMES, letterStage } from "../_parts/letterWords";
import { LetterAside } from "./_parts/LetterAside";
import { LetterFindings } from "./_parts/LetterFindings";
import { LetterGestures } from "./_parts/LetterGestures";
import { LetterLife } from "./_parts/LetterLife";
import type { LetterPageContext } from "./_parts/LetterPage";
import { LetterWarnings } from "./_parts/LetterWarnings";

export const metadata: Metadata = { title: "Courrier" };

type Props = {
  params: Promise<{ societe: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function LetterPage({ params, searchParams }: Props) {
  const { societe, id } = await params;
  const { ctx, access, may } = await enterCompany(societe);
  const letter = await orNotFound(readLetter(ctx, id, rates));
  const home = `/${access.slug}`;
  const page: LetterPageContext = {
    letter,
    home,
    slug: access.slug,
    here: `${home}/courriers/${letter.id}`,
    mayWork: may("work"),
    mayApprove: may("approve"),
    mayOwn: may("own"),
    ownFirmId: access.firmId,
    hasCarrier: postalCarrier().kind !== "manual",
  };
  const stage = letterStage({
    ...letter,
    isReplaced: letter.replacedById !== null,
    problem: letter.outcome,
    isHanded: letter.dispatch?.isHanded ?? false,
  });
  return (
    <PageFrame>
      <FlashLine params={await searchParams} />
      <Crumbs
        above={[
          { href: `${home}/courriers`, label: "Courriers" },
          { href: `${home}/clients/${letter.client.id}`, label: letter.client.name },
        ]}
      >
        {CHANNEL_NAMES[letter.channel]}
      </Crumbs>
      <LetterWarnings page={page} />
      <PageHead
        title={letter.client.name}
        pill={
          <Pill icon={stage.icon} {...(stage.tone && { tone: stage.tone })}>
            {stage.word}
          </Pill>
        }
        {...(letter.totalCents > 0n && { amountCents: letter.totalCents })}
        actions={<LetterGestures page={page} />}
      >
        <Sentence>{situation(letter)}</Sentence>
      </PageHead>
      <WithAside asideLabel="Repères" aside={<LetterAside page={page} />}>
        <LetterLife page={page} />
        <LetterFindings page={page} />
        <Section
          title={letter.state === "DRAFT" ? "La lettre, telle qu’elle serait aujourd’hui" : "La lettre"}
          id="lettre"
        >
          <Twin letter={letter} />
        </Section>
      </WithAside>
    </PageFrame>
  );
}

function Twin({ letter }: { letter: LetterView }) {
  if (letter.notice) return <LetterTwin notice={letter.notice} />;
  return (
    <EmptyState icon="envelope" level={3} title="Pas encore de lettre">
      {letter.state === "CANCELLED"
        ? "Cette lettre a été retirée avant d’être rédigée."
        : "Elle sera rédigée dès que ce qui manque ci-dessus sera complété."}
    </EmptyState>
  );
}

/** `Mise en demeure de l'étape J+30, datée du 23 novembre 2026.` */
function situation(letter: LetterView): string {
  const { channel, offsetDays, datedOn, state, outcome } = letter;
  const step = offsetDays === null ? "" : ` de l’étape ${offsetLabel(offsetDays)}`;
  const name = `${CHANNEL_NAMES[channel]}${step}`;
  if (state === "DRAFT") return `${name}, en préparation.`;
  if (state === "CANCELLED") return `${name}, retirée${NBSP}: ${outcome ?? "par une personne."}`;
  return `réclamés par ${name.charAt(0).toLowerCase()}${name.slice(1)}, datée du ${formatDate(datedOn)}.`;
}
