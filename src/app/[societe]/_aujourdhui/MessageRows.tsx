/** Messages whose fate waits for a person: one that may have left, one that was refused or came back. */
import { formatDayMonth, formatMinuteOfDay } from "@/domain/dateText";
import { isAutomatic, NOTE_NAMES } from "@/domain/dunning/note";
import { NBSP } from "@/domain/money";
import { afterDe } from "@/domain/typography";
import { localDateAt, minuteOfDayAt } from "@/domain/zonedTime";
import { Row } from "@/ui/lists/Row";
import { Amount } from "@/ui/text/Amount";
import { Pill } from "@/ui/text/Pill";
import { Sentence } from "@/ui/text/Sentence";
import type { MessageItem } from "@/usecases/reporting/workItems";
import { GestureButton } from "../../_forms/GestureButton";
import { confirmNotSent, confirmSent, fileRefusedNote, sendNoteAgain, takeUpAgain } from "../actions";
import { type DayPage, gestureValues } from "./DayPage";
import type { RowPlace } from "./DaySection";
import { factsWords, numbersWords, shortened } from "./words";

interface MessageRowProps {
  message: MessageItem;
  page: DayPage;
  place: RowPlace;
}

/** `la relance de Conserverie Le Guen`, `le message « Votre réponse au client », Conserverie Le Guen`. */
function messageWords({ kind, clientName }: MessageItem): string {
  return kind === "REMINDER"
    ? `la relance ${afterDe(clientName)}`
    : `le message «${NBSP}${NOTE_NAMES[kind]}${NBSP}», ${clientName}`;
}

export function UncertainRow({ message, page, place }: MessageRowProps) {
  const day = formatDayMonth(localDateAt(message.atMs, page.timeZone));
  const hour = formatMinuteOfDay(minuteOfDayAt(message.atMs, page.timeZone));
  const values = gestureValues(page, { message: message.id });
  const about = `, ${messageWords(message)}`;
  const isReminder = message.kind === "REMINDER";
  const doubt = isReminder
    ? `Le client l’a peut-être reçue${NBSP}: elle ne repartira pas seule.`
    : `Le client l’a peut-être reçu${NBSP}: il ne repartira pas seul.`;
  return (
    <Row
      icon="question"
      tone="caution"
      title={place.title}
      href={`${page.home}/messages/${message.id}`}
      pill={!place.isGrouped && <Pill tone="caution">Envoi incertain</Pill>}
      end={message.amountCents > 0n && <Amount cents={message.amountCents} size="strong" />}
      actions={
        page.mayApprove && (
          <>
            <GestureButton action={confirmSent} values={values} about={about}>
              {isReminder ? "Elle est partie" : "Il est parti"}
            </GestureButton>
            <GestureButton action={confirmNotSent} values={values} about={about}>
              {isReminder ? "Pas partie" : "Pas parti"}
            </GestureButton>
          </>
        )
      }
    >
      <Sentence>
        {`La connexion a été coupée le ${day} à ${hour}, pendant l’envoi à ${message.toEmails.join(", ")}. ${doubt}`}
      </Sentence>
    </Row>
  );
}

export function FailedRow({ message, page, place }: MessageRowProps) {
  const { kind, toEmails, outcome } = message;
  const isDecidedAgain = isAutomatic(kind);
  const facts = isDecidedAgain
    ? factsWords(message.invoices, message.offsetDays)
    : [NOTE_NAMES[kind as keyof typeof NOTE_NAMES], numbersWords(message.invoices)]
        .filter(Boolean)
        .join(", ");
  return (
    <Row
      icon="warning"
      tone="critical"
      title={place.title}
      href={`${page.home}/messages/${message.id}`}
      pill={!place.isGrouped && <Pill tone="critical">{failureWord(message)}</Pill>}
      end={message.amountCents > 0n && <Amount cents={message.amountCents} size="strong" />}
      actions={
        isDecidedAgain ? <DecideAgain {...{ message, page }} /> : <ResendOrFile {...{ message, page }} />
      }
    >
      {facts}, à {toEmails.join(", ")}.{" "}
      {outcome && <>Réponse du serveur{`${NBSP}: «${NBSP}${shortened(outcome)}${NBSP}»`}</>}
    </Row>
  );
}

function failureWord({ state, outcome }: MessageItem): string {
  if (state === "SENT") return "Pas arrivé";
  return outcome === null ? "Pas parti" : "Envoi refusé";
}

function DecideAgain({ message, page }: Pick<MessageRowProps, "message" | "page">) {
  if (!page.mayApprove) return null;
  return (
    <GestureButton
      action={takeUpAgain}
      values={gestureValues(page, { message: message.id })}
      about={messageWords(message)}
    >
      Reprendre
    </GestureButton>
  );
}

function ResendOrFile({ message, page }: Pick<MessageRowProps, "message" | "page">) {
  if (!page.mayWork) return null;
  const values = gestureValues(page, { message: message.id });
  return (
    <>
      <GestureButton action={fileRefusedNote} values={values} about={messageWords(message)}>
        Classer
      </GestureButton>
      <GestureButton action={sendNoteAgain} values={values} about={messageWords(message)}>
        Renvoyer
      </GestureButton>
    </>
  );
}
