import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { MandatedCompany } from "@/auth/firmAccess";
import { clock } from "@/context/clock";
import { NBSP } from "@/domain/money";
import { firstPath, listPath, type WorkList } from "@/domain/reporting/workChain";
import { WORK_TAB_LABELS, type WorkTab } from "@/domain/reporting/workTabs";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { FilterBar } from "@/ui/controls/FilterBar";
import { Pager } from "@/ui/controls/Pager";
import { Select } from "@/ui/controls/Select";
import { Tabs } from "@/ui/controls/Tabs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { EmptyState } from "@/ui/messages/EmptyState";
import {
  readFirmWorklist,
  readWorklistQuery,
  type WorklistView,
} from "@/usecases/reporting/readFirmWorklist";
import { countFirmTransfers } from "@/usecases/settlement/countTransfers";
import { pathOfRank } from "../../../_chain/pathOfRank";
import { FlashLine } from "../../../_server/FlashLine";
import { enterFirm } from "../../../_server/firm";
import { TransferRows } from "./_parts/TransferRows";
import { WorkRows } from "./_parts/WorkRows";

export const metadata: Metadata = { title: "À faire" };

type Props = {
  params: Promise<{ cabinet: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function FirmWorklistPage({ params, searchParams }: Props) {
  const { cabinet } = await params;
  const search = await searchParams;
  const query = readWorklistQuery(search);
  const { firm, mandates } = await enterFirm(cabinet);
  const open = await mandates();
  const only = open.find(({ slug }) => slug === query.company);
  const ids = (only ? [only] : open).map(({ companyId }) => companyId);
  const list: WorkList = { of: "cabinet", slug: firm.slug, tab: query.tab, company: only?.slug ?? "" };
  const { rank, ...place } = query;
  if (rank !== null) redirect(await pathOfRank(ids, { ...place, rank }, list, search));
  const view = await readFirmWorklist(ids, query, clock.now());
  const isWhole = query.tab === "tout" && query.after === null;
  const transfers = isWhole ? await countFirmTransfers(ids) : [];
  return (
    <PageFrame>
      <FlashLine params={search} />
      <PageHead
        title="À faire"
        actions={
          view.counts[query.tab] > 1 && (
            <ButtonLink href={firstPath(list)} variant="primary" iconEnd="arrowRight">
              Tout traiter à la suite
            </ButtonLink>
          )
        }
      >
        Les décisions de vos sociétés, la plus ancienne d’abord. Chacune se traite chez la société, qui en
        garde la trace.
      </PageHead>
      <Tabs
        label="Décisions par sorte"
        tabs={(Object.keys(WORK_TAB_LABELS) as WorkTab[]).map((tab) => ({
          href: listPath({ ...list, tab }),
          label: WORK_TAB_LABELS[tab],
          count: view.counts[tab],
          isCurrent: tab === query.tab,
        }))}
      />
      {open.length > 1 && <CompanyFilter companies={open} list={list} />}
      {transfers.length > 0 && <TransferRows transfers={transfers} companies={open} />}
      {view.lines.length === 0 ? (
        transfers.length === 0 && <EmptyState title="Rien n’attend ici">{emptyWords(list, only)}</EmptyState>
      ) : (
        <WorkPage view={view} list={list} isFirst={query.after === null} />
      )}
    </PageFrame>
  );
}

function emptyWords({ tab, company }: WorkList, only: MandatedCompany | undefined): string {
  if (tab !== "tout") return `Les autres décisions sont dans «${NBSP}Tout${NBSP}».`;
  return company === "" ? "Toutes les sociétés du cabinet sont à jour." : `${only?.name ?? ""} est à jour.`;
}

function CompanyFilter({ companies, list }: { companies: readonly MandatedCompany[]; list: WorkList }) {
  const options = [...companies]
    .sort((a, b) => a.name.localeCompare(b.name, "fr"))
    .map(({ slug, name }) => ({ value: slug, label: name }));
  return (
    <FilterBar
      label="Filtrer les décisions"
      action={listPath({ ...list, tab: "tout", company: "" })}
      kept={list.tab === "tout" ? {} : { liste: list.tab }}
    >
      <Select
        name="societe"
        label="Société"
        isLabelHidden
        defaultValue={list.company}
        options={[{ value: "", label: "Toutes les sociétés" }, ...options]}
      />
    </FilterBar>
  );
}

function WorkPage({ view, list, isFirst }: { view: WorklistView; list: WorkList; isFirst: boolean }) {
  const total = view.counts[list.tab];
  return (
    <>
      <WorkRows lines={view.lines} list={list} firstRank={total - view.left + 1} total={total} />
      <Pager
        {...(!isFirst && { previousHref: listPath(list) })}
        {...(view.next && { nextHref: listPath(list, { apres: view.next }) })}
        previousLabel="Premières"
      >
        {`${view.lines.length} sur ${total}`}
      </Pager>
    </>
  );
}
