import type { Metadata } from "next";
import type { ReactNode } from "react";
import { mandateDay } from "@/auth/companyAccess";
import { clock } from "@/context/clock";
import type { LocalDate } from "@/domain/calendar";
import { formatDateLong } from "@/domain/dateText";
import { capitalised } from "@/domain/legal/phrases";
import { NBSP } from "@/domain/money";
import { countWords } from "@/domain/reporting/countWords";
import { type WaitingKind, waitingSentence } from "@/domain/reporting/waiting";
import { transferNoun } from "@/domain/settlement/transferWords";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { FilterBar } from "@/ui/controls/FilterBar";
import { Pager } from "@/ui/controls/Pager";
import { SearchInput } from "@/ui/controls/SearchInput";
import { Select } from "@/ui/controls/Select";
import { Tabs } from "@/ui/controls/Tabs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { EmptyState } from "@/ui/messages/EmptyState";
import { CompanyTable } from "@/ui/tables/CompanyTable";
import { DateText } from "@/ui/text/DateText";
import { Notice } from "@/ui/text/Notice";
import { Sentence } from "@/ui/text/Sentence";
import { readFirmCompanies } from "@/usecases/reporting/readFirmCompanies";
import { FlashLine } from "../../_server/FlashLine";
import { enterFirm } from "../../_server/firm";
import {
  countTabs,
  FIRM_TABS,
  type FirmQuery,
  type FirmTab,
  isToRenew,
  type ListedCompany,
  listCompanies,
  needsSomeone,
  readFirmQuery,
  withMandates,
} from "./_parts/firmList";

export const metadata: Metadata = { title: "Sociétés du cabinet" };

type Props = {
  params: Promise<{ cabinet: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const TAB_LABELS: Record<FirmTab, string> = {
  "a-traiter": "À traiter",
  "mode-sur": "En mode sûr",
  mandats: "Mandats à renouveler",
  toutes: "Toutes",
};

const ORDER_OPTIONS = [
  { value: "a-faire", label: "Le plus à faire d’abord" },
  { value: "retard", label: "Le plus en retard d’abord" },
  { value: "nom", label: "Par nom" },
];

export default async function FirmPage({ params, searchParams }: Props) {
  const { cabinet } = await params;
  const search = await searchParams;
  const { firm, mandates } = await enterFirm(cabinet);
  const open = await mandates();
  const now = clock.now();
  const today = mandateDay(now);
  const ids = open.map(({ companyId }) => companyId);
  const companies = withMandates(await readFirmCompanies(ids, now), open);
  const query = readFirmQuery(search);
  const list = listCompanies(companies, query, today);
  const counts = countTabs(companies, today);
  const base = `/cabinet/${firm.slug}`;
  return (
    <PageFrame>
      <FlashLine params={search} />
      <PageHead
        title={titleOf(companies)}
        actions={
          <>
            <ButtonLink href={`${base}/mandats`} icon="add">
              Société
            </ButtonLink>
            {companies.some(({ toDoCount }) => toDoCount > 0) && (
              <ButtonLink href={`${base}/a-faire?rang=1`} variant="primary" iconEnd="arrowRight">
                Tout traiter à la suite
              </ButtonLink>
            )}
          </>
        }
      >
        <Sentence>{subOf(companies, today)}</Sentence>
      </PageHead>
      <Tabs
        label="Sociétés du cabinet"
        tabs={FIRM_TABS.map((tab) => ({
          href: hrefOf(base, { ...query, tab, after: "" }),
          label: TAB_LABELS[tab],
          count: counts[tab],
          isCurrent: tab === query.tab,
        }))}
      />
      <FilterBar label="Filtrer les sociétés" action={base} kept={{ liste: query.tab }}>
        <SearchInput
          label="Chercher une société ou un SIREN"
          placeholder="Société ou SIREN"
          defaultValue={query.search}
        />
        <Select name="ordre" label="Ordre" isLabelHidden defaultValue={query.order} options={ORDER_OPTIONS} />
      </FilterBar>
      {list.page.length === 0 ? (
        <NoCompany base={base} query={query} hasAny={companies.length > 0} />
      ) : (
        <>
          <CompanyTable
            caption={`Sociétés, ${TAB_LABELS[query.tab].toLowerCase()}`}
            companies={list.page.map((company) => rowOf(company, today))}
          />
          <Pager
            {...(query.after && { previousHref: hrefOf(base, { ...query, after: "" }) })}
            {...(list.next && { nextHref: hrefOf(base, { ...query, after: list.next }) })}
            previousLabel="Premières"
          >
            {`${list.total}${NBSP}société${list.total > 1 ? "s" : ""} sur ${companies.length}`}
          </Pager>
        </>
      )}
    </PageFrame>
  );
}

function titleOf(companies: readonly ListedCompany[]): string {
  const decisions = companies.reduce((sum, { toDoCount }) => sum + toDoCount, 0);
  const places = companies.filter(({ toDoCount }) => toDoCount > 0).length;
  if (decisions === 0) return "Aucune décision n’attend";
  const what = `${capitalised(countWords(decisions, "feminine"))} décision${decisions > 1 ? "s" : ""}`;
  return `${what}, dans ${countWords(places, "feminine")} société${places > 1 ? "s" : ""}`;
}

function subOf(companies: readonly ListedCompany[], today: LocalDate): string {
  const day = `${capitalised(formatDateLong(today))}.${transferSentence(companies)}`;
  const quiet = companies.filter((company) => !needsSomeone(company)).length;
  if (companies.length === 0 || quiet === 0) return day;
  const others = quiet === companies.length ? "" : quiet > 1 ? " autres" : " autre";
  const words = capitalised(countWords(quiet, "feminine"));
  return quiet > 1
    ? `${day} ${words}${others} sociétés n’ont besoin de personne aujourd’hui.`
    : `${day} ${words}${others} société n’a besoin de personne aujourd’hui.`;
}

/** Transfers are matched on a page of their own, beside the decisions. */
function transferSentence(companies: readonly ListedCompany[]): string {
  const places = companies.filter(({ transferCount }) => transferCount > 0).length;
  if (places === 0) return "";
  return ` Des virements sont à rapprocher dans ${countWords(places, "feminine")} société${places > 1 ? "s" : ""}.`;
}

function rowOf(company: ListedCompany, today: LocalDate) {
  return {
    id: company.companyId,
    href: `/${company.slug}`,
    name: company.name,
    note: `${company.legalForm}, ${company.city}`,
    toDoCount: company.toDoCount,
    needs: needsOf(company),
    aloneCount: company.aloneCount,
    overdueCents: company.overdueCents,
    oldCents: company.oldCents,
    mandate: mandateOf(company, today),
  };
}

const PRESSING: readonly WaitingKind[] = ["CLAIM_TO_DECLARE", "LIMITATION", "UNCERTAIN", "FAILED"];

/** What waits, in words; what presses is marked. */
function needsOf(company: ListedCompany): ReactNode {
  const decisions = waitingSentence(company.waiting);
  const transfers = transferNoun(company.transferCount);
  const words = [decisions, transfers].filter((part) => part !== "").join(", ");
  if (company.isPaused) {
    return <Notice tone="caution">{`Relances arrêtées${words ? `, ${words}` : ""}`}</Notice>;
  }
  const presses = PRESSING.some((kind) => company.waiting.has(kind));
  if (presses) return <Notice tone="caution">{words}</Notice>;
  return words || "Rien";
}

function mandateOf(company: ListedCompany, today: LocalDate): ReactNode {
  if (company.endsOn !== null && isToRenew(company, today)) {
    return (
      <span className="is-caution">
        Expire le <DateText on={company.endsOn} format="short" />
      </span>
    );
  }
  return <DateText on={company.grantedOn} format="shortYear" />;
}

function hrefOf(base: string, query: FirmQuery): string {
  const params = new URLSearchParams({ liste: query.tab });
  if (query.order !== "a-faire") params.set("ordre", query.order);
  if (query.search) params.set("q", query.search);
  if (query.after) params.set("apres", query.after);
  return `${base}?${params}`;
}

function NoCompany({ base, query, hasAny }: { base: string; query: FirmQuery; hasAny: boolean }) {
  if (!hasAny) {
    return (
      <EmptyState
        icon="building"
        title="Aucune société ne vous a encore donné mandat"
        action={
          <ButtonLink href={`${base}/mandats`} variant="primary" icon="add">
            Ajouter une société
          </ButtonLink>
        }
      >
        Donnez l’identifiant du cabinet à vos clients, ou invitez-les à ouvrir leur société.
      </EmptyState>
    );
  }
  if (query.search) {
    return (
      <EmptyState icon="search" title="Aucune société ne correspond">
        Vérifiez l’orthographe, ou cherchez dans «{NBSP}Toutes{NBSP}».
      </EmptyState>
    );
  }
  return (
    <EmptyState title={query.tab === "mandats" ? "Aucun mandat à renouveler" : "Rien ici aujourd’hui"}>
      {query.tab === "a-traiter"
        ? "Aucune société n’attend de décision. Ce qui pouvait partir seul part seul."
        : `Toutes les sociétés du cabinet sont dans «${NBSP}Toutes${NBSP}».`}
    </EmptyState>
  );
}
