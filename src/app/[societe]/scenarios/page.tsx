import type { Metadata } from "next";
import { offsetLabel } from "@/domain/dunning/scenario";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Row } from "@/ui/lists/Row";
import { Rows } from "@/ui/lists/Rows";
import { EmptyState } from "@/ui/messages/EmptyState";
import { Amount } from "@/ui/text/Amount";
import { Pill } from "@/ui/text/Pill";
import { listScenarios, type ScenarioLine } from "@/usecases/dunning/readScenario";
import { enterCompany } from "../../_server/company";
import { usageSentence } from "./_parts/words";

export const metadata: Metadata = { title: "Scénarios" };

export default async function ScenariosPage({ params }: { params: Promise<{ societe: string }> }) {
  const { societe } = await params;
  const { ctx, access } = await enterCompany(societe);
  const scenarios = await listScenarios(ctx);
  return (
    <PageFrame>
      <PageHead title="Scénarios">
        Ce qui arrive à une facture impayée, compté en jours depuis son échéance.
      </PageHead>
      {scenarios.length === 0 ? (
        <EmptyState icon="scenario" title="Aucun scénario">
          Sans scénario, rien ne part{"\u00a0"}: chaque facture attend une décision.
        </EmptyState>
      ) : (
        <Rows label="Scénarios">
          {scenarios.map((scenario) => (
            <Row
              key={scenario.id}
              icon="scenario"
              title={scenario.name}
              href={`/${access.slug}/scenarios/${scenario.id}`}
              {...(scenario.isDefault && { pill: <Pill>Par défaut</Pill> })}
              end={<Amount cents={scenario.openCents} size="strong" />}
            >
              {stepsSentence(scenario)} {usageSentence(scenario)}
            </Row>
          ))}
        </Rows>
      )}
    </PageFrame>
  );
}

/** « Quatre étapes : J+2, J+7, J+15 et J+30. » */
function stepsSentence({ steps }: ScenarioLine): string {
  const labels = steps.map((step) => offsetLabel(step.offsetDays));
  if (labels.length === 0) return "Aucune étape.";
  const last = labels.at(-1) ?? "";
  const list = labels.length === 1 ? last : `${labels.slice(0, -1).join(", ")} et ${last}`;
  return `${labels.length > 1 ? `${labels.length} étapes` : "Une étape"}\u00a0: ${list}.`;
}
