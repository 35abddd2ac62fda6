import { formatDayMonth, formatMinuteOfDay } from "@/domain/dateText";
import { NBSP } from "@/domain/money";
import { afterDe, typeset } from "@/domain/typography";
import { Banner } from "@/ui/messages/Banner";
import { Flash } from "@/ui/messages/Flash";
import { Sentence } from "@/ui/text/Sentence";
import type { RejectionView } from "@/usecases/settlement/readRejection";
import { GestureButton } from "../../_forms/GestureButton";
import { takeRejectionBack } from "../actions";

interface SetAsideProps {
  rejection: RejectionView;
  slug: string;
  mayWork: boolean;
  /** The page to come back to. */
  back: string;
}

/** Just after an answer was set aside: what was noted, what follows, and the way to take it back. */
export function SetAsideFlash(props: SetAsideProps) {
  const { noted } = wordsOf(props.rejection);
  return (
    <Flash undo={<TakeBack {...props} />}>
      <Sentence>
        {typeset(
          [`Noté : ${noted}.`, tellingWords(props.rejection), nextWords(props.rejection)]
            .filter(Boolean)
            .join(" "),
        )}
      </Sentence>
    </Flash>
  );
}

/** The same later, on the page of the answer; or why it cannot be taken back any more. */
export function SetAsideBanner(props: SetAsideProps) {
  const { rejectedOn, tooLate, note } = props.rejection;
  const noted = `${wordsOf(props.rejection).done} le ${formatDayMonth(rejectedOn)}.`;
  const why = note && `«${NBSP}${note}${NBSP}»`;
  const rest = [why, tellingWords(props.rejection), nextWords(props.rejection), tooLate ?? ""]
    .filter(Boolean)
    .join(" ");
  return (
    <Banner icon="check" actions={<TakeBack {...props} />}>
      <Sentence>{typeset(`${noted} ${rest}`)}</Sentence>
    </Banner>
  );
}

function TakeBack({ rejection, slug, mayWork, back }: SetAsideProps) {
  if (!mayWork || rejection.tooLate !== null) return null;
  return (
    <GestureButton
      action={takeRejectionBack}
      values={{ societe: slug, retour: back, reponse: rejection.answerId }}
      about={wordsOf(rejection).undo}
    >
      Annuler
    </GestureButton>
  );
}

interface Words {
  /** After « Noté : ». */
  noted: string;
  /** Before « le 4 novembre. » */
  done: string;
  /** After « Annuler », for those who do not see where the button is. */
  undo: string;
}

function wordsOf({ kind, isBroken, note, invoices, clientName }: RejectionView): Words {
  const ofClient = afterDe(clientName);
  const standing = invoices > 1 ? "les factures sont maintenues" : "la facture est maintenue";
  switch (kind) {
    case "ALREADY_PAID":
      return {
        noted: `le règlement ${ofClient} n’est pas arrivé`,
        done: "Pas reçu, noté",
        undo: `et remettre en attente le règlement ${ofClient}`,
      };
    case "PROMISE":
      return {
        noted: `la promesse ${ofClient} ${isBroken ? "n’a pas été tenue" : "est écartée"}`,
        done: isBroken ? "Promesse non tenue, traitée" : "Promesse écartée",
        undo: `et tenir compte à nouveau de la promesse ${ofClient}`,
      };
    case "DISPUTE":
      return {
        noted: note ? standing : `le litige ${ofClient} est écarté`,
        done: !note ? "Litige écarté" : invoices > 1 ? "Factures maintenues" : "Facture maintenue",
        undo: `et tenir compte à nouveau du litige ${ofClient}`,
      };
    case "INSTALMENTS":
    case "WRONG_RECIPIENT":
    case "INVOICE_COPY":
    case "MESSAGE":
      return {
        noted: `la réponse ${ofClient} est écartée`,
        done: "Réponse écartée",
        undo: `et tenir compte à nouveau de la réponse ${ofClient}`,
      };
  }
}

/** `Un courriel l’annonce au client à 10 h 10.` Empty when none waits. */
function tellingWords({ toldAtMinute }: RejectionView): string {
  return toldAtMinute === null ? "" : `Un courriel l’annonce au client à ${formatMinuteOfDay(toldAtMinute)}.`;
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
