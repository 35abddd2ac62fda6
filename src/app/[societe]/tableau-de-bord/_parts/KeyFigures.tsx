import { formatDayMonth } from "@/domain/dateText";
import { formatEuros, NBSP } from "@/domain/money";
import { Figure, Figures } from "@/ui/lists/Figures";
import { Amount } from "@/ui/text/Amount";
import { Anchor } from "@/ui/text/Anchor";
import { Sentence } from "@/ui/text/Sentence";
import type { Dashboard, Period } from "@/usecases/reporting/readDashboard";

interface KeyFiguresProps {
  dashboard: Dashboard;
  period: Period;
  /** Address of the company's home. */
  home: string;
}

const PERIOD_WORDS: Record<Period, string> = { 3: "trois mois", 6: "six mois", 12: "douze mois" };

/** What is late, how fast it comes in, what is expected, what followed the reminders. */
export function KeyFigures({ dashboard, period, home }: KeyFiguresProps) {
  const { aging, dso, dsoChangeDays, forecast, steps } = dashboard;
  const now = dso.at(-1);
  return (
    <Figures>
      <Figure
        label="En retard"
        note={<Anchor href={`${home}/factures?etat=en-retard`}>{lateNote(aging)}</Anchor>}
      >
        <Amount cents={aging.overdueCents} />
      </Figure>
      <Figure label="Délai moyen de paiement, DSO" note={changeNote(dsoChangeDays)}>
        {now ? `${now.isAtLeast ? "plus de " : ""}${now.days}${NBSP}jour${now.days > 1 ? "s" : ""}` : "–"}
      </Figure>
      <Figure
        label={<Sentence>{`Attendu d’ici au ${formatDayMonth(forecast.lastOn)}`}</Sentence>}
        note={
          forecast.promisedCents > 0n
            ? `dont ${formatEuros(forecast.promisedCents)} promis`
            : "aucune promesse en cours"
        }
      >
        <Amount cents={forecast.expectedCents} />
      </Figure>
      <Figure
        label="Encaissé après relance"
        note={`${count(steps.invoiceCount, "facture")} en ${PERIOD_WORDS[period]}`}
      >
        <Amount cents={steps.receivedCents} />
      </Figure>
    </Figures>
  );
}

function count(number: number, noun: string): string {
  return `${number}${NBSP}${noun}${number > 1 ? "s" : ""}`;
}

function lateNote({ overdueCents, totalCents, overdueCount }: Dashboard["aging"]): string {
  if (totalCents === 0n) return "rien à encaisser";
  const percent = Number((overdueCents * 100n) / totalCents);
  return `${percent}${NBSP}% de l’encours, ${count(overdueCount, "facture")}`;
}

function changeNote(days: number | null): string {
  if (days === null) return "moins d’un an de recul";
  if (days === 0) return "comme il y a un an";
  return `${count(Math.abs(days), "jour")} de ${days < 0 ? "moins" : "plus"} en un an`;
}
