import { formatDateShort } from "@/domain/dateText";
import { typeset } from "@/domain/typography";
import { ChoiceBar } from "@/ui/controls/ChoiceBar";
import type { ScenarioView } from "@/usecases/dunning/readScenario";

interface InvoiceChoiceProps {
  scenario: ScenarioView;
  /** Address of the page, and what it keeps. */
  here: string;
  kept: Readonly<Record<string, string>>;
}

/** The invoice the text is read on: a real one as soon as there is one. */
export function InvoiceChoice({ scenario, here, kept }: InvoiceChoiceProps) {
  const { invoices, invoice, step } = scenario;
  if (!invoice || !step) {
    return (
      <p className="small muted">
        {typeset("Sur un exemple : aucune facture en cours ne suit ce scénario.")}
      </p>
    );
  }
  return (
    <ChoiceBar
      label="Aperçu sur une facture réelle"
      name="facture"
      defaultValue={invoice.id}
      options={invoices.map(({ id, number, clientName, dueOn }) => ({
        value: id,
        label: `${number}, ${clientName}, échéance du ${formatDateShort(dueOn, true)}`,
      }))}
      action={here}
      kept={kept}
      submit="Relire"
    />
  );
}
