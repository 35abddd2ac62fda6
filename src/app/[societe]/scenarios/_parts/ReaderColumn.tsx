import { formatDate } from "@/domain/dateText";
import { hasOwnText, TEXT_LANGUAGES } from "@/domain/dunning/readyTexts";
import { Tabs } from "@/ui/controls/Tabs";
import { Section } from "@/ui/layout/Section";
import { Details } from "@/ui/messages/Details";
import { MailFrame } from "@/ui/surfaces/MailFrame";
import { Anchor } from "@/ui/text/Anchor";
import type { StepView } from "@/usecases/dunning/readScenario";
import { GestureButton } from "../../../_forms/GestureButton";
import { sendTest } from "../actions";
import { InvoiceChoice } from "./InvoiceChoice";
import styles from "./ReaderColumn.module.css";
import type { ScenarioPageContext } from "./ScenarioPage";
import { StepText } from "./StepText";

export interface ReaderProps {
  page: ScenarioPageContext;
  step: StepView;
}

const LANGUAGE_LABELS = { fr: "En français", en: "En anglais" } as const;

/** What the client will read or hear, on a real invoice. */
export function ReaderColumn({ page, step }: ReaderProps) {
  const { scenario, here } = page;
  const { preview } = scenario;
  return (
    <Section title={readerTitle(step)} aside={preview ? `Au ${formatDate(preview.on)}` : ""}>
      <InvoiceChoice scenario={scenario} here={here} kept={keptOf(page, step)} />
      {hasOwnText(step.channel) && <LanguageTabs page={page} step={step} />}
      <StepText scenario={scenario} />
      {preview?.kind === "EMAIL" && <OtherForms page={page} step={step} />}
    </Section>
  );
}

export function readerTitle({ channel }: Pick<StepView, "channel">): string {
  return channel === "CALL" ? "Ce que vous pourrez dire" : "Ce que lira le client";
}

/** What the address keeps of the page when something else changes. */
export function keptOf({ query, scenario }: ScenarioPageContext, step: StepView): Record<string, string> {
  return {
    etape: String(step.offsetDays),
    ...(query.wantsCurrent && { version: "en-service" }),
    ...(scenario.language && { langue: scenario.language }),
  };
}

export function LanguageTabs({ page, step }: ReaderProps) {
  const { scenario, here, query } = page;
  const shown = scenario.preview?.kind === "EMAIL" ? scenario.preview.content.language : scenario.language;
  return (
    <Tabs
      label="Langue du texte"
      tabs={TEXT_LANGUAGES.map((language) => ({
        href: `${here}?${new URLSearchParams({
          ...keptOf(page, step),
          ...(query.invoiceId && { facture: query.invoiceId }),
          langue: language,
        })}`,
        label: LANGUAGE_LABELS[language],
        isCurrent: language === (shown ?? "fr"),
      }))}
    />
  );
}

/** The exact layout, on a phone, as plain text, and a test sent to oneself. */
export function OtherForms({ page, step }: ReaderProps) {
  const { scenario, here, query, slug, email } = page;
  const search = new URLSearchParams({
    ...keptOf(page, step),
    ...(scenario.invoice && { facture: scenario.invoice.id }),
  });
  const values = {
    societe: slug,
    scenario: scenario.id,
    ...keptOf(page, step),
    facture: query.invoiceId,
    retour: `${here}?${search}`,
  };
  return (
    <div className={styles.forms}>
      <Details summary="Sur un téléphone">
        <div className={styles.phone}>
          <MailFrame subject="aperçu sur un téléphone" src={`${here}/apercu?${search}`} />
        </div>
      </Details>
      <p className="small muted">
        <Anchor href={`${here}/apercu?${search}`} target="_blank">
          Ouvrir la mise en page exacte
        </Anchor>
        {", "}
        <Anchor href={`${here}/apercu?${search}&forme=texte`} target="_blank">
          la version texte
        </Anchor>
      </p>
      <GestureButton action={sendTest} values={values} size="small" pending="Envoi…">
        M’envoyer un essai
        <span className="sr"> à {email}</span>
      </GestureButton>
    </div>
  );
}
