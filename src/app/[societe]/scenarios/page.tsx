import type { Metadata } from "next";
import { offsetLabel } from "@/domain/dunning/scenario";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { Row } from "@/ui/lists/Row";
import { Rows } from "@/ui/lists/Rows";
import { EmptyState } from "@/ui/messages/EmptyState";
import { Amount } from "@/ui/text/Amount";
import { Pill } from "@/ui/text/Pill";
import { listScenarios, type ScenarioLine } from "@/usecases/dunning/readScenario";
import { enterCompany } from "../../_server/company";
import { FlashLine } from "../../_server/FlashLine";
import { usageSentence } from "./_parts/words";

export const metadata: Metadata = { title: "Scénarios" };

type Props = {
  params: Promise<{ societe: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ScenariosPage({ params, searchParams }: Props) {
  const { societe } = await params;
  const { ctx, access, may } = await enterCompany(societe);
  const scenarios = await listScenarios(ctx);
  return (
    <PageFrame>
      <FlashLine params={await searchParams} />
      <PageHead
        title="Scénarios"
        actions={
          <>
            <ButtonLink href={`/${access.slug}/previsions`} icon="calendar">
              Prévision
            </ButtonLink>
            {may("configure") && (
              <ButtonLink href={`/${access.slug}/scenarios/nouveau`} icon="add" variant="primary">
                Nouveau scénario
              </ButtonLink>
            )}
          </>
        }
      >
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
              {...(pillOf(scenario) && { pill: <Pill>{pillOf(scenario)}</Pill> })}
              end={<Amount cents={scenario.openCents} size="strong" />}
            >
              {stepsSentence(scenario)} {usageSentence(scenario)}
            </Row>
          ))}
        </Rows>
      )}
      <Section title="Pour tous les scénarios">
        <Rows label="Pour tous les scénarios">
          <Row icon="filter" title="Qui suit quoi" href={`/${access.slug}/scenarios/regles`}>
            Les règles qui choisissent un scénario par genre de client, montant, étiquette ou habitude.
          </Row>
          <Row icon="envelope" title="Apparence des messages" href={`/${access.slug}/scenarios/apparence`}>
            Logo, couleur et signature de vos courriels.
          </Row>
        </Rows>
      </Section>
    </PageFrame>
  );
}

function pillOf({ isDefault, draft }: ScenarioLine & { draft: number | null }): string {
  return [isDefault && "Par défaut", draft !== null && "Brouillon"].filter(Boolean).join(", ");
}

/** « Quatre étapes : J+2, J+7, J+15 et J+30. » */
function stepsSentence({ steps }: ScenarioLine): string {
  const labels = steps.map((step) => offsetLabel(step.offsetDays));
  if (labels.length === 0) return "Aucune étape.";
  const last = labels.at(-1) ?? "";
  const list = labels.length === 1 ? last : `${labels.slice(0, -1).join(", ")} et ${last}`;
  return `${labels.length > 1 ? `${labels.length} étapes` : "Une étape"}\u00a0: ${list}.`;
}
