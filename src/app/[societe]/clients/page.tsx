import type { Metadata } from "next";
import { habitShort } from "@/domain/reporting/paymentHabits";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { FilterBar } from "@/ui/controls/FilterBar";
import { FilterChips } from "@/ui/controls/FilterChips";
import { Pager } from "@/ui/controls/Pager";
import { SearchInput } from "@/ui/controls/SearchInput";
import { Select } from "@/ui/controls/Select";
import { Tabs } from "@/ui/controls/Tabs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { EmptyState } from "@/ui/messages/EmptyState";
import { ClientTable } from "@/ui/tables/ClientTable";
import { Amount } from "@/ui/text/Amount";
import {
  CLIENT_TABS,
  type ClientLine,
  type ClientQuery,
  listClients,
  readClientQuery,
} from "@/usecases/parties/listClients";
import { enterCompany } from "../../_server/company";
import { FlashLine } from "../../_server/FlashLine";
import { KIND_FILTERS, KIND_WORDS } from "./_parts/kinds";

export const metadata: Metadata = { title: "Clients" };

type Props = {
  params: Promise<{ societe: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const TAB_LABELS: Record<(typeof CLIENT_TABS)[number], string> = {
  tous: "Tous",
  "en-retard": "En retard",
  archives: "Archivés",
};

export default async function ClientsPage({ params, searchParams }: Props) {
  const { societe } = await params;
  const search = await searchParams;
  const { ctx, access, may } = await enterCompany(societe);
  const query = readClientQuery(search);
  const list = await listClients(ctx, query);
  const base = `/${access.slug}/clients`;
  return (
    <PageFrame>
      <FlashLine params={search} />
      <PageHead
        title="Clients"
        actions={
          may("work") && (
            <ButtonLink href={`${base}/nouveau`} icon="add" variant="primary">
              Nouveau client
            </ButtonLink>
          )
        }
      >
        <Amount cents={list.overdueCents} /> en retard sur <Amount cents={list.openCents} /> d’encours.
      </PageHead>
      <Tabs
        label="Clients par état"
        tabs={CLIENT_TABS.map((tab) => ({
          href: hrefOf(base, { ...query, tab }),
          label: TAB_LABELS[tab],
          count: list.counts[tab],
          isCurrent: tab === query.tab,
        }))}
      />
      <FilterBar label="Filtrer les clients" action={base} kept={{ etat: query.tab, tri: query.sort }}>
        <SearchInput
          label="Chercher un client"
          placeholder="Nom, SIREN ou adresse électronique"
          defaultValue={query.search}
        />
        <Select
          name="type"
          label="Type de client"
          isLabelHidden
          defaultValue={query.kind ?? ""}
          options={KIND_FILTERS}
        />
      </FilterBar>
      <ActiveFilters base={base} query={query} />
      {list.lines.length === 0 ? (
        <NoClient slug={access.slug} query={query} mayWork={may("work")} />
      ) : (
        <>
          <ClientTable
            caption={
              query.sort === "nom" ? "Clients par nom" : "Clients, ceux qui ont le plus de retard d’abord"
            }
            sorted={query.sort === "nom" ? "name" : "overdue"}
            sortHrefs={{
              name: hrefOf(base, { ...query, sort: "nom" }),
              overdue: hrefOf(base, { ...query, sort: "retard" }),
            }}
            clients={list.lines.map((line) => rowOf(base, line))}
          />
          <Pager
            {...(list.previous && { previousHref: `${hrefOf(base, query)}&avant=${list.previous}` })}
            {...(list.next && { nextHref: `${hrefOf(base, query)}&apres=${list.next}` })}
            previousLabel="Précédents"
            nextLabel="Suivants"
          >
            {shownSentence(list.lines.length, query)}
          </Pager>
        </>
      )}
    </PageFrame>
  );
}

function rowOf(base: string, line: ClientLine) {
  return {
    id: line.id,
    href: `${base}/${line.id}`,
    name: line.name,
    kind: KIND_WORDS[line.kind],
    nextStep: line.next,
    ...(line.usualDelayDays !== null && { habit: habitShort(line.usualDelayDays) }),
    oldestDaysLate: line.oldestDaysLate,
    openCents: line.openCents,
    overdueCents: line.overdueCents,
    hasRefusedAddress: line.hasRefusedAddress,
  };
}

function shownSentence(count: number, { sort }: ClientQuery): string {
  const clients = count > 1 ? `${count} clients affichés` : "Un client affiché";
  return sort === "nom" ? `${clients}, par nom` : `${clients}, les plus en retard d’abord`;
}

function hrefOf(base: string, query: ClientQuery): string {
  const params = new URLSearchParams({ etat: query.tab });
  if (query.sort !== "retard") params.set("tri", query.sort);
  if (query.search) params.set("q", query.search);
  if (query.kind) params.set("type", query.kind);
  return `${base}?${params}`;
}

function ActiveFilters({ base, query }: { base: string; query: ClientQuery }) {
  const filters = [
    ...(query.search
      ? [{ label: `«\u00a0${query.search}\u00a0»`, removeHref: hrefOf(base, { ...query, search: "" }) }]
      : []),
    ...(query.kind
      ? [{ label: KIND_WORDS[query.kind], removeHref: hrefOf(base, { ...query, kind: null }) }]
      : []),
  ];
  const clearHref = hrefOf(base, { ...query, search: "", kind: null });
  return <FilterChips filters={filters} clearHref={clearHref} />;
}

function NoClient({ slug, query, mayWork }: { slug: string; query: ClientQuery; mayWork: boolean }) {
  if (query.search !== "" || query.kind !== null) {
    return (
      <EmptyState icon="search" title="Aucun client ne correspond">
        Retirez un filtre, ou cherchez par le nom, le SIREN ou l’adresse électronique.
      </EmptyState>
    );
  }
  if (query.tab === "en-retard") {
    return (
      <EmptyState icon="checkCircle" title="Aucun client en retard">
        Tout ce qui est échu est réglé. Les prochaines échéances sont dans les factures à venir.
      </EmptyState>
    );
  }
  if (query.tab === "archives") {
    return (
      <EmptyState icon="people" title="Aucun client archivé">
        Un client qui ne doit plus rien peut être archivé depuis sa fiche{"\u00a0"}: il quitte les listes, son
        passé reste.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="people"
      title="Pas encore de client"
      action={
        mayWork && (
          <ButtonLink href={`/${slug}/importer`} icon="upload">
            Importer des factures
          </ButtonLink>
        )
      }
    >
      Enregistrez un premier client, ou importez vos factures{"\u00a0"}: leurs clients sont créés avec elles.
    </EmptyState>
  );
}
