import { ButtonLink } from "@/ui/controls/ButtonLink";
import type { MessageView } from "@/usecases/dunning/readMessage";
import { wordsMark } from "@/usecases/dunning/wordsAuthors";
import { GestureButton } from "../../../../_forms/GestureButton";
import { approveMessage, confirmNotSent, confirmSent, setMessageAside, takeUpAgain } from "../../../actions";

/** What can be decided about a message, from its own page. */
export function MessageGestures({ message, slug }: { message: MessageView; slug: string }) {
  const values = { societe: slug, retour: `/${slug}/messages/${message.id}`, message: message.id };
  switch (message.state) {
    case "AWAITING_APPROVAL":
      return (
        <>
          {message.mayReword && (
            <ButtonLink href={`/${slug}/messages/${message.id}/texte`} icon="edit">
              Modifier le texte
            </ButtonLink>
          )}
          <GestureButton action={setMessageAside} values={values}>
            Écarter
          </GestureButton>
          <GestureButton
            action={approveMessage}
            values={{ ...values, texte: wordsMark(message.wordsAuthor) }}
            variant="primary"
          >
            Approuver
          </GestureButton>
        </>
      );
    case "UNCERTAIN":
      return (
        <>
          <GestureButton action={confirmSent} values={values}>
            Elle est partie
          </GestureButton>
          <GestureButton action={confirmNotSent} values={values}>
            Elle n’est pas partie
          </GestureButton>
        </>
      );
    case "FAILED":
      return message.isToDecide ? (
        <GestureButton action={takeUpAgain} values={values}>
          Reprendre la relance
        </GestureButton>
      ) : null;
    default:
      return null;
  }
}
