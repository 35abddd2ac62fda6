import type { Metadata } from "next";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { ActionForm } from "../../../../_forms/ActionForm";
import { postedFields } from "../../_parts/letterFields";
import { notePosted } from "../../actions";
import { enterLetter, LetterForm } from "../_parts/enterLetter";

export const metadata: Metadata = { title: "Noter comme postée" };

type Props = { params: Promise<{ societe: string; id: string }> };

export default async function PostedPage({ params }: Props) {
  const { letter, home, here, hidden } = await enterLetter(params);
  return (
    <LetterForm letter={letter} home={home} title="Noter comme postée">
      <ActionForm
        action={notePosted}
        hidden={hidden}
        fields={postedFields(letter)}
        submit="Noter comme postée"
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
