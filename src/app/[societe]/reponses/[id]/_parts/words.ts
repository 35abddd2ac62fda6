/** How the answers of clients are called, and what each said. */
import { formatDate } from "@/domain/dateText";
import { formatEuros, NBSP } from "@/domain/money";
import { typeset } from "@/domain/typography";
import type { AnswerView } from "@/usecases/settlement/readAnswer";
import { declarationWords } from "../../../_aujourdhui/Answers";

export const TITLES: Record<AnswerView["kind"], string> = {
  ALREADY_PAID: `«${NBSP}J’ai payé${NBSP}»`,
  PROMISE: "Promesse",
  DISPUTE: "Litige",
  INSTALMENTS: "Demande d’échéancier",
  WRONG_RECIPIENT: "Mauvais destinataire",
  INVOICE_COPY: "Facture demandée de nouveau",
  MESSAGE: "Message",
};

export const REASONS: Readonly<Record<string, string>> = {
  QUALITY: "la qualité",
  QUANTITY: "la quantité",
  PRICE: "le prix",
  DELIVERY: "la livraison",
  ORDER: "la commande elle-même",
  OTHER: "autre chose",
};

/** Who said what, when, and until when the reminders wait. */
export function saidWords(answer: AnswerView): string {
  if (answer.kind === "ALREADY_PAID") return declarationWords(answer);
  const by = { LINK: "par le lien de la relance", CALL: "au téléphone", CREDITOR: "noté par vous" }[
    answer.source
  ];
  const said = `le ${formatDate(answer.saidOn)}, ${by}`;
  const until = answer.untilOn
    ? `Les relances attendent jusqu’au ${formatDate(answer.untilOn)}.`
    : "Les relances n’attendent plus.";
  switch (answer.kind) {
    case "DISPUTE": {
      const about = answer.reason ? ` Au sujet de${NBSP}: ${REASONS[answer.reason] ?? "autre chose"}.` : "";
      if (answer.saidAmountCents === null) {
        const wait = " Les relances de ce qui est contesté attendent votre réponse.";
        return `Contesté ${said}.${about}${answer.isWaiting ? wait : ""}`;
      }
      const part = `${formatEuros(answer.saidAmountCents)} contestés ${said}.${about}`;
      if (!answer.isWaiting) return part;
      return `${part} Cette part attend votre réponse${NBSP}; le reste de la facture est toujours relancé.`;
    }
    case "PROMISE": {
      const day = answer.onDate ? `, pour le ${formatDate(answer.onDate)}` : "";
      return `Promis ${said}${day}.`;
    }
    case "INSTALMENTS":
      return typeset(`Demandé ${said}. ${answer.isWaiting && !answer.isBroken ? until : ""}`.trim());
    case "WRONG_RECIPIENT":
      return `Signalé ${said}. ${answer.isWaiting ? until : ""}`.trim();
    case "INVOICE_COPY":
      return `Demandé ${said}. Les relances continuent.`;
    case "MESSAGE":
      return `Écrit ${said}. ${answer.isWaiting ? until : ""}`.trim();
  }
}
