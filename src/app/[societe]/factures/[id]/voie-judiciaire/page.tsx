import type { Metadata } from "next";
import { rates } from "@/context/rates";
import { formatCount, NBSP } from "@/domain/money";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { WithAside } from "@/ui/layout/WithAside";
import { Banner } from "@/ui/messages/Banner";
import { Anchor } from "@/ui/text/Anchor";
import { NoBreak } from "@/ui/text/NoBreak";
import { Sentence } from "@/ui/text/Sentence";
import { type CourtRouteView, readCourtQuery, readCourtRoute } from "@/usecases/legal/readCourtRoute";
import { enterCompany } from "../../../../_server/company";
import { orNotFound } from "../../../../_server/orNotFound";
import { CourtQuestions } from "./_parts/CourtQuestions";
import { CourtReferences } from "./_parts/CourtReferences";
import { RouteAdvice } from "./_parts/RouteAdvice";
import { RouteFacts } from "./_parts/RouteFacts";

export const metadata: Metadata = { title: "Voie judiciaire" };

type Props = {
  params: Promise<{ societe: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function CourtRoutePage({ params, searchParams }: Props) {
  const { societe, id } = await params;
  const { ctx, access } = await enterCompany(societe);
  const query = readCourtQuery(await searchParams);
  const view = await orNotFound(readCourtRoute(ctx, id, query, rates));
  const home = `/${access.slug}`;
  const base = `${home}/factures/${id}`;
  const first = view.invoices.find((invoice) => invoice.id === id);
  return (
    <PageFrame>
      <Crumbs
        above={[
          { href: `${home}/factures`, label: "Factures" },
          { href: base, label: <NoBreak>{first?.number ?? view.client.name}</NoBreak> },
        ]}
      >
        Voie judiciaire
      </Crumbs>
      <PageHead
        title={view.route?.title ?? "Voie judiciaire"}
        amountCents={view.totalDueCents}
        actions={
          <ButtonLink href={`${base}/dossier`} icon="document" variant="primary">
            Dossier de preuves
          </ButtonLink>
        }
      >
        <Stake view={view} base={base} withOthers={query.withOthers} />
      </PageHead>
      {view.problem && <Banner tone="critical">{view.problem}</Banner>}
      {view.route && (
        <Banner tone="info">
          <Sentence>{view.route.disclaimer}</Sentence>
        </Banner>
      )}
      {view.route && (
        <WithAside aside={<RouteFacts view={view} route={view.route} />} asideLabel="Repères">
          <RouteAdvice route={view.route} next={view.next} />
          <CourtQuestions view={view} query={query} base={base} />
          <CourtReferences />
        </WithAside>
      )}
    </PageFrame>
  );
}

interface StakeProps {
  view: CourtRouteView;
  base: string;
  withOthers: boolean;
}

/** What is claimed, and the way to gather the other invoices of the client. */
function Stake({ view, base, withOthers }: StakeProps) {
  const count = view.invoices.length;
  const what = count > 1 ? `${formatCount(count)} factures échues` : "cette facture";
  return (
    <>
      à réclamer à {view.client.name} pour {what}, pénalités et indemnité comprises.{" "}
      {view.othersCount > 0 &&
        (withOthers ? (
          <Anchor href={`${base}/voie-judiciaire`}>Cette facture seulement</Anchor>
        ) : (
          <Anchor href={`${base}/voie-judiciaire?portee=client`}>
            Avec{" "}
            {view.othersCount > 1
              ? `ses ${formatCount(view.othersCount)} autres factures échues`
              : "son autre facture échue"}
            {NBSP}?
          </Anchor>
        ))}
    </>
  );
}
