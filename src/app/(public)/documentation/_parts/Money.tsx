import { NBSP } from "@/domain/money";
import { CodeBlock } from "@/ui/text/CodeBlock";
import { CREDIT_NOTE_BODY, HOLD_BODY, PAYMENT_BODY } from "../../../api/v1/_parts/contract";
import type { Examples } from "./examples";
import { FieldTable } from "./FieldTable";

/** Money that came in, and what becomes of each cent of it. */
export function Payments({ examples }: { examples: Examples }) {
  return (
    <>
      <h2 id="reglement">Enregistrer un règlement</h2>
      <CodeBlock>{examples.payment}</CodeBlock>
      <p>
        L’en-tête <code>Idempotency-Key</code> est exigé{NBSP}: avec lui, le même règlement envoyé deux fois
        n’est enregistré qu’une fois (<a href="#renvoyer">Renvoyer sans risque</a>).
      </p>
      <p>
        Dans la réponse, <code>split</code> dit ce que chaque centime est devenu{NBSP}:{" "}
        <code>principalCents</code> a baissé le reste à payer, <code>accessoryCents</code> a payé les
        pénalités et l’indemnité, <code>creditCents</code> reste au client.
      </p>
      <p>
        Au-dessus du solde, ou sur une facture déjà soldée, un règlement est refusé tant que vous n’avez pas
        dit dans <code>surplus</code> ce que devient le reste{NBSP}: c’est peut-être un doublon. Les pénalités
        et l’indemnité déjà réclamées sont payées sans qu’il soit besoin de le dire.
      </p>
      <FieldTable caption="Champs d’un règlement" schema={PAYMENT_BODY} />
      <p>
        Enregistré par erreur, un règlement s’annule{NBSP}: ses factures sont de nouveau dues, et l’avoir
        qu’il avait laissé est repris. Les deux écritures restent lisibles. Quand tout est resté au client (
        <code>paymentId</code> est <code>null</code>), annulez l’avoir lui-même{NBSP}:{" "}
        <code>POST /credits/{"{id}"}/cancel</code>.
      </p>
      <CodeBlock>{examples.cancelPayment}</CodeBlock>
    </>
  );
}

/** Credit notes on an invoice. */
export function CreditNotes({ examples }: { examples: Examples }) {
  return (
    <>
      <h2 id="avoir">Enregistrer un avoir</h2>
      <CodeBlock>{examples.creditNote}</CodeBlock>
      <p>
        Un avoir baisse une facture ouverte, d’au plus ce qui reste à payer. Il ne se modifie pas{NBSP}: il
        s’annule par <code>POST /credit-notes/{"{id}"}/cancel</code>, avec le <code>creditNoteId</code> de la
        réponse. Son numéro est alors de nouveau libre.
      </p>
      <FieldTable caption="Champs d’un avoir" schema={CREDIT_NOTE_BODY} />
    </>
  );
}

/** Reminders that wait, and go on. */
export function Holds({ examples }: { examples: Examples }) {
  return (
    <>
      <h2 id="suspendre">Suspendre les relances</h2>
      <p>Votre outil sait qu’une réclamation est en cours{NBSP}? Suspendez les relances jusqu’à un jour.</p>
      <CodeBlock>{examples.hold}</CodeBlock>
      <FieldTable caption="Champs d’une suspension" schema={HOLD_BODY} />
      <p>Et reprenez-les avant ce jour si elle est réglée{NBSP}:</p>
      <CodeBlock>{examples.resume}</CodeBlock>
      <p>
        Les suspensions posées à la main ou par un programme sont levées. Celles qui viennent du client
        (litige, promesse, «{NBSP}j’ai payé{NBSP}»), de la banque ou d’une procédure collective restent{NBSP}:
        une personne en décide. La réponse donne la facture, et <code>holds</code> dit ce qui la suspend
        encore.
      </p>
    </>
  );
}
