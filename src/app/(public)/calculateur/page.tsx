import type { Metadata } from "next";
import { env } from "@/config/env";
import { clock, refreshClock } from "@/context/clock";
import { refreshRates } from "@/context/rates";
import type { LocalDate } from "@/domain/calendar";
import { typedFields } from "@/domain/legal/penaltyCalculation";
import { NBSP } from "@/domain/money";
import { localDateAt } from "@/domain/zonedTime";
import { EmptyState } from "@/ui/messages/EmptyState";
import { CalculatorLayout } from "@/ui/public/CalculatorLayout";
import { type Attempt, attemptCalculation, NO_ATTEMPT, rawSearch } from "../_parts/attempt";
import { PublicFrame } from "../_parts/PublicFrame";
import { CalculatorForm } from "./CalculatorForm";
import { CalculatorResult } from "./CalculatorResult";

export const metadata: Metadata = {
  title: "Calculateur de pénalités de retard",
  description:
    "Calculez les pénalités de retard et l’indemnité de 40 € d’une facture, au taux de chaque semestre, avec les articles de la loi. Gratuit, sans compte.",
  robots: { index: true, follow: true },
};

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function CalculatorPage({ searchParams }: { searchParams: Search }) {
  await refreshClock();
  await refreshRates();
  const today = localDateAt(clock.now(), "Europe/Paris");
  const raw = rawSearch(await searchParams);
  const attempt = attemptOf(raw, today);
  return (
    <PublicFrame>
      <CalculatorLayout
        title="Calculateur de pénalités de retard"
        lead={`Ce que la loi permet de réclamer pour une facture payée en retard, ligne par ligne, avec les articles. Rien n’est enregistré${NBSP}: tout est dans l’adresse de la page.`}
        form={<CalculatorForm raw={shownValues(raw, attempt)} attempt={attempt} today={today} />}
      >
        {attempt.result ? (
          <CalculatorResult result={attempt.result} origin={env().APP_URL.replace(/\/$/, "")} />
        ) : (
          <Waiting problem={attempt.problem} />
        )}
      </CalculatorLayout>
    </PublicFrame>
  );
}

/** What was typed; once understood, as people write it here: 24/10/2026 and not 2026-10-24. */
function shownValues(raw: Record<string, string>, { result }: Attempt): Record<string, string> {
  if (!result) return raw;
  const { lignes } = raw;
  return { ...(lignes && { lignes }), ...typedFields(result.calculation) };
}

/** Errors are for whoever asked to calculate: not for a first visit, nor for one more line of payments. */
function attemptOf(raw: Record<string, string>, today: LocalDate): Attempt {
  if (raw.montant === undefined && raw.echeance === undefined) return NO_ATTEMPT;
  const attempt = attemptCalculation(raw, today);
  return raw.lignes !== undefined && !attempt.result ? NO_ATTEMPT : attempt;
}

function Waiting({ problem }: { problem: string }) {
  if (problem) {
    return (
      <EmptyState icon="warning" title="Ce montant ne peut pas être calculé">
        {problem}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="document" title="Le décompte apparaîtra ici">
      Chaque ligne dira sa période, le solde, le taux et l’article qui la justifie. Vous pourrez l’imprimer,
      ou envoyer l’adresse de la page.
    </EmptyState>
  );
}
