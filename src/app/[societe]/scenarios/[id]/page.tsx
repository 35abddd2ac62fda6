import type { Metadata } from "next";
import { rates } from "@/context/rates";
import { hasOwnText } from "@/domain/dunning/readyTexts";
import { type ScenarioStep, stepName } from "@/domain/dunning/scenario";
import { NBSP } from "@/domain/money";
import { ScenarioLine as StepLine } from "@/ui/charts/ScenarioLine";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Columns } from "@/ui/layout/Columns";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { Banner } from "@/ui/messages/Banner";
import { EmptyState } from "@/ui/messages/EmptyState";
import { Anchor } from "@/ui/text/Anchor";
import { Pill } from "@/ui/text/Pill";
import { Sentence } from "@/ui/text/Sentence";
import { readScenario, type ScenarioView } from "@/usecases/dunning/readScenario";
import { GestureButton } from "../../../_forms/GestureButton";
import { enterCompany } from "../../../_server/company";
import { FlashLine } from "../../../_server/FlashLine";
import { orNotFound } from "../../../_server/orNotFound";
import { DraftBar } from "../_parts/DraftBar";
import { OtherForms, ReaderColumn, type ReaderProps } from "../_parts/ReaderColumn";
import type { ScenarioPageContext } from "../_parts/ScenarioPage";
import { isEditable, StepColumn } from "../_parts/StepColumn";
import { scenarioQuery } from "../_parts/scenarioQuery";
import { CHANNEL_ICONS, usageSentence } from "../_parts/words";
import { startDraft } from "../actions";

export const metadata: Metadata = { title: "Scénario" };

type Props = {
  params: Promise<{ societe: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ScenarioPage({ params, searchParams }: Props) {
  const { societe, id } = await params;
  const { ctx, access, user, may } = await enterCompany(societe);
  const search = await searchParams;
  const query = scenarioQuery(search);
  const scenario = await orNotFound(readScenario(ctx, id, query, { rates, callerName: user.name }));
  const base = `/${access.slug}/scenarios`;
  const page: ScenarioPageContext = {
    slug: access.slug,
    home: `/${access.slug}`,
    base,
    here: `${base}/${id}`,
    query,
    scenario,
    mayConfigure: may("configure"),
    email: user.email,
  };
  const mayAdd = page.mayConfigure && scenario.draft !== null;
  return (
    <PageFrame>
      <FlashLine params={search} />
      <Crumbs above={[{ href: base, label: "Scénarios" }]}>{scenario.name}</Crumbs>
      <PageHead
        title={scenario.name}
        {...(scenario.isDefault && { pill: <Pill>Par défaut</Pill> })}
        actions={<HeadActions page={page} />}
      >
        {headSentence(page)}
      </PageHead>
      {scenario.draft !== null && <DraftBar page={page} />}
      {scenario.warnings.map((warning) => (
        <Banner key={warning} tone="caution">
          <Sentence>{warning}</Sentence>
        </Banner>
      ))}
      {scenario.step ? (
        <>
          <StepLine steps={scenario.steps.map((step) => lineStep(step, page))} />
          {mayAdd && (
            <p>
              <AddStep page={page} />
            </p>
          )}
          <StepParts page={page} step={scenario.step} />
        </>
      ) : (
        <EmptyState icon="scenario" title="Aucune étape" action={mayAdd && <AddStep page={page} />}>
          {scenario.draft === null
            ? "Rien ne part pour les clients de ce scénario."
            : `Mis en service tel quel, ce brouillon ne relancerait personne${NBSP}; la version en service n’a pas changé.`}
        </EmptyState>
      )}
    </PageFrame>
  );
}

/** Words that are being written have what they make beside them; the others are read in a column. */
function StepParts({ page, step }: ReaderProps) {
  if (!isEditable(page) || !hasOwnText(step.channel)) {
    return (
      <Columns widths="even">
        <StepColumn page={page} step={step} />
        <ReaderColumn page={page} step={step} />
      </Columns>
    );
  }
  return (
    <Columns widths="whole">
      <StepColumn page={page} step={step} />
      {step.channel === "EMAIL" && (
        <Section title="Le texte enregistré">
          <OtherForms page={page} step={step} />
        </Section>
      )}
    </Columns>
  );
}

function AddStep({ page }: { page: ScenarioPageContext }) {
  return (
    <ButtonLink href={`${page.here}/etape`} icon="add">
      Ajouter une étape
    </ButtonLink>
  );
}

function HeadActions({ page }: { page: ScenarioPageContext }) {
  const { scenario, here, slug, mayConfigure } = page;
  return (
    <>
      <ButtonLink href={`${here}/rejouer`} icon="play">
        Rejouer sur le passé
      </ButtonLink>
      {mayConfigure && scenario.draft !== null && (
        <ButtonLink href={`${here}/mettre-en-service`} variant="primary">
          Mettre en service
        </ButtonLink>
      )}
      {mayConfigure && !scenario.hasDraft && (
        <GestureButton
          action={startDraft}
          values={{ societe: slug, scenario: scenario.id, retour: here }}
          variant="primary"
        >
          Modifier
        </GestureButton>
      )}
    </>
  );
}

function headSentence({ scenario, here }: ScenarioPageContext) {
  if (scenario.draft === null) {
    return (
      <>
        Version {scenario.version}. {usageSentence(scenario)}
        {scenario.hasDraft && (
          <>
            {" "}
            <Anchor href={here}>Voir le brouillon</Anchor>
          </>
        )}
      </>
    );
  }
  return (
    <>
      Brouillon de la version {scenario.draft}. La version {scenario.version} reste en service
      {inForce(scenario)}. <Anchor href={`${here}?version=en-service`}>La voir</Anchor>
    </>
  );
}

function inForce({ clientCount, openCount }: ScenarioView): string {
  if (clientCount + openCount === 0) return "";
  const clients = `${clientCount}${NBSP}client${clientCount > 1 ? "s" : ""}`;
  return ` pour ${clients} et ${openCount}${NBSP}facture${openCount > 1 ? "s" : ""} en cours`;
}

function lineStep(step: ScenarioView["steps"][number], { scenario, here, query }: ScenarioPageContext) {
  const isOwn = Object.keys(step.texts).length > 0;
  const note = step.needsApproval ? "avec votre accord" : isOwn ? "texte modifié" : null;
  const search = new URLSearchParams({
    etape: String(step.offsetDays),
    ...(query.invoiceId && { facture: query.invoiceId }),
    ...(query.wantsCurrent && { version: "en-service" }),
  });
  return {
    offsetDays: step.offsetDays,
    icon: CHANNEL_ICONS[step.channel],
    title: shortName(step),
    href: `${here}?${search}`,
    ...(note && { note }),
    ...(step.isOff && { isOff: true }),
    isCurrent: step.id === scenario.step?.id,
  };
}

/** A name that fits under the line. */
function shortName(step: ScenarioStep): string {
  return step.channel === "FORMAL_NOTICE" ? "Mise en demeure" : stepName(step);
}
