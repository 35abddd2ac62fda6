import { addDays } from "@/domain/calendar";
import { Section } from "@/ui/layout/Section";
import type { AnswerView } from "@/usecases/settlement/readAnswer";
import { ActionForm } from "../../../../_forms/ActionForm";
import { GestureButton } from "../../../../_forms/GestureButton";
import { setAnswerAside } from "../../../actions";
import { postpone } from "../actions";

/** Days proposed for a second chance. */
const PROPOSED_DAYS = 7;

/** A promise that was not kept: another date agreed with the client, or the scenario goes on. */
export function NewPromise({ answer, slug }: { answer: AnswerView; slug: string }) {
  return (
    <Section
      title="Accorder une nouvelle date"
      aside={
        <GestureButton
          action={setAnswerAside}
          values={{ societe: slug, retour: `/${slug}`, reponse: answer.id }}
          variant="quiet"
        >
          Reprendre les relances
        </GestureButton>
      }
    >
      <ActionForm
        action={postpone}
        hidden={{ societe: slug, reponse: answer.id }}
        fields={[
          {
            kind: "date",
            name: "onDate",
            label: "Nouvelle date de règlement",
            value: addDays(answer.today, PROPOSED_DAYS),
            hint: "Les relances attendent jusque-là, puis reprennent seules.",
          },
        ]}
        submit="Noter la nouvelle date"
        pending="Enregistrement…"
      />
    </Section>
  );
}
