import type { Metadata } from "next";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { ActionForm } from "../../../../_forms/ActionForm";
import { followFields } from "../../_parts/letterFields";
import { noteFollowed } from "../../actions";
import { enterLetter, LetterForm } from "../_parts/enterLetter";

export const metadata: Metadata = { title: "Ce que dit La Poste" };

type Props = { params: Promise<{ societe: string; id: string }> };

export default async function FollowPage({ params }: Props) {
  const { letter, home, here, hidden } = await enterLetter(params);
  return (
    <LetterForm letter={letter} home={home} title="Ce que dit La Poste">
      <ActionForm
        action={noteFollowed}
        hidden={hidden}
        fields={followFields(letter)}
        submit="Enregistrer"
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
