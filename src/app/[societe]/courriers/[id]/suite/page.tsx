import type { Metadata } from "next";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { ActionForm } from "../../../../_forms/ActionForm";
import { DEADLINE_FIELDS } from "../../_parts/letterFields";
import { noteDeadline } from "../../actions";
import { enterLetter, LetterForm } from "../_parts/enterLetter";

export const metadata: Metadata = { title: "Suite de la mise en demeure" };

type Props = { params: Promise<{ societe: string; id: string }> };

export default async function DeadlinePage({ params }: Props) {
  const { letter, home, here, hidden } = await enterLetter(params);
  return (
    <LetterForm letter={letter} home={home} title="Suite de la mise en demeure">
      <ActionForm
        action={noteDeadline}
        hidden={hidden}
        fields={DEADLINE_FIELDS}
        submit="Noter la suite"
        pending="Enregistrement…"
        cancel={
          <ButtonLink href={here} variant="quiet">
            Annuler
          </ButtonLink>
        }
      />
    </LetterForm>
  );
}
