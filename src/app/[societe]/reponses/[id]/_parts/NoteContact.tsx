import { FormLead } from "@/ui/controls/FormLead";
import { Section } from "@/ui/layout/Section";
import type { AnswerView } from "@/usecases/settlement/readAnswer";
import { ActionForm } from "../../../../_forms/ActionForm";
import { noteContact } from "../actions";

/** « Mauvais destinataire »: what the client proposes is checked before anyone is written to. */
export function NoteContact({ answer, slug }: { answer: AnswerView; slug: string }) {
  return (
    <Section title="Noter la bonne personne">
      <FormLead>
        Vérifiez cette adresse avant de l’enregistrer : elle vient de la personne qui a répondu. Les
        prochaines relances iront à elle d’abord.
      </FormLead>
      <ActionForm
        action={noteContact}
        hidden={{ societe: slug, reponse: answer.id }}
        fields={[
          { kind: "text", name: "name", label: "Nom", value: answer.contact.name, isOptional: true },
          { kind: "email", name: "email", label: "Adresse électronique", value: answer.contact.email },
          { kind: "tel", name: "phone", label: "Téléphone", value: answer.contact.phone, isOptional: true },
          {
            kind: "checkbox",
            name: "forgetOld",
            label: "Ne plus écrire à la personne qui a répondu",
            value: "1",
            hint: "Elle quitte la fiche du client, et ses liens se ferment.",
          },
        ]}
        submit="Enregistrer et reprendre les relances"
        pending="Enregistrement…"
      />
    </Section>
  );
}
