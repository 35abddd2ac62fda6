import { hasOwnText } from "@/domain/dunning/readyTexts";
import { offsetLabel, stepName } from "@/domain/dunning/scenario";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Section } from "@/ui/layout/Section";
import type { StepView } from "@/usecases/dunning/readScenario";
import { editedStep } from "@/usecases/dunning/seenScenario";
import { ActionForm } from "../../../_forms/ActionForm";
import { GestureButton } from "../../../_forms/GestureButton";
import { seenField } from "../../../_server/seenField";
import { dropStep, shiftStep, writeStep } from "../actions";
import { keptOf, LanguageTabs } from "./ReaderColumn";
import { Restraints } from "./Restraints";
import type { ScenarioPageContext } from "./ScenarioPage";
import styles from "./StepColumn.module.css";
import { StepFacts } from "./StepFacts";
import { ReaderChoiceForm, StepReader } from "./StepReader";
import { stepFields } from "./stepFields";

interface StepColumnProps {
  page: ScenarioPageContext;
  step: StepView;
}

/** The step is in a draft that this person may change. */
export function isEditable({ scenario, mayConfigure }: ScenarioPageContext): boolean {
  return scenario.draft !== null && mayConfigure;
}

/** The step shown: its form while the scenario is a draft, its facts once it is in service. */
export function StepColumn({ page, step }: StepColumnProps) {
  const { scenario, home, mayConfigure } = page;
  const isOpen = isEditable(page);
  return (
    <div>
      <Section title={stepName(step)} {...(isOpen && { aside: <RemoveStep page={page} step={step} /> })}>
        {isOpen ? <StepEditor page={page} step={step} /> : <StepFacts step={step} />}
      </Section>
      {!isOpen && (
        <Section title="Ce qui peut la retarder">
          <Restraints pace={scenario.pace} home={home} mayConfigure={mayConfigure} />
        </Section>
      )}
    </div>
  );
}

function valuesOf({ slug, scenario, here }: ScenarioPageContext, step: StepView) {
  return {
    societe: slug,
    scenario: scenario.id,
    etape: String(step.offsetDays),
    retour: `${here}?etape=${step.offsetDays}`,
  };
}

function StepEditor({ page, step }: StepColumnProps) {
  const { scenario, here } = page;
  const values = valuesOf(page, step);
  const { retour: _, ...hidden } = values;
  const { preview } = scenario;
  const language = scenario.language ?? (preview?.kind === "EMAIL" ? preview.content.language : "fr");
  const reader = preview && hasOwnText(step.channel) && (
    <StepReader
      scenario={scenario}
      invoiceId={scenario.invoice?.id ?? ""}
      step={step}
      preview={preview}
      language={language}
      base={here}
      named={{ etape: String(step.offsetDays) }}
    >
      <LanguageTabs page={page} step={step} />
    </StepReader>
  );
  return (
    <>
      <div className={styles.moves}>
        <GestureButton
          action={shiftStep}
          values={{ ...values, jours: "-1" }}
          size="small"
          about={about(step)}
        >
          Un jour plus tôt
        </GestureButton>
        <GestureButton action={shiftStep} values={{ ...values, jours: "1" }} size="small" about={about(step)}>
          Un jour plus tard
        </GestureButton>
      </div>
      <ActionForm
        key={`${step.id} ${language}`}
        action={writeStep}
        hidden={{ ...hidden, ...seenField(editedStep(step)) }}
        fields={stepFields(step, scenario.form, language, reader)}
        submit="Enregistrer l’étape"
        pending="Enregistrement…"
        variant="outlined"
        asksBeforeLeaving
        cancel={
          <ButtonLink href={`${here}?etape=${step.offsetDays}`} variant="quiet">
            Annuler
          </ButtonLink>
        }
      />
      {reader && <ReaderChoiceForm here={here} kept={keptOf(page, step)} />}
    </>
  );
}

function about(step: StepView): string {
  return `pour l’étape ${offsetLabel(step.offsetDays)}`;
}

function RemoveStep({ page, step }: StepColumnProps) {
  return (
    <GestureButton
      action={dropStep}
      values={valuesOf(page, step)}
      variant="quietCritical"
      size="small"
      about={about(step)}
    >
      Retirer l’étape
    </GestureButton>
  );
}
