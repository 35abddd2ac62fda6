import { feminineCount } from "@/domain/countWords";
import { claimReason } from "@/domain/dunning/reminderClaim";
import { stepName } from "@/domain/dunning/scenario";
import { capitalised } from "@/domain/legal/phrases";
import { formatEuros } from "@/domain/money";
import { afterDe } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Row } from "@/ui/lists/Row";
import { Amount } from "@/ui/text/Amount";
import { Anchor } from "@/ui/text/Anchor";
import type { MessageItem } from "@/usecases/reporting/workItems";
import { GestureButton } from "../../_forms/GestureButton";
import { approveMessage, setMessageAside } from "../actions";
import { type DayPage, gestureValues } from "./DayPage";
import { type DaySection, dayRow, type RowPlace } from "./DaySection";
import { askedCents, factsWords } from "./words";

/** Rows shown here; the page of approvals has them all. */
const SHOWN = 8;

/** Reminders that wait for a word, each with what it says one touch away. */
export function approvalSection(messages: readonly MessageItem[], page: DayPage): DaySection {
  return {
    id: "relances",
    title: "Relances à approuver",
    aside: messages.length > 1 && page.mayApprove && (
      <ButtonLink href={`${page.home}/relances`} variant="quietAccent">
        Tout relire et approuver
      </ButtonLink>
    ),
    rows: messages.map((message) =>
      dayRow(message, message.id, "APPROVAL", (place) => (
        <ApprovalRow message={message} page={page} place={place} />
      )),
    ),
    shown: SHOWN,
    more: (count) => (
      <Anchor href={`${page.home}/relances`}>
        {count === 1
          ? "Voir aussi la dernière relance"
          : `Voir aussi les ${feminineCount(count)} autres relances`}
      </Anchor>
    ),
  };
}

function ApprovalRow({ message, page, place }: { message: MessageItem; page: DayPage; place: RowPlace }) {
  const href = `${page.home}/messages/${message.id}`;
  const about = `la relance ${afterDe(message.clientName)}`;
  return (
    <Row
      icon="send"
      tone="accent"
      title={place.title}
      href={href}
      end={<Amount cents={askedCents(message)} size="strong" />}
      actions={
        page.mayApprove && (
          <>
            <GestureButton
              action={setMessageAside}
              values={gestureValues(page, { message: message.id })}
              variant="quiet"
              about={about}
            >
              Écarter
            </GestureButton>
            <GestureButton
              action={approveMessage}
              values={gestureValues(page, { message: message.id, texte: message.wordsMark })}
              about={about}
            >
              Approuver
            </GestureButton>
          </>
        )
      }
    >
      {messageFacts(message)}{" "}
      <Anchor href={href}>
        Lire le message<span className="sr"> à {message.clientName}</span>
      </Anchor>
    </Row>
  );
}

/**
 * `F-2026-0431, en retard de 2 jours, J+2. Courriel simple à compta@exemple.fr.` Where the message
 * does not ask for the balance itself, the balance and why are said as well, and that a person has changed
 * its words.
 */
export function messageFacts(message: MessageItem): string {
  const facts = capitalised(factsWords(message.invoices, message.offsetDays));
  const to = message.toEmails.join(", ");
  if (message.kind === "ACCOUNT_STATEMENT") return `Relevé de compte à ${to}.`;
  if (message.kind === "INSTALMENT_NOTICE") return `${facts}. Rappel d’un versement convenu à ${to}.`;
  const why = claimReason(message.amountCents, askedCents(message));
  const claim = why === "" ? "" : ` Solde de ${formatEuros(message.amountCents)}, réclamé ${why}.`;
  const reworded = message.wordsMark === "" ? "" : " Texte modifié.";
  return `${facts}. ${stepName({ channel: "EMAIL", tone: message.tone })} à ${to}.${claim}${reworded}`;
}
