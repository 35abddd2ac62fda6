import type { Permission } from "@/auth/permissions";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import type { MessageView } from "@/usecases/dunning/readMessage";
import { wordsMark } from "@/usecases/dunning/wordsAuthors";
import { GestureButton } from "../../../../_forms/GestureButton";
import {
  approveMessage,
  confirmNotSent,
  confirmSent,
  fileRefusedNote,
  sendNoteAgain,
  setMessageAside,
  takeUpAgain,
} from "../../../actions";

interface MessageGesturesProps {
  message: MessageView;
  slug: string;
  may: (permission: Permission) => boolean;
}

/** What can be decided about a message, from its own page. */
export function MessageGestures({ message, slug, may }: MessageGesturesProps) {
  const values = { societe: slug, retour: `/${slug}/messages/${message.id}`, message: message.id };
  const isReminder = message.kind === "REMINDER";
  if (message.afterFailure === "RESEND_OR_FILE") return may("work") && <ResendOrFile values={values} />;
  if (!may("approve")) return null;
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
            {isReminder ? "Elle est partie" : "Il est parti"}
          </GestureButton>
          <GestureButton action={confirmNotSent} values={values}>
            {isReminder ? "Elle n’est pas partie" : "Il n’est pas parti"}
          </GestureButton>
        </>
      );
    case "FAILED":
      return (
        message.afterFailure === "DECIDE_AGAIN" && (
          <GestureButton action={takeUpAgain} values={values}>
            Reprendre la relance
          </GestureButton>
        )
      );
    default:
      return null;
  }
}

function ResendOrFile({ values }: { values: Readonly<Record<string, string>> }) {
  return (
    <>
      <GestureButton action={fileRefusedNote} values={values}>
        Classer
      </GestureButton>
      <GestureButton action={sendNoteAgain} values={values} variant="primary">
        Renvoyer
      </GestureButton>
    </>
  );
}
