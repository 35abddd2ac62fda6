import type { Metadata } from "next";
import { formatDate, formatDateLong } from "@/domain/dateText";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { LinkMenu } from "@/ui/controls/LinkMenu";
import { Columns } from "@/ui/layout/Columns";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { EmptyState } from "@/ui/messages/EmptyState";
import { Sentence } from "@/ui/text/Sentence";
import {
  type Dashboard,
  PERIODS,
  type Period,
  readDashboard,
  readPeriod,
} from "@/usecases/reporting/readDashboard";
import { enterCompany } from "../../_server/company";
import { param } from "../../_server/paths";
import { AgedBalance } from "./_parts/AgedBalance";
import { DsoCurve } from "./_parts/DsoCurve";
import { ExpectedCash } from "./_parts/ExpectedCash";
import { KeyFigures } from "./_parts/KeyFigures";
import { StepResults } from "./_parts/StepResults";

export const metadata: Metadata = { title: "Tableau de bord" };

type Props = {
  params: Promise<{ societe: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const PERIOD_NAMES: Record<Period, string> = {
  3: "Trois derniers mois",
  6: "Six derniers mois",
  12: "Douze derniers mois",
};

export default async function DashboardPage({ params, searchParams }: Props) {
  const { societe } = await params;
  const { ctx, access } = await enterCompany(societe);
  const period = readPeriod(param(await searchParams, "mois"));
  const dashboard = await readDashboard(ctx, period);
  const home = `/${access.slug}`;
  const here = `${home}/tableau-de-bord`;
  const isEmpty = dashboard.aging.totalCents === 0n && dashboard.dso.length === 0;
  return (
    <PageFrame>
      <PageHead
        title="Tableau de bord"
        actions={
          !isEmpty && (
            <>
              <LinkMenu
                label="Période"
                choices={PERIODS.toReversed().map((months) => ({
                  href: `${here}?mois=${months}`,
                  label: PERIOD_NAMES[months],
                  isCurrent: months === period,
                }))}
              />
              <ButtonLink href={`${here}/export`} icon="download" download>
                Exporter<span className="sr"> la balance âgée</span>
              </ButtonLink>
            </>
          )
        }
      >
        <Sentence>{daySentence(dashboard)}</Sentence>
      </PageHead>
      {isEmpty ? (
        <EmptyState
          icon="chart"
          title="Rien à mesurer encore"
          action={
            <ButtonLink href={`${home}/importer`} icon="upload">
              Importer des factures
            </ButtonLink>
          }
        >
          Dès la première facture, vous verrez ici ce qui vous est dû, depuis quand, et ce qui devrait
          rentrer.
        </EmptyState>
      ) : (
        <>
          <KeyFigures dashboard={dashboard} period={period} home={home} />
          <AgedBalance dashboard={dashboard} home={home} />
          <Columns widths="even">
            <DsoCurve points={dashboard.dso} />
            <ExpectedCash forecast={dashboard.forecast} />
          </Columns>
          <StepResults steps={dashboard.steps} period={period} />
        </>
      )}
    </PageFrame>
  );
}

/** The day of the figures, and how far the payments are known. */
function daySentence({ today, lastPaymentOn }: Dashboard): string {
  const payments = lastPaymentOn
    ? `dernier règlement enregistré le ${formatDate(lastPaymentOn)}`
    : "aucun règlement enregistré";
  return `Au ${formatDateLong(today)}, ${payments}.`;
}
