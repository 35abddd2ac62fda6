import { formatDate } from "@/domain/dateText";
import { readTrackingNumber } from "@/domain/legal/trackingNumber";
import { Banner } from "@/ui/messages/Banner";
import { Anchor } from "@/ui/text/Anchor";
import { Sentence } from "@/ui/text/Sentence";
import { KEEP_AT_CARRIER } from "@/usecases/dunning/staleLetter";
import type { LetterPageContext } from "./LetterPage";

/** What follows from a fact that came after the approval. */
function whatToDo({ dispatch, invoices }: LetterPageContext["letter"]): string {
  if (dispatch?.isHanded) return KEEP_AT_CARRIER;
  const isOver = invoices.length > 0 && invoices.every((invoice) => !invoice.isOpen);
  return isOver
    ? "Ne postez pas cette lettre : retirez-la."
    : "Ne postez pas cette lettre : redessinez-la, puis relisez-la.";
}

/** What must be read before anything else is done with the letter. */
export function LetterWarnings({ page }: { page: LetterPageContext }) {
  const { letter, home } = page;
  const tracking = readTrackingNumber(letter.trackingNumber ?? "");
  return (
    <>
      {letter.isStale && letter.state === "TO_APPROVE" && (
        <Banner tone="caution">
          <Sentence>{letter.staleBecause ?? ""}</Sentence>
        </Banner>
      )}
      {letter.isStale && letter.state === "TO_POST" && (
        <Banner tone="critical">
          <Sentence>{`${letter.staleBecause} ${whatToDo(letter)}`}</Sentence>
        </Banner>
      )}
      {letter.dispatch?.refusal && letter.state === "TO_POST" && (
        <Banner tone="caution">
          <Sentence>{`Le prestataire d’envoi n’a pas posté cette lettre : ${letter.dispatch.refusal}`}</Sentence>
        </Banner>
      )}
      {tracking?.warning && (
        <Banner tone="caution">
          <Sentence>{tracking.warning}</Sentence>
        </Banner>
      )}
      {letter.isOverdueAtPost && letter.presentedOn && (
        <Banner>
          <Sentence>
            {`Présentée le ${formatDate(letter.presentedOn)}, elle n’attend plus au bureau de poste, qui garde un pli 15 jours. Notez sa distribution ou son retour : revenue « non réclamée », elle reste valable.`}
          </Sentence>
        </Banner>
      )}
      {letter.replacesId && (
        <Banner>
          Elle remplace{" "}
          <Anchor href={`${home}/courriers/${letter.replacesId}`}>
            une lettre partie à une mauvaise adresse
          </Anchor>
          .
        </Banner>
      )}
      {letter.replacedById && (
        <Banner>
          <Anchor href={`${home}/courriers/${letter.replacedById}`}>Une nouvelle lettre</Anchor> la remplace,
          à la bonne adresse.
        </Banner>
      )}
    </>
  );
}
