import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Buttons } from "@/ui/controls/Buttons";
import { EmptyState } from "@/ui/messages/EmptyState";

/** The day when nothing waits: what happened, what comes next; the first steps of a new company. */
export function NothingWaits({ isNew, home, mayWork }: { isNew: boolean; home: string; mayWork: boolean }) {
  if (!isNew) {
    return (
      <EmptyState title="Rien ne vous attend aujourd’hui">
        Les appels, les courriers et les réponses de vos clients arriveront ici, avec les gestes pour les
        traiter.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="invoice"
      title="Commencez par une facture"
      action={
        mayWork && (
          <Buttons>
            <ButtonLink href={`${home}/factures/nouvelle`} icon="add" variant="primary">
              Ajouter une facture
            </ButtonLink>
            <ButtonLink href={`${home}/importer`} icon="upload">
              Importer un fichier
            </ButtonLink>
          </Buttons>
        )
      }
    >
      Dès la première, vous verrez quelle relance partira, quel jour, et pour quel montant. Rien ne part sans
      votre accord tant que le mode sûr est actif.
    </EmptyState>
  );
}
