import { ChoiceBar } from "@/ui/controls/ChoiceBar";
import type { ScenarioView } from "@/usecases/dunning/readScenario";
import { invoiceOptions, invoicesNote } from "./invoiceOptions";

interface InvoiceChoiceProps {
  scenario: ScenarioView;
  /** Address of the page, and what it keeps. */
  here: string;
  kept: Readonly<Record<string, string>>;
}

/** The invoice the text is read on: a real one as soon as there is one. */
export function InvoiceChoice({ scenario, here, kept }: InvoiceChoiceProps) {
  const { invoice, step } = scenario;
  const note = invoicesNote(scenario);
  return (
    <>
      {invoice && step && (
        <ChoiceBar
          label="Aperçu sur une facture réelle"
          name="facture"
          defaultValue={invoice.id}
          options={invoiceOptions(scenario)}
          action={here}
          kept={kept}
          submit="Relire"
        />
      )}
      {note !== "" && <p className="small muted">{note}</p>}
    </>
  );
}
