import { formatDate } from "@/domain/dateText";
import { typeset } from "@/domain/typography";
import type { InsolvencyView } from "@/usecases/legal/readInsolvency";

/** What a procedure that is over leaves: earlier invoices stay suspended, later ones go on. */
export function closureWords({ insolvency, closedOn, invoices }: InsolvencyView): string {
  const on = closedOn === null ? "" : ` depuis le ${formatDate(closedOn)}`;
  const why = insolvency.endReason === "" ? "" : ` (${insolvency.endReason})`;
  const stays =
    invoices.length === 0
      ? "Aucune facture visée n’est encore ouverte."
      : "Les factures visées restent suspendues : elles ne sont plus relancées et ne portent plus d’intérêts (art. L. 622-28). Si elles ne seront pas payées, passez-les en perte depuis leur page.";
  return typeset(
    `La procédure est close${on}${why}. ${stays} Ce que vous avez fourni depuis le jugement se relance comme d’habitude.`,
  );
}
