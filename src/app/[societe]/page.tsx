import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { clock } from "@/context/clock";
import { rates } from "@/context/rates";
import { formatDateLong } from "@/domain/dateText";
import { capitalised } from "@/domain/legal/phrases";
import { NBSP } from "@/domain/money";
import { firstPath, listPath, type WorkList } from "@/domain/reporting/workChain";
import { decisionCount, workloadSentence } from "@/domain/reporting/workload";
import { WORK_TAB_LABELS, type WorkTab } from "@/domain/reporting/workTabs";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Tabs } from "@/ui/controls/Tabs";
import { Columns } from "@/ui/layout/Columns";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { EmptyState } from "@/ui/messages/EmptyState";
import { Sentence } from "@/ui/text/Sentence";
import { readDeadlines } from "@/usecases/legal/readDeadlines";
import { countWork, readWorklistQuery } from "@/usecases/reporting/readFirmWorklist";
import { readToday, type TodayView } from "@/usecases/reporting/readToday";
import { countTransfers } from "@/usecases/settlement/countTransfers";
import { readRejection } from "@/usecases/settlement/readRejection";
import { pathOfRank } from "../_chain/pathOfRank";
import { enterCompany } from "../_server/company";
import { FlashLine } from "../_server/FlashLine";
import { declarationSection } from "./_aujourdhui/Answers";
import { approvalSection } from "./_aujourdhui/Approvals";
import { callSection } from "./_aujourdhui/Calls";
import { type DayPage, SET_ASIDE } from "./_aujourdhui/DayPage";
import { DaySections } from "./_aujourdhui/DaySections";
import { deadlineSection, hasDeadlines, MissingRates } from "./_aujourdhui/Deadlines";
import { decisionSection } from "./_aujourdhui/Decisions";
import { Held } from "./_aujourdhui/Held";
import { mailSection } from "./_aujourdhui/InboundMails";
import { LeavingAlone } from "./_aujourdhui/LeavingAlone";
import { letterSections } from "./_aujourdhui/Letters";
import { NothingWaits } from "./_aujourdhui/NothingWaits";
import { SetAsideFlash } from "./_aujourdhui/SetAside";
import { Transfers } from "./_aujourdhui/Transfers";

export const metadata: Metadata = { title: "Aujourd’hui" };

type Props = {
  params: Promise<{ societe: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function TodayPage({ params, searchParams }: Props) {
  const { societe } = await params;
  const { user, access, ctx, may } = await enterCompany(societe);
  const query = await searchParams;
  const { rank, ...place } = readWorklistQuery(query);
  const { tab } = place;
  const list: WorkList = { of: "societe", slug: access.slug, tab, company: "" };
  if (rank !== null) redirect(await pathOfRank([ctx.companyId], { ...place, rank }, list, query));
  const { tabs: counts, kinds } = await countWork([ctx.companyId], clock.now());
  const view = await readToday(ctx, user.name, rates);
  const home = `/${access.slug}`;
  const page: DayPage = {
    home,
    slug: access.slug,
    back: listPath(list),
    today: view.today,
    timeZone: view.timeZone,
    mayWork: may("work"),
    mayApprove: may("approve"),
  };
  const setAside = query[SET_ASIDE];
  const rejection = typeof setAside === "string" ? await readRejection(ctx, setAside) : null;
  const deadlines = await readDeadlines(ctx, rates);
  const transfers = await countTransfers(ctx);
  const isIdle = decisionCount(view.workload) === 0 && !hasDeadlines(deadlines) && transfers.count === 0;
  return (
    <PageFrame>
      {rejection ? (
        <SetAsideFlash rejection={rejection} slug={access.slug} mayWork={page.mayWork} back={page.back} />
      ) : (
        <FlashLine params={query} />
      )}
      <PageHead
        title="Aujourd’hui"
        actions={page.mayWork && !view.isNew && <Shortcuts home={home} list={list} toDo={counts[tab]} />}
      >
        <Sentence>{headline(view)}</Sentence>
      </PageHead>
      <MissingRates deadlines={deadlines} page={page} />
      <Transfers {...transfers} page={page} />
      {isIdle ? (
        <NothingWaits isNew={view.isNew} home={home} mayWork={page.mayWork} />
      ) : (
        <>
          <DayTabs counts={counts} list={list} />
          <DaySections
            sections={[
              deadlineSection(deadlines, page),
              callSection(view.calls, page),
              ...letterSections(view.letters, page),
              approvalSection(view.approvals, page),
              mailSection(view.inbound, page),
              declarationSection(view.declarations, page),
              decisionSection(view, page),
            ]}
            tab={list.tab}
            waiting={kinds}
            page={page}
          />
          {list.tab !== "tout" && counts[list.tab] === 0 && (
            <EmptyState title="Rien n’attend ici">
              Les autres décisions sont dans «{NBSP}Tout{NBSP}».
            </EmptyState>
          )}
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

interface ShortcutsProps {
  home: string;
  list: WorkList;
  /** How many decisions the list shows. */
  toDo: number;
}

function Shortcuts({ home, list, toDo }: ShortcutsProps) {
  return (
    <>
      <ButtonLink href={`${home}/factures/nouvelle`} icon="add">
        Facture
      </ButtonLink>
      <ButtonLink href={`${home}/encaissements`} icon="receive">
        Règlement
      </ButtonLink>
      {toDo > 1 && (
        <ButtonLink href={firstPath(list)} iconEnd="arrowRight">
          Traiter à la suite
        </ButtonLink>
      )}
    </>
  );
}

/** The sorts of decisions, where there is more than one. */
function DayTabs({ counts, list }: { counts: Record<WorkTab, number>; list: WorkList }) {
  const tabs = (Object.keys(WORK_TAB_LABELS) as WorkTab[]).filter(
    (tab) => counts[tab] > 0 || tab === list.tab,
  );
  if (tabs.length < 3) return null;
  return (
    <Tabs
      label="Décisions par sorte"
      tabs={tabs.map((tab) => ({
        href: listPath({ ...list, tab }),
        label: WORK_TAB_LABELS[tab],
        count: counts[tab],
        isCurrent: tab === list.tab,
      }))}
    />
  );
}

/** The day, how much waits, and whether the rest needs anyone. */
function headline(view: TodayView): string {
  const day = `${capitalised(formatDateLong(view.today))}.`;
  const work = workloadSentence(view.workload);
  const rest = work !== "" && !view.safeMode && !view.isPaused ? "Le reste part seul." : "";
  return [day, work, rest].filter((part) => part !== "").join(" ");
}
