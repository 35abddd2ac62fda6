import type { Metadata } from "next";
import { formatCount } from "@/domain/money";
import { BulkBar } from "@/ui/controls/BulkBar";
import { Button } from "@/ui/controls/Button";
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
import { InvoiceTable } from "@/ui/tables/InvoiceTable";
import { Amount } from "@/ui/text/Amount";
import { Anchor } from "@/ui/text/Anchor";
import { Sentence } from "@/ui/text/Sentence";
import {
  AGES,
  COUNT_LIMIT,
  INVOICE_TABS,
  type InvoiceList,
  type InvoiceQuery,
  listInvoices,
  readInvoiceQuery,
} from "@/usecases/invoicing/listInvoices";
import { enterCompany } from "../../_server/company";
import { FlashLine } from "../../_server/FlashLine";
import { standingPill } from "../_parts/standingPill";

export const metadata: Metadata = { title: "Factures" };

type Props = {
  params: Promise<{ societe: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const TAB_LABELS: Record<(typeof INVOICE_TABS)[number], string> = {
  "a-venir": "À venir",
  "en-retard": "En retard",
  suspendues: "Suspendues",
  soldees: "Soldées",
  toutes: "Toutes",
};

const STEP_LABELS = {
  EMAIL: "Courriel",
  CALL: "Appel",
  LETTER: "Lettre",
  FORMAL_NOTICE: "Mise en demeure",
} as const;

export default async function InvoicesPage({ params, searchParams }: Props) {
  const { societe } = await params;
  const search = await searchParams;
  const { ctx, access, may } = await enterCompany(societe);
  const query = readInvoiceQuery(search);
  const list = await listInvoices(ctx, query);
  const base = `/${access.slug}/factures`;
  return (
    <PageFrame>
      <FlashLine params={search} />
      <PageHead
        title="Factures"
        actions={
          may("work") && (
            <>
              <ButtonLink href={`/${access.slug}/importer`} icon="upload">
                Importer
              </ButtonLink>
              <ButtonLink href={`${base}/nouvelle`} icon="add" variant="primary">
                Nouvelle facture
              </ButtonLink>
            </>
          )
        }
      >
        <Amount cents={list.overdueCents} /> en retard sur <Amount cents={list.openCents} /> d’encours.
      </PageHead>
      <Tabs
        label="Factures par état"
        tabs={INVOICE_TABS.map((tab) => ({
          href: hrefOf(base, { ...query, tab, cursor: null }),
          label: TAB_LABELS[tab],
          count: list.counts[tab] > COUNT_LIMIT ? `${formatCount(COUNT_LIMIT)}+` : list.counts[tab],
          isCurrent: tab === query.tab,
        }))}
      />
      <Filters base={base} query={query} />
      <ActiveFilters base={base} query={query} />
      {list.lines.length === 0 ? (
        <NoInvoice slug={access.slug} query={query} isFirst={list.counts.toutes === 0} />
      ) : (
        <Invoices list={list} query={query} base={base} mayWork={may("work")} />
      )}
    </PageFrame>
  );
}

interface ListProps {
  base: string;
  query: InvoiceQuery;
}

function Filters({ base, query }: ListProps) {
  return (
    <FilterBar
      label="Filtrer les factures"
      action={base}
      kept={{ etat: query.tab, ...(query.importId && { import: query.importId }) }}
    >
      <SearchInput
        label="Chercher une facture"
        placeholder="Client, numéro ou montant"
        defaultValue={query.search}
      />
      <Select
        name="age"
        label="Âge"
        isLabelHidden
        defaultValue={query.age ?? ""}
        options={[
          { value: "", label: "Tous les âges" },
          ...Object.entries(AGES).map(([value, age]) => ({ value, label: age.label })),
        ]}
      />
      <Select
        name="etape"
        label="Prochaine étape"
        isLabelHidden
        defaultValue={query.channel ?? ""}
        options={[
          { value: "", label: "Toutes les étapes" },
          ...Object.entries(STEP_LABELS).map(([value, label]) => ({ value, label })),
        ]}
      />
    </FilterBar>
  );
}

interface InvoicesProps extends ListProps {
  list: InvoiceList;
  mayWork: boolean;
}

function Invoices({ list, query, base, mayWork }: InvoicesProps) {
  const mayChoose = mayWork && query.tab !== "soldees";
  const start = hrefOf(base, { ...query, cursor: null });
  return (
    <>
      <form action={`${base}/lot`} method="get">
        <input type="hidden" name="retour" value={hrefOf(base, query)} />
        <InvoiceTable
          caption={`Factures, ${TAB_LABELS[query.tab].toLowerCase()}`}
          {...(mayChoose && { selectName: "facture" })}
          sorted={{ by: "dueOn", direction: "ascending" }}
          invoices={list.lines.map((line) => ({
            id: line.id,
            href: `${base}/${line.id}`,
            number: line.number,
            client: line.clientName,
            clientId: line.clientId,
            dueOn: line.dueOn,
            delayDays: line.daysLate,
            nextStep: <Sentence>{line.next}</Sentence>,
            state: standingPill(line.standing),
            balanceCents: line.status === "OPEN" ? line.balanceCents : line.totalCents,
          }))}
        />
        {mayChoose && (
          <BulkBar name="facture" noun={["facture", "factures"]}>
            <Button name="geste" value="suspendre" icon="pause">
              Suspendre
            </Button>
            <Button name="geste" value="exclure" icon="close">
              Exclure
            </Button>
          </BulkBar>
        )}
      </form>
      <Pager
        {...(list.previous && {
          previousHref: `${start}&avant=${list.previous}`,
        })}
        {...(list.next && { nextHref: `${start}&apres=${list.next}` })}
      >
        {list.lines.length}{" "}
        {list.lines.length > 1 ? "factures affichées, les plus anciennes d’abord" : "facture affichée"}
      </Pager>
      <p className="small">
        <Anchor href={hrefOf(`${base}/export`, { ...query, cursor: null })} download="">
          Exporter ces factures en CSV
        </Anchor>
      </p>
    </>
  );
}

function hrefOf(base: string, query: InvoiceQuery): string {
  const params = new URLSearchParams({ etat: query.tab });
  if (query.search) params.set("q", query.search);
  if (query.age) params.set("age", query.age);
  if (query.channel) params.set("etape", query.channel);
  if (query.clientId) params.set("client", query.clientId);
  if (query.importId) params.set("import", query.importId);
  return `${base}?${params}`;
}

function ActiveFilters({ base, query }: ListProps) {
  const filters = [
    ...(query.search
      ? [{ label: `«\u00a0${query.search}\u00a0»`, removeHref: hrefOf(base, { ...query, search: "" }) }]
      : []),
    ...(query.age
      ? [{ label: AGES[query.age].label, removeHref: hrefOf(base, { ...query, age: null }) }]
      : []),
    ...(query.channel
      ? [{ label: STEP_LABELS[query.channel], removeHref: hrefOf(base, { ...query, channel: null }) }]
      : []),
    ...(query.clientId
      ? [{ label: "Un client", removeHref: hrefOf(base, { ...query, clientId: null }) }]
      : []),
    ...(query.importId
      ? [{ label: "Un import", removeHref: hrefOf(base, { ...query, importId: null }) }]
      : []),
  ];
  if (filters.length === 0) return null;
  return <FilterChips filters={filters} clearHref={`${base}?etat=${query.tab}`} />;
}

interface NoInvoiceProps {
  slug: string;
  query: InvoiceQuery;
  /** The company has none at all. */
  isFirst: boolean;
}

function NoInvoice({ slug, query, isFirst }: NoInvoiceProps) {
  const isFiltered =
    query.search !== "" ||
    query.age !== null ||
    query.channel !== null ||
    query.clientId !== null ||
    query.importId !== null;
  if (isFiltered) {
    return (
      <EmptyState icon="search" title="Aucune facture ne correspond">
        Retirez un filtre, ou cherchez dans « Toutes ».
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="invoice"
      title={
        isFirst
          ? "Aucune facture encore"
          : query.tab === "en-retard"
            ? "Aucune facture en retard"
            : "Aucune facture ici"
      }
      action={
        <ButtonLink href={`/${slug}/importer`} icon="upload">
          Importer des factures
        </ButtonLink>
      }
    >
      {query.tab === "en-retard" && !isFirst
        ? "Tout ce qui est échu est réglé ou clos. Les prochaines échéances sont dans « À venir »."
        : "Saisissez une première facture, ou importez un tableau (Excel, CSV), un FEC ou vos factures électroniques."}
    </EmptyState>
  );
}
