import type { LocalDate } from "@/domain/calendar";
import { monthName, monthShortName } from "@/domain/dateText";
import type { DsoPoint } from "@/domain/reporting/daysSalesOutstanding";
import { LineChart } from "@/ui/charts/LineChart";
import { Section } from "@/ui/layout/Section";

/** The DSO at the end of each month, and what it means. */
export function DsoCurve({ points }: { points: readonly DsoPoint[] }) {
  return (
    <Section title="Délai moyen de paiement" aside="DSO, en jours">
      {points.length < 2 ? (
        <p className="muted">La courbe commence au deuxième mois de factures.</p>
      ) : (
        <LineChart
          sentence={sentence(points)}
          points={points.map(({ monthOn, days }) => ({
            label: `${monthOf(monthOn)} ${monthOn.slice(0, 4)}`,
            shortLabel: monthShortName(Number(monthOn.slice(5, 7))),
            value: days,
          }))}
          unit="jours"
          caption="DSO à la fin de chaque mois"
          summary="Les chiffres, mois par mois"
        />
      )}
      <p className="small muted table__note">
        Nombre de jours de ventes TTC encore impayées, en remontant des plus récentes aux plus anciennes.
      </p>
    </Section>
  );
}

function monthOf(on: LocalDate): string {
  return monthName(Number(on.slice(5, 7)));
}

function sentence(points: readonly DsoPoint[]): string {
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last) return "";
  return `Le délai moyen passe de ${first.days} jours en ${monthOf(first.monthOn)} à ${last.days} jours en ${monthOf(last.monthOn)}.`;
}
