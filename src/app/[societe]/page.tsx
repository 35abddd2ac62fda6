import type { Metadata } from "next";
import { rates } from "@/context/rates";
import { formatDateLong } from "@/domain/dateText";
import { capitalised } from "@/domain/legal/phrases";
import { decisionCount, workloadSentence } from "@/domain/reporting/workload";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Columns } from "@/ui/layout/Columns";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Sentence } from "@/ui/text/Sentence";
import { readDeadlines } from "@/usecases/legal/readDeadlines";
import { readToday, type TodayView } from "@/usecases/reporting/readToday";
import { readRejection } from "@/usecases/settlement/readRejection";
import { enterCompany } from "../_server/company";
import { FlashLine } from "../_server/FlashLine";
import { Declarations } from "./_aujourdhui/Answers";
import { Approvals } from "./_aujourdhui/Approvals";
import { Calls } from "./_aujourdhui/Calls";
import { type DayPage, SET_ASIDE } from "./_aujourdhui/DayPage";
import { DeadlineRows, hasDeadlines, MissingRates } from "./_aujourdhui/Deadlines";
import { Decisions } from "./_aujourdhui/Decisions";
import { Held } from "./_aujourdhui/Held";
import { InboundMails } from "./_aujourdhui/InboundMails";
import { LeavingAlone } from "./_aujourdhui/LeavingAlone";
import { Letters } from "./_aujourdhui/Letters";
import { NothingWaits } from "./_aujourdhui/NothingWaits";
import { SetAsideFlash } from "./_aujourdhui/SetAside";

export const metadata: Metadata = { title: "Aujourd’hui" };

type Props = {
  params: Promise<{ societe: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function TodayPage({ params, searchParams }: Props) {
  const { societe } = await params;
  const { user, access, ctx, may } = await enterCompany(societe);
  const view = await readToday(ctx, user.name, rates);
  const home = `/${access.slug}`;
  const page: DayPage = {
    home,
    slug: access.slug,
    today: view.today,
    timeZone: view.timeZone,
    mayWork: may("work"),
    mayApprove: may("approve"),
  };
  const query = await searchParams;
  const setAside = query[SET_ASIDE];
  const rejection = typeof setAside === "string" ? await readRejection(ctx, setAside) : null;
  const deadlines = await readDeadlines(ctx, rates);
  const isIdle = decisionCount(view.workload) === 0 && !hasDeadlines(deadlines);
  return (
    <PageFrame>
      {rejection ? (
        <SetAsideFlash rejection={rejection} slug={access.slug} mayWork={page.mayWork} back={home} />
      ) : (
        <FlashLine params={query} />
      )}
      <PageHead title="Aujourd’hui" actions={page.mayWork && !view.isNew && <Shortcuts home={home} />}>
        <Sentence>{headline(view)}</Sentence>
      </PageHead>
      <MissingRates deadlines={deadlines} page={page} />
      {isIdle ? (
        <NothingWaits isNew={view.isNew} home={home} mayWork={page.mayWork} />
      ) : (
        <>
          <DeadlineRows deadlines={deadlines} page={page} />
          <Calls calls={view.calls} count={view.workload.calls} page={page} />
          <Letters letters={view.letters} page={page} />
          <Approvals messages={view.approvals} page={page} />
          <InboundMails mails={view.inbound} page={page} />
          <Declarations answers={view.declarations} page={page} />
          <Decisions {...view} page={page} />
        </>
      )}
      {!view.isNew && (
        <Columns widths="main">
          <LeavingAlone {...view} page={page} />
          <Held held={view.held} isPaused={view.isPaused} home={home} />
        </Columns>
      )}
    </PageFrame>
  );
}

function Shortcuts({ home }: { home: string }) {
  return (
    <>
      <ButtonLink href={`${home}/factures/nouvelle`} icon="add">
        Facture
      </ButtonLink>
      <ButtonLink href={`${home}/encaissements`} icon="receive">
        Règlement
      </ButtonLink>
    </>
  );
}

/** The day, how much waits, and whether the rest needs anyone. */
function headline(view: TodayView): string {
  const day = `${capitalised(formatDateLong(view.today))}.`;
  const work = workloadSentence(view.workload);
  const rest = work !== "" && !view.safeMode && !view.isPaused ? "Le reste part seul." : "";
  return [day, work, rest].filter((part) => part !== "").join(" ");
}
