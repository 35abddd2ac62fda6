import { NBSP } from "@/domain/money";
import { typeset } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Section } from "@/ui/layout/Section";
import { Stack } from "@/ui/layout/Stack";
import { Banner } from "@/ui/messages/Banner";
import { Sentence } from "@/ui/text/Sentence";
import type { HandReminderView } from "@/usecases/dunning/readHandReminder";
import { ActionForm } from "../../_forms/ActionForm";
import type { FieldSpec } from "../../_forms/fieldSpec";
import { remindNow } from "./actions";
import { type HandReminderPage, momentWords } from "./HandReminderPage";

/** When it leaves, what to know before, and the button. */
export function SendBlock({ page }: { page: HandReminderPage }) {
  const { view, mayInsist } = page;
  const mayAsk = !view.pressure || mayInsist;
  return (
    <Section title="Envoyer">
      <Stack>
        {view.pressure && (
          <Banner tone="caution">
            <Sentence>{view.pressure}</Sentence> {insistWords(mayInsist)}
          </Banner>
        )}
        {mayAsk && (
          <>
            <p>
              <Sentence>{typeset(whenWords(view, page.mayApprove))}</Sentence>
            </p>
            <Form page={page} />
          </>
        )}
      </Stack>
    </Section>
  );
}

function insistWords(mayInsist: boolean): string {
  return mayInsist
    ? "Pour passer outre, dites pourquoi ci-dessous."
    : "Seul un propriétaire ou un gestionnaire de la société peut passer outre.";
}

function whenWords({ leaves, recipients, pressure }: HandReminderView, mayApprove: boolean): string {
  if (!leaves) return "";
  const whom = [...recipients.to, ...recipients.cc].join(", ");
  if (!mayApprove) return `Elle partira à ${whom} dès qu’une personne qui peut approuver l’aura relue.`;
  if (leaves.isLater) {
    return `La plage d’envoi est fermée : le message partira le ${momentWords(leaves)}, à ${whom}, avec les montants de ce jour-là. D’ici là, vous pouvez le retirer.`;
  }
  const start = pressure ? "Le message partirait" : "Le message part";
  return `${start} dans une minute, à ${whom}, tel que vous le lisez plus bas. Pendant cette minute, vous pouvez le retirer.`;
}

function Form({ page }: { page: HandReminderPage }) {
  const { view, slug, here, base, target, mayApprove } = page;
  const urgency: FieldSpec = {
    kind: "text",
    name: "urgence",
    label: "Pourquoi ce contact ne peut pas attendre",
    hint: `Gardé au journal avec votre nom. Par exemple${NBSP}: le client demande un rappel écrit.`,
  };
  return (
    <ActionForm
      action={remindNow}
      hidden={{
        societe: slug,
        retour: here,
        ...target,
        modele: view.template?.stepId ?? "",
        vu: view.seen,
      }}
      fields={view.pressure ? [urgency] : []}
      submit={mayApprove ? "Envoyer cette relance" : "Demander l’accord"}
      pending="Un instant…"
      cancel={
        <ButtonLink href={base} variant="quiet">
          Annuler
        </ButtonLink>
      }
    />
  );
}
