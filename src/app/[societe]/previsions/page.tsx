import type { Metadata } from "next";
import { formatDate } from "@/domain/dateText";
import { NBSP } from "@/domain/money";
import { PrintButton } from "@/ui/controls/PrintButton";
import { Tabs } from "@/ui/controls/Tabs";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Banner } from "@/ui/messages/Banner";
import { EmptyState } from "@/ui/messages/EmptyState";
import { Anchor } from "@/ui/text/Anchor";
import { Sentence } from "@/ui/text/Sentence";
import { type ForecastView, readForecast } from "@/usecases/dunning/readForecast";
import { enterCompany } from "../../_server/company";
import { param } from "../../_server/paths";
import { ForecastCalendar } from "./_parts/ForecastCalendar";
import { ForecastClients, ForecastTable } from "./_parts/ForecastTable";
import { countWords } from "./_parts/forecastWords";

export const metadata: Metadata = { title: "Prévision des relances" };

type Props = {
  params: Promise<{ societe: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const VIEWS = [
  { view: "calendrier", label: "Calendrier" },
  { view: "jours", label: "Jour par jour" },
  { view: "clients", label: "Par client" },
] as const;
type View = (typeof VIEWS)[number]["view"];

export default async function ForecastPage({ params, searchParams }: Props) {
  const { societe } = await params;
  const { ctx, access } = await enterCompany(societe);
  const asked = param(await searchParams, "vue");
  const view: View = VIEWS.find((one) => one.view === asked)?.view ?? "calendrier";
  const forecast = await readForecast(ctx);
  const home = `/${access.slug}`;
  const here = `${home}/previsions`;
  return (
    <PageFrame>
      <Crumbs above={[{ href: `${home}/scenarios`, label: "Scénarios" }]}>Prévision</Crumbs>
      <PageHead title="Prévision des relances" actions={<PrintButton />}>
        <Sentence>{summary(forecast)}</Sentence>
      </PageHead>
      <Notices forecast={forecast} home={home} />
      <div className="screen-only">
        <Tabs
          label="Façons de lire la prévision"
          tabs={VIEWS.map((one) => ({
            href: `${here}?vue=${one.view}`,
            label: one.label,
            isCurrent: one.view === view,
          }))}
        />
      </div>
      {forecast.days.length + forecast.statements.length === 0 ? (
        <EmptyState icon="calendar" title="Rien n’est prévu">
          Aucune facture en cours n’attend d’étape ces 60{NBSP}prochains jours.
        </EmptyState>
      ) : (
        <Body view={view} forecast={forecast} home={home} here={here} />
      )}
    </PageFrame>
  );
}

function Body({
  view,
  forecast,
  home,
  here,
}: {
  view: View;
  forecast: ForecastView;
  home: string;
  here: string;
}) {
  switch (view) {
    case "calendrier":
      return <ForecastCalendar forecast={forecast} tableHref={`${here}?vue=jours`} />;
    case "jours":
      return <ForecastTable forecast={forecast} home={home} />;
    case "clients":
      return <ForecastClients forecast={forecast} home={home} />;
  }
}

function summary({ today, untilOn, counts, clients, statements }: ForecastView): string {
  const span = `Du ${formatDate(today)} au ${formatDate(untilOn)}, si rien n’est payé`;
  const stated = statements.flatMap(({ clientIds }) => clientIds);
  const reached = new Set([...clients.map(({ clientId }) => clientId), ...stated]).size;
  if (reached === 0) return `${span} : rien ne part.`;
  return `${span} : ${countWords(counts, stated.length)}, à ${reached}${NBSP}client${reached > 1 ? "s" : ""}.`;
}

function Notices({ forecast, home }: { forecast: ForecastView; home: string }) {
  const { isStopped, isSafe, waitingCount, leftOut } = forecast;
  return (
    <>
      {isStopped && (
        <Banner tone="caution">Tout est arrêté. Rien ne partira avant la remise en marche.</Banner>
      )}
      {isSafe && !isStopped && (
        <Banner tone="info">Le mode sûr est actif. Chaque envoi attendra votre accord.</Banner>
      )}
      {waitingCount > 0 && (
        <p className="muted">
          <Anchor href={`${home}/relances`}>
            {waitingCount}
            {NBSP}relance{waitingCount > 1 ? "s" : ""} à approuver
          </Anchor>{" "}
          {waitingCount > 1 ? "ne sont pas comptées" : "n’est pas comptée"} ici.
        </p>
      )}
      {leftOut > 0 && (
        <p className="muted">
          {leftOut}
          {NBSP}factures aux échéances les plus lointaines ne sont pas comptées.
        </p>
      )}
    </>
  );
}
