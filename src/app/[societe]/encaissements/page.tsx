import type { Metadata } from "next";
import type { LocalDate } from "@/domain/calendar";
import { monthName } from "@/domain/dateText";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { FilterBar } from "@/ui/controls/FilterBar";
import { FilterChips } from "@/ui/controls/FilterChips";
import { Pager } from "@/ui/controls/Pager";
import { SearchInput } from "@/ui/controls/SearchInput";
import { Select } from "@/ui/controls/Select";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Banner } from "@/ui/messages/Banner";
import { EmptyState } from "@/ui/messages/EmptyState";
import { Amount } from "@/ui/text/Amount";
import { Anchor } from "@/ui/text/Anchor";
import {
  listPayments,
  type PaymentList,
  type PaymentQuery,
  readPaymentQuery,
} from "@/usecases/settlement/listPayments";
import { enterCompany } from "../../_server/company";
import { FlashLine } from "../../_server/FlashLine";
import { PaymentTable } from "./_parts/PaymentTable";

export const metadata: Metadata = { title: "Encaissements" };

type Props = {
  params: Promise<{ societe: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function PaymentsPage({ params, searchParams }: Props) {
  const { societe } = await params;
  const search = await searchParams;
  const { ctx, access, may } = await enterCompany(societe);
  const query = readPaymentQuery(search);
  const list = await listPayments(ctx, query);
  const home = `/${access.slug}`;
  const base = `${home}/encaissements`;
  return (
    <PageFrame>
      <FlashLine params={search} />
      <PageHead
        title="Encaissements"
        actions={
          <>
            <ButtonLink href={`${base}/releves`} icon="upload">
              Relevés bancaires
            </ButtonLink>
            {may("work") && (
              <ButtonLink href={`${base}/nouveau`} icon="receive" variant="primary">
                Enregistrer un règlement
              </ButtonLink>
            )}
          </>
        }
      >
        <MonthTotal month={list.month} />
      </PageHead>
      <Declarations count={list.declarationCount} home={home} />
      <FilterBar
        label="Filtrer les règlements"
        action={base}
        kept={query.clientId ? { client: query.clientId } : {}}
      >
        <SearchInput
          label="Chercher un règlement"
          placeholder="Client, facture ou référence"
          defaultValue={query.search}
        />
        <Select
          name="mois"
          label="Mois"
          isLabelHidden
          defaultValue={query.monthOn?.slice(0, 7) ?? ""}
          options={[
            { value: "", label: "Tous les mois" },
            ...list.months.map((on) => ({ value: on.slice(0, 7), label: capital(monthOf(on)) })),
          ]}
        />
      </FilterBar>
      <ActiveFilters base={base} query={query} list={list} />
      {list.lines.length === 0 ? (
        <NoPayment query={query} />
      ) : (
        <>
          <PaymentTable payments={list.lines} home={home} mayWork={may("work")} />
          <Pager
            {...(list.previous && { previousHref: hrefOf(base, query, { avant: list.previous }) })}
            {...(list.next && { nextHref: hrefOf(base, query, { apres: list.next }) })}
            previousLabel="Précédents"
            nextLabel="Suivants"
          >
            {list.lines.length > 1 ? `${list.lines.length} règlements affichés` : "Un règlement affiché"}, les
            plus récents d’abord
          </Pager>
        </>
      )}
    </PageFrame>
  );
}

function monthOf(on: LocalDate): string {
  return `${monthName(Number(on.slice(5, 7)))}\u00a0${on.slice(0, 4)}`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function MonthTotal({ month }: { month: PaymentList["month"] }) {
  if (month.count === 0) return `Aucun règlement en ${monthOf(month.on)}.`;
  return (
    <>
      <Amount cents={month.totalCents} /> encaissés en {monthOf(month.on)},{" "}
      {month.count > 1 ? `${month.count} règlements` : "en un règlement"}.
    </>
  );
}

/** « J'ai payé » : what clients announced and nobody has looked at. */
function Declarations({ count, home }: { count: number; home: string }) {
  if (count === 0) return null;
  const sentence = count > 1 ? `${count} clients disent avoir payé.` : "Un client dit avoir payé.";
  return (
    <Banner icon="receive" tone="info">
      {sentence} <Anchor href={home}>Vérifier et confirmer</Anchor>
    </Banner>
  );
}

function hrefOf(base: string, query: PaymentQuery, more: Record<string, string> = {}): string {
  const params = new URLSearchParams();
  if (query.search) params.set("q", query.search);
  if (query.monthOn) params.set("mois", query.monthOn.slice(0, 7));
  if (query.clientId) params.set("client", query.clientId);
  for (const [name, value] of Object.entries(more)) params.set(name, value);
  const text = params.toString();
  return text ? `${base}?${text}` : base;
}

function ActiveFilters({ base, query, list }: { base: string; query: PaymentQuery; list: PaymentList }) {
  const filters = [
    ...(query.search
      ? [{ label: `«\u00a0${query.search}\u00a0»`, removeHref: hrefOf(base, { ...query, search: "" }) }]
      : []),
    ...(query.monthOn
      ? [{ label: capital(monthOf(query.monthOn)), removeHref: hrefOf(base, { ...query, monthOn: null }) }]
      : []),
    ...(query.clientId
      ? [{ label: list.clientName ?? "Un client", removeHref: hrefOf(base, { ...query, clientId: null }) }]
      : []),
  ];
  return <FilterChips filters={filters} clearHref={base} />;
}

function NoPayment({ query }: { query: PaymentQuery }) {
  if (query.search !== "" || query.monthOn !== null || query.clientId !== null) {
    return (
      <EmptyState icon="search" title="Aucun règlement ne correspond">
        Retirez un filtre, ou cherchez par client, numéro de facture ou référence.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="receive" title="Aucun règlement enregistré">
      Dès qu’un règlement est enregistré, les relances de sa facture s’arrêtent.
    </EmptyState>
  );
}
