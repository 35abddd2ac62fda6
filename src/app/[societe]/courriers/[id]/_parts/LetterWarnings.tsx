import { formatDate } from "@/domain/dateText";
import { readTrackingNumber } from "@/domain/legal/trackingNumber";
import { Banner } from "@/ui/messages/Banner";
import { Anchor } from "@/ui/text/Anchor";
import { Sentence } from "@/ui/text/Sentence";
import type { LetterPageContext } from "./LetterPage";

/** What must be read before anything else is done with the letter. */
export function LetterWarnings({ page }: { page: LetterPageContext }) {
  const { letter, home } = page;
  const isPaid = letter.invoices.length > 0 && letter.invoices.every((invoice) => !invoice.isOpen);
  const tracking = readTrackingNumber(letter.trackingNumber ?? "");
  return (
    <>
      {letter.isStale && letter.state === "TO_POST" && (
        <Banner tone="critical">
          {isPaid
            ? "Ses factures sont réglées ou closes : ne postez pas cette lettre, retirez-la."
            : "Un fait est arrivé depuis l’approbation (règlement, litige, correction) : ne postez pas cette lettre. Redessinez-la, puis relisez-la."}
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
