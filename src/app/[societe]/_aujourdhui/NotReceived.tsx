import { formatDayMonth } from "@/domain/dateText";
import { afterDe, typeset } from "@/domain/typography";
import { Banner } from "@/ui/messages/Banner";
import { Flash } from "@/ui/messages/Flash";
import { Sentence } from "@/ui/text/Sentence";
import type { RejectionView } from "@/usecases/settlement/readRejection";
import { GestureButton } from "../../_forms/GestureButton";
import { takeRejectionBack } from "../actions";

interface NotReceivedProps {
  rejection: RejectionView;
  slug: string;
  mayWork: boolean;
  /** The page to come back to. */
  back: string;
}

/** Just after « Pas reçu »: what was noted, what follows, and the way to take it back. */
export function NotReceivedFlash(props: NotReceivedProps) {
  const { clientName } = props.rejection;
  const noted = `Noté : le règlement ${afterDe(clientName)} n’est pas arrivé.`;
  return (
    <Flash undo={<TakeBack {...props} />}>
      <Sentence>{typeset(`${noted} ${nextWords(props.rejection)}`)}</Sentence>
    </Flash>
  );
}

/** The same later, on the page of the answer; or why it cannot be taken back any more. */
export function NotReceivedBanner(props: NotReceivedProps) {
  const { rejectedOn, tooLate } = props.rejection;
  const noted = `Pas reçu, noté le ${formatDayMonth(rejectedOn)}.`;
  const rest = [nextWords(props.rejection), tooLate ?? ""].filter(Boolean).join(" ");
  return (
    <Banner icon="check" actions={<TakeBack {...props} />}>
      <Sentence>{typeset(`${noted} ${rest}`)}</Sentence>
    </Banner>
  );
}

function TakeBack({ rejection, slug, mayWork, back }: NotReceivedProps) {
  if (!mayWork || rejection.tooLate !== null) return null;
  return (
    <GestureButton
      action={takeRejectionBack}
      values={{ societe: slug, retour: back, reponse: rejection.answerId }}
      about={`et remettre en attente le règlement ${afterDe(rejection.clientName)}`}
    >
      Annuler
    </GestureButton>
  );
}

/** `Les relances reprennent le 27 novembre : courriel ferme, J+15.`, after the call to make, if any. */
function nextWords({ hasCall, next, today, why }: RejectionView): string {
  if (!next) return hasCall ? "Un appel est à passer." : why;
  const step = `${next.name.charAt(0).toLowerCase()}${next.name.slice(1)}`;
  const day = next.on === null ? "" : next.on === today ? " aujourd’hui" : ` le ${formatDayMonth(next.on)}`;
  return hasCall
    ? `Un appel est à passer. Les relances reprennent ensuite${day} : ${step}.`
    : `Les relances reprennent${day} : ${step}.`;
}
