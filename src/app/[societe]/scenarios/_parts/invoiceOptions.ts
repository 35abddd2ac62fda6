import { formatDateShort } from "@/domain/dateText";
import { typeset } from "@/domain/typography";
import type { ScenarioView } from "@/usecases/dunning/readScenario";

/** Invoices a text can be read on, as a list names them. */
export function invoiceOptions({ invoices }: Pick<ScenarioView, "invoices">) {
  return invoices.map(({ id, number, clientName, dueOn }) => ({
    value: id,
    label: `${number}, ${clientName}, échéance du ${formatDateShort(dueOn, true)}`,
  }));
}

/** What is to be known of these invoices; empty when they are those of the scenario. */
export function invoicesNote({
  invoices,
  areOfOthers,
}: Pick<ScenarioView, "invoices" | "areOfOthers">): string {
  if (areOfOthers) {
    return typeset("Aucune facture en cours ne suit ce scénario : celles-ci en suivent un autre.");
  }
  return invoices.length > 0 ? "" : typeset("Sur un exemple : vous n’avez aucune facture en cours.");
}
