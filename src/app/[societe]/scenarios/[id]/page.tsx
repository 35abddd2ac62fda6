import type { Metadata } from "next";
import { rates } from "@/context/rates";
import { formatDate } from "@/domain/calendar";
import { type ScenarioStep, stepName } from "@/domain/dunning/scenario";
import { ScenarioLine as StepLine } from "@/ui/charts/ScenarioLine";
import { Columns } from "@/ui/layout/Columns";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { EmptyState } from "@/ui/messages/EmptyState";
import { Pill } from "@/ui/text/Pill";
import { readScenario, type ScenarioView } from "@/usecases/dunning/readScenario";
import { enterCompany } from "../../../_server/company";
import { orNotFound } from "../../../_server/orNotFound";
import { InvoiceChoice } from "../_parts/InvoiceChoice";
import { Restraints } from "../_parts/Restraints";
import { StepFacts } from "../_parts/StepFacts";
import { StepText } from "../_parts/StepText";
import { scenarioQuery } from "../_parts/scenarioQuery";
import { CHANNEL_ICONS, usageSentence } from "../_parts/words";

export const metadata: Metadata = { title: "Scénario" };

type Props = {
  params: Promise<{ societe: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ScenarioPage({ params, searchParams }: Props) {
  const { societe, id } = await params;
  const { ctx, access, user, may } = await enterCompany(societe);
  const query = scenarioQuery(await searchParams);
  const scenario = await orNotFound(readScenario(ctx, id, query, { rates, callerName: user.name }));
  const base = `/${access.slug}/scenarios`;
  const here = `${base}/${id}`;
  const hrefOf = (step: ScenarioStep) =>
    `${here}?etape=${step.offsetDays}${query.invoiceId ? `&facture=${query.invoiceId}` : ""}`;
  return (
    <PageFrame>
      <Crumbs above={[{ href: base, label: "Scénarios" }]}>{scenario.name}</Crumbs>
      <PageHead title={scenario.name} {...(scenario.isDefault && { pill: <Pill>Par défaut</Pill> })}>
        Version {scenario.version}. {usageSentence(scenario)}
      </PageHead>
      {scenario.step ? (
        <>
          <StepLine
            steps={scenario.steps.map((step) => ({
              offsetDays: step.offsetDays,
              icon: CHANNEL_ICONS[step.channel],
              title: shortName(step),
              href: hrefOf(step),
              ...(step.needsApproval && { note: "avec votre accord" }),
              isCurrent: step.id === scenario.step?.id,
            }))}
          />
          <Columns widths="even">
            <div>
              <Section title={stepName(scenario.step)}>
                <StepFacts step={scenario.step} />
              </Section>
              <Section title="Ce qui peut la retarder">
                <Restraints pace={scenario.pace} home={`/${access.slug}`} mayConfigure={may("configure")} />
              </Section>
            </div>
            <Section title={readerTitle(scenario.step)} aside={dayOf(scenario)}>
              <InvoiceChoice scenario={scenario} here={here} />
              <StepText scenario={scenario} here={here} />
            </Section>
          </Columns>
        </>
      ) : (
        <EmptyState icon="scenario" title="Aucune étape">
          Rien ne part pour les clients de ce scénario.
        </EmptyState>
      )}
    </PageFrame>
  );
}

/** A name that fits under the line. */
function shortName(step: ScenarioStep): string {
  return step.channel === "FORMAL_NOTICE" ? "Mise en demeure" : stepName(step);
}

function readerTitle({ channel }: ScenarioStep): string {
  return channel === "CALL" ? "Ce que vous pourrez dire" : "Ce que lira le client";
}

function dayOf({ preview }: ScenarioView): string {
  return preview ? `Au ${formatDate(preview.on)}` : "";
}
