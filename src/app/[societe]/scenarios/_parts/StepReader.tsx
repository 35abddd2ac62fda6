/** The preview that follows the form of a step, and the form that opens it on another invoice without script. */
import type { ReactNode } from "react";
import type { TextLanguage } from "@/domain/dunning/readyTexts";
import type { StepPreview } from "@/usecases/dunning/previewStep";
import type { ScenarioView, StepView } from "@/usecases/dunning/readScenario";
import { invoiceOptions, invoicesNote } from "./invoiceOptions";
import { LiveReader } from "./LiveReader";
import { readingOf } from "./liveReading";
import { readerTitle } from "./ReaderColumn";
import { textFieldNames } from "./stepFields";

const CHOICE_FORM = "choix-facture";

interface StepReaderProps {
  scenario: ScenarioView;
  /** The invoice it is read on; empty for an example. */
  invoiceId: string;
  step: Pick<StepView, "channel">;
  /** Its words as they are now. */
  preview: StepPreview;
  language: TextLanguage;
  /** Address of the scenario, and what names the step in that of its exact layout. */
  base: string;
  named: Readonly<Record<string, string>>;
  /** The way to the other language. */
  children?: ReactNode;
}

export function StepReader(props: StepReaderProps) {
  const { scenario, invoiceId, step, preview, language, base, named, children } = props;
  const search = new URLSearchParams({ ...named, langue: language, facture: invoiceId, forme: "saisie" });
  return (
    <LiveReader
      address={`${base}/apercu`}
      frame={`${base}/apercu?${search}`}
      fields={textFieldNames(step, language)}
      first={readingOf(preview, null)}
      title={readerTitle(step)}
      note={invoicesNote(scenario)}
      invoices={invoiceOptions(scenario)}
      invoiceId={invoiceId}
      choiceForm={CHOICE_FORM}
    >
      {children}
    </LiveReader>
  );
}

interface ReaderChoiceFormProps {
  /** Address of the page, and what it keeps. */
  here: string;
  kept: Readonly<Record<string, string>>;
}

/** Outside the form of the step: one form cannot stand in another. */
export function ReaderChoiceForm({ here, kept }: ReaderChoiceFormProps) {
  return (
    <form id={CHOICE_FORM} action={here} method="get">
      {Object.entries(kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </form>
  );
}
