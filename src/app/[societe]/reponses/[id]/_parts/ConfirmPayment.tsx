import { FormLead } from "@/ui/controls/FormLead";
import { Section } from "@/ui/layout/Section";
import type { AnswerView } from "@/usecases/settlement/readAnswer";
import { ActionForm } from "../../../../_forms/ActionForm";
import { GestureButton } from "../../../../_forms/GestureButton";
import { setAnswerAside } from "../../../actions";
import { paymentFields } from "../../../factures/_parts/settlementFields";
import { confirmPayment } from "../actions";

/** « J'ai payé »: the money is there, and how much; or it is not. */
export function ConfirmPayment({ answer, slug }: { answer: AnswerView; slug: string }) {
  return (
    <Section
      title="L’argent est arrivé"
      aside={
        <GestureButton
          action={setAnswerAside}
          values={{ societe: slug, retour: `/${slug}`, reponse: answer.id }}
          variant="quiet"
        >
          Pas reçu, reprendre les relances
        </GestureButton>
      }
    >
      <FormLead>Le client reçoit aussitôt un court remerciement par courriel.</FormLead>
      <ActionForm
        action={confirmPayment}
        hidden={{ societe: slug, reponse: answer.id }}
        fields={paymentFields({
          receivedOn: answer.onDate ?? answer.today,
          amountCents: answer.likelyPaidCents,
          balanceCents: answer.amountCents,
          method: answer.method,
        })}
        submit="Confirmer le règlement"
        pending="Enregistrement…"
      />
    </Section>
  );
}
