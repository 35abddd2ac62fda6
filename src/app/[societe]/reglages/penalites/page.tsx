import type { Metadata } from "next";
import { rates } from "@/context/rates";
import type { LocalDate } from "@/domain/calendar";
import { halfYearOf } from "@/domain/legal/halfYear";
import { B2B_MARGIN_BPS, CLAUSE_FLOOR_MULTIPLE } from "@/domain/legal/legalConstants";
import { type ClauseTest, type PenaltyPolicy, testClause } from "@/domain/legal/penaltyPolicy";
import { citing } from "@/domain/legal/phrases";
import { ecbRefinancingRate, legalInterestRate, RateNotPublishedError } from "@/domain/legal/rateTables";
import { rateFieldText } from "@/domain/legal/rateText";
import { formatRateBps, NBSP } from "@/domain/money";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Stack } from "@/ui/layout/Stack";
import { Banner } from "@/ui/messages/Banner";
import { Sentence } from "@/ui/text/Sentence";
import { readSettings } from "@/usecases/parties/readSettings";
import { seenSettings } from "@/usecases/parties/seenSettings";
import { ActionForm } from "../../../_forms/ActionForm";
import { enterCompany } from "../../../_server/company";
import { seenField } from "../../../_server/seenField";
import { SettingsPage } from "../_parts/SettingsPage";
import { save } from "./actions";

export const metadata: Metadata = { title: "Pénalités de retard" };

export default async function PenaltiesPage({ params }: { params: Promise<{ societe: string }> }) {
  const { societe } = await params;
  const { ctx, access } = await enterCompany(societe, "configure");
  const settings = await readSettings(ctx);
  const { policy, today } = settings;
  const test = clauseTestOf(policy, today);
  const known = ratesOf(today);
  return (
    <SettingsPage
      slug={access.slug}
      title="Pénalités de retard"
      lead="La règle écrite dans vos conditions générales, acceptées par vos clients professionnels avant la commande. Sans clause, la loi s’applique."
    >
      <Stack gap="wide">
        {test && (
          <Banner tone={test.isLawful ? "positive" : "caution"}>
            <Sentence>{citing(test.sentence, test.article)}</Sentence>
          </Banner>
        )}
        <ActionForm
          action={save}
          hidden={{
            societe: access.slug,
            ...seenField(seenSettings("penalties", ctx.companyId, settings).record),
          }}
          fields={[
            {
              kind: "radio",
              name: "penaltyKind",
              label: "Règle appliquée",
              value: policy.kind,
              options: [
                {
                  value: "STATUTORY_B2B",
                  label: "Le taux de la loi",
                  hint: `Taux de la BCE majoré de 10${NBSP}points${known ? `${NBSP}: ${formatRateBps(known.statutoryBps)} ce semestre` : ""}. S’applique même sans conditions générales.`,
                },
                {
                  value: "CONTRACT_FIXED",
                  label: "Un taux fixe",
                  hint: `Au moins trois fois le taux d’intérêt légal${known ? `${NBSP}: ${formatRateBps(known.floorBps)} ce semestre` : ""}.`,
                },
                {
                  value: "CONTRACT_3X_LEGAL",
                  label: "Trois fois le taux d’intérêt légal",
                  hint: "Le minimum que la loi permet d’écrire.",
                },
                {
                  value: "CONTRACT_ECB_PLUS",
                  label: "Le taux de la BCE, plus des points",
                  hint: "Suit la BCE, semestre après semestre.",
                },
              ],
            },
            {
              kind: "text",
              name: "penaltyRate",
              label: "Taux annuel, ou points ajoutés",
              hint: "Pour un taux fixe ou une majoration seulement.",
              isOptional: true,
              inputMode: "decimal",
              width: "short",
              suffix: "%",
              value: rateOf(policy),
            },
          ]}
          submit="Enregistrer"
          pending="Enregistrement…"
          cancel={
            <ButtonLink href={`/${access.slug}/reglages`} variant="quiet">
              Annuler
            </ButtonLink>
          }
        />
        <p className="small muted">
          Les pénalités et l’indemnité de 40{NBSP}€ sont dues de plein droit entre professionnels, sans
          rappel. Elles n’apparaissent dans vos messages qu’à partir du courriel ferme. Envers un consommateur
          ou un acheteur public, la loi fixe la règle, quel que soit ce réglage.
        </p>
      </Stack>
    </SettingsPage>
  );
}

function rateOf(policy: PenaltyPolicy): string {
  if (policy.kind === "CONTRACT_FIXED") return rateFieldText(policy.rateBps);
  return policy.kind === "CONTRACT_ECB_PLUS" ? rateFieldText(policy.marginBps) : "";
}

/** The verdict for an invoice issued today; nothing when a rate is not published yet. */
function clauseTestOf(policy: PenaltyPolicy, today: LocalDate): ClauseTest | undefined {
  try {
    return testClause(policy, today, rates);
  } catch (error) {
    if (error instanceof RateNotPublishedError) return undefined;
    throw error;
  }
}

function ratesOf(today: LocalDate): { statutoryBps: number; floorBps: number } | null {
  try {
    const halfYear = halfYearOf(today);
    return {
      statutoryBps: ecbRefinancingRate(rates, halfYear).rateBps + B2B_MARGIN_BPS.value,
      floorBps: CLAUSE_FLOOR_MULTIPLE.value * legalInterestRate(rates, halfYear).otherCasesBps,
    };
  } catch (error) {
    if (error instanceof RateNotPublishedError) return null;
    throw error;
  }
}
