import { formatDateShort } from "@/domain/dateText";
import { formatEuros } from "@/domain/money";
import type { CashForecast } from "@/domain/reporting/cashForecast";
import { typeset } from "@/domain/typography";
import { WeekBars } from "@/ui/charts/WeekBars";
import { Section } from "@/ui/layout/Section";

/** Cash expected week by week, and what has no date one could believe in. */
export function ExpectedCash({ forecast }: { forecast: CashForecast }) {
  return (
    <Section title="Encaissements attendus" aside="par semaine, en euros">
      {forecast.expectedCents === 0n ? (
        <p className="muted">Rien n’est attendu dans les six semaines qui viennent.</p>
      ) : (
        <WeekBars
          weeks={forecast.weeks.map((week) => ({ ...week, label: formatDateShort(week.startsOn) }))}
        />
      )}
      <p className="small muted table__note">
        Échéance plus retard médian de chaque client depuis un an, ou date promise. {restSentence(forecast)}
      </p>
    </Section>
  );
}

function restSentence({ laterCents, undatedCents }: CashForecast): string {
  const parts = [
    ...(laterCents > 0n ? [`${formatEuros(laterCents)} viendraient plus tard`] : []),
    ...(undatedCents > 0n
      ? [`${formatEuros(undatedCents)} sont sans date : déjà plus tardifs que d’habitude, ou en litige`]
      : []),
  ];
  return parts.length === 0 ? "" : typeset(`${parts.join(" ; ")}.`);
}
