import { formatDayMonth } from "@/domain/dateText";
import { NBSP } from "@/domain/money";
import { afterDe } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Row } from "@/ui/lists/Row";
import { Pill } from "@/ui/text/Pill";
import { Sentence } from "@/ui/text/Sentence";
import type { TodayView } from "@/usecases/reporting/readToday";
import { GestureButton } from "../../_forms/GestureButton";
import { noteInbound } from "../actions";
import { type DayPage, gestureValues } from "./DayPage";
import { type DaySection, dayRow, type RowPlace } from "./DaySection";

type Mail = TodayView["inbound"][number];

/** What people answered by email, and what servers sent back: read before anything else leaves. */
export function mailSection(mails: readonly Mail[], page: DayPage): DaySection {
  return {
    id: "courriels",
    title: "Courriels reçus",
    rows: mails.map((mail) =>
      dayRow(mail, mail.id, mail.kind === "REPLY" ? "REPLY" : "UNDELIVERED", (place) => (
        <MailRow mail={mail} page={page} place={place} />
      )),
    ),
  };
}

const PILLS: Record<Mail["kind"], string> = {
  REPLY: "Réponse",
  AUTO_REPLY: "Réponse automatique",
  BOUNCE: "Non distribué",
  DELAY: "Retardé",
  COMPLAINT: "Signalé indésirable",
};

function MailRow({ mail, page, place }: { mail: Mail; page: DayPage; place: RowPlace }) {
  const href = `${page.home}/messages/recus/${mail.id}`;
  const isReply = mail.kind === "REPLY";
  return (
    <Row
      icon={isReply ? "envelope" : "warning"}
      tone={isReply ? "info" : "caution"}
      title={place.title}
      href={href}
      pill={!place.isGrouped && <Pill tone={isReply ? "info" : "caution"}>{PILLS[mail.kind]}</Pill>}
      actions={
        page.mayWork && (
          <>
            <GestureButton
              action={noteInbound}
              values={gestureValues(page, { courriel: mail.id })}
              variant="quiet"
              about={`le courriel ${afterDe(mail.clientName)}`}
            >
              C’est lu
            </GestureButton>
            <ButtonLink href={href}>
              Lire<span className="sr"> le courriel de {mail.clientName}</span>
            </ButtonLink>
          </>
        )
      }
    >
      <Sentence>
        {isReply
          ? replyWords(mail)
          : mail.kind === "COMPLAINT"
            ? complaintWords(mail)
            : undeliveredWords(mail)}
      </Sentence>
    </Row>
  );
}

function replyWords(mail: Mail): string {
  const who = mail.fromName || mail.fromEmail;
  const hold = mail.untilOn ? ` La suite attend jusqu’au ${formatDayMonth(mail.untilOn)}.` : "";
  return `${who}, le ${formatDayMonth(mail.receivedOn)}${NBSP}: «${NBSP}${shortened(mail.text)}${NBSP}»${hold}`;
}

/** Shown only when the provider hides who reported it: an address that is known is listed by itself. */
function complaintWords(mail: Mail): string {
  return `Un lecteur de «${NBSP}${mail.message.subject}${NBSP}» l’a signalé comme indésirable, sans que son fournisseur dise lequel${NBSP}: ${mail.message.toEmails.join(", ")}. Appelez avant d’écrire de nouveau.`;
}

function undeliveredWords(mail: Mail): string {
  return `«${NBSP}${mail.message.subject}${NBSP}» n’est pas arrivé à ${mail.message.toEmails.join(", ")}. Réponse du serveur${NBSP}: «${NBSP}${shortened(mail.text)}${NBSP}»`;
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= 160 ? line : `${line.slice(0, 159).trimEnd()}…`;
}
