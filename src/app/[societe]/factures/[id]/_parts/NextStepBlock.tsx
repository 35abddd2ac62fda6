import { daysBetween } from "@/domain/calendar";
import { formatDateLong } from "@/domain/dateText";
import type { ReasonMark } from "@/domain/dunning/reason";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { NextStep } from "@/ui/messages/NextStep";
import { Sentence } from "@/ui/text/Sentence";
import type { PendingGesture } from "@/usecases/invoicing/invoiceRecord";
import type { InvoiceView, NextStepView } from "@/usecases/invoicing/readInvoice";
import type { InvoicePageContext } from "./InvoicePage";

const MARKS: Record<ReasonMark, "ok" | "wait" | "lock"> = { ok: "ok", wait: "wait", person: "lock" };

/** What happens next to the invoice and why, or why nothing does; the gesture that lets it go on. */
export function NextStepBlock({ page }: { page: InvoicePageContext }) {
  const { invoice, home } = page;
  const { next, pending, scenario } = invoice;
  const gesture = pending && pendingLink(pending, home);
  return (
    <NextStep
      label={<Sentence>{labelOf(invoice)}</Sentence>}
      title={next.title}
      reasons={next.reasons.map(({ mark, sentence }) => ({
        mark: next.kind === "STOP" ? "stop" : MARKS[mark],
        text: <Sentence>{sentence}</Sentence>,
      }))}
      actions={
        (gesture || scenario || page.mayWork) && (
          <>
            {gesture && page.mayWork && (
              <ButtonLink href={gesture.href} variant="primary">
                {gesture.words}
              </ButtonLink>
            )}
            {page.mayWork && (
              <ButtonLink href={`${page.base}/relancer`} icon="send">
                Relancer maintenant
              </ButtonLink>
            )}
            {scenario && (
              <ButtonLink href={`${home}/scenarios/${scenario.id}`} variant="quiet">
                Voir le scénario
              </ButtonLink>
            )}
            <ButtonLink href={`${page.base}/pourquoi`} variant="quiet">
              Pourquoi, jour par jour
            </ButtonLink>
          </>
        )
      }
    />
  );
}

function labelOf({ next, today }: InvoiceView): string {
  if (next.kind === "STOP") return "Rien ne part, parce que";
  if (next.kind === "RUN") return "Prochaine étape, maintenant";
  const isApproval = next.reasons.some((reason) => reason.code === "IN_FLIGHT");
  if (next.on === null) return isApproval ? "Étape en cours, parce que" : "En attente, parce que";
  return `Prochaine étape, ${whenWords(next, today)}, parce que`;
}

function whenWords(next: NextStepView, today: InvoiceView["today"]): string {
  if (next.on === null) return "";
  const days = daysBetween(today, next.on);
  if (days <= 0) return "aujourd’hui";
  return days === 1 ? "demain" : `le ${formatDateLong(next.on)}`;
}

const LETTER_WORDS = {
  DRAFT: "Ouvrir le courrier",
  TO_APPROVE: "Relire et approuver",
  TO_POST: "Imprimer et poster",
} as const;

const ANSWER_WORDS = {
  ALREADY_PAID: "Confirmer le règlement",
  PROMISE: "Décider de la suite",
  DISPUTE: "Répondre au litige",
  INSTALMENTS: "Répondre à la demande d’échéancier",
  WRONG_RECIPIENT: "Vérifier le destinataire",
  INVOICE_COPY: "Voir la demande",
  MESSAGE: "Répondre au message",
} as const;

function pendingLink(pending: PendingGesture, home: string): { href: string; words: string } {
  switch (pending.kind) {
    case "answer":
      return { href: `${home}/reponses/${pending.id}`, words: ANSWER_WORDS[pending.said] };
    case "message":
      return {
        href: `${home}/messages/${pending.id}`,
        words: pending.state === "UNCERTAIN" ? "Dire si elle est partie" : "Relire et approuver",
      };
    case "letter":
      return { href: `${home}/courriers/${pending.id}`, words: LETTER_WORDS[pending.state] };
    case "transfer":
      return { href: `${home}/encaissements/releves/${pending.id}`, words: "Voir le virement reçu" };
    case "call":
      return { href: `${home}/appels/${pending.id}`, words: "Préparer et noter l’appel" };
  }
}
