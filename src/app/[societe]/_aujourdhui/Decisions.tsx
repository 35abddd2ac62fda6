import type { ReactNode } from "react";
import { formatDayMonth, formatMinuteOfDay } from "@/domain/dateText";
import { isUnwanted, refusalSentence } from "@/domain/dunning/inbound";
import { formatEuros, NBSP } from "@/domain/money";
import { afterDe } from "@/domain/typography";
import { localDateAt, minuteOfDayAt } from "@/domain/zonedTime";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Section } from "@/ui/layout/Section";
import { Row } from "@/ui/lists/Row";
import { Rows } from "@/ui/lists/Rows";
import { Amount } from "@/ui/text/Amount";
import type { IconName } from "@/ui/text/iconPaths";
import { Pill } from "@/ui/text/Pill";
import { Sentence } from "@/ui/text/Sentence";
import type { TodayView } from "@/usecases/reporting/readToday";
import type { AnswerItem, MessageItem } from "@/usecases/reporting/workItems";
import { GestureButton } from "../../_forms/GestureButton";
import { confirmNotSent, confirmSent, setAnswerAside, takeUpAgain } from "../actions";
import { CreditRow } from "./CreditRow";
import { type DayPage, gestureValues } from "./DayPage";
import { DebitRow } from "./DebitRow";
import { factsWords, invoicesWords } from "./words";

type DecisionsProps = Pick<
  TodayView,
  | "uncertain"
  | "failed"
  | "disputes"
  | "requests"
  | "brokenPromises"
  | "refusedAddresses"
  | "debits"
  | "credits"
> & { page: DayPage };

/** « À trancher »: what only a person can know or decide. */
export function Decisions({ page, ...lists }: DecisionsProps) {
  const rows: ReactNode[] = [
    ...lists.uncertain.map((message) => <UncertainRow key={message.id} message={message} page={page} />),
    ...lists.disputes.map((answer) => <DisputeRow key={answer.id} answer={answer} page={page} />),
    ...lists.requests.map((answer) => <RequestRow key={answer.id} answer={answer} page={page} />),
    ...lists.brokenPromises.map((answer) => <BrokenRow key={answer.id} answer={answer} page={page} />),
    ...lists.credits.map((credit) => <CreditRow key={credit.clientId} credit={credit} page={page} />),
    ...lists.debits.map((debit) => <DebitRow key={debit.invoiceId} debit={debit} page={page} />),
    ...lists.failed.map((message) => <FailedRow key={message.id} message={message} page={page} />),
    ...lists.refusedAddresses.map((address) => (
      <AddressRow key={address.contactId} address={address} page={page} />
    )),
  ];
  if (rows.length === 0) return null;
  return (
    <Section title="À trancher" count={rows.length} id="a-trancher">
      <Rows>{rows}</Rows>
    </Section>
  );
}

function UncertainRow({ message, page }: { message: MessageItem; page: DayPage }) {
  const day = formatDayMonth(localDateAt(message.atMs, page.timeZone));
  const hour = formatMinuteOfDay(minuteOfDayAt(message.atMs, page.timeZone));
  const values = gestureValues(page, { message: message.id });
  const about = `, relance ${afterDe(message.clientName)}`;
  return (
    <Row
      icon="question"
      tone="caution"
      title={message.clientName}
      href={`${page.home}/messages/${message.id}`}
      pill={<Pill tone="caution">Envoi incertain</Pill>}
      end={<Amount cents={message.amountCents} size="strong" />}
      actions={
        page.mayApprove && (
          <>
            <GestureButton action={confirmSent} values={values} about={about}>
              Elle est partie
            </GestureButton>
            <GestureButton action={confirmNotSent} values={values} about={about}>
              Pas partie
            </GestureButton>
          </>
        )
      }
    >
      <Sentence>
        {`La connexion a été coupée le ${day} à ${hour}, pendant l’envoi à ${message.toEmails.join(", ")}. Le client l’a peut-être reçue${NBSP}: elle ne repartira pas seule.`}
      </Sentence>
    </Row>
  );
}

function DisputeRow({ answer, page }: { answer: AnswerItem; page: DayPage }) {
  const href = `${page.home}/reponses/${answer.id}`;
  const isSeveral = answer.invoices.filter((invoice) => invoice.isOpen).length > 1;
  const contested = `contestée${isSeveral ? "s" : ""}${answer.saidAmountCents === null ? "" : " en partie"}`;
  return (
    <Row
      icon="dispute"
      tone="info"
      title={answer.clientName}
      href={href}
      pill={<Pill tone="info">Litige</Pill>}
      end={<Amount cents={answer.saidAmountCents ?? answer.amountCents} size="strong" />}
      actions={
        page.mayWork && (
          <ButtonLink href={href}>
            Répondre<span className="sr"> à {answer.clientName}</span>
          </ButtonLink>
        )
      }
    >
      <Sentence>
        {`${invoicesWords(answer.invoices)}, ${contested} le ${formatDayMonth(answer.saidOn)}${NBSP}: «${NBSP}${shortened(answer.message)}${NBSP}»`}
      </Sentence>
    </Row>
  );
}

const REQUESTS: Partial<Record<AnswerItem["kind"], { icon: IconName; pill: string; words: string }>> = {
  INSTALMENTS: { icon: "calendar", pill: "Échéancier", words: "demande à payer en plusieurs fois" },
  WRONG_RECIPIENT: { icon: "account", pill: "Autre contact", words: "n’est pas la bonne personne" },
  INVOICE_COPY: { icon: "invoice", pill: "Facture", words: "demande la facture, qui n’est pas jointe" },
  MESSAGE: { icon: "envelope", pill: "Message", words: "a écrit" },
};

function RequestRow({ answer, page }: { answer: AnswerItem; page: DayPage }) {
  const request = REQUESTS[answer.kind];
  if (!request) return null;
  const href = `${page.home}/reponses/${answer.id}`;
  const quote = answer.message ? `${NBSP}: «${NBSP}${shortened(answer.message)}${NBSP}»` : ".";
  return (
    <Row
      icon={request.icon}
      tone="info"
      title={answer.clientName}
      href={href}
      pill={<Pill tone="info">{request.pill}</Pill>}
      end={<Amount cents={answer.amountCents} size="strong" />}
      actions={
        page.mayWork && (
          <ButtonLink href={href}>
            Répondre<span className="sr"> à {answer.clientName}</span>
          </ButtonLink>
        )
      }
    >
      <Sentence>
        {`${invoicesWords(answer.invoices)}, le ${formatDayMonth(answer.saidOn)}${NBSP}: le client ${request.words}${quote}`}
      </Sentence>
    </Row>
  );
}

function shortened(text: string): string {
  return text.length <= 160 ? text : `${text.slice(0, 159).trimEnd()}…`;
}

function BrokenRow({ answer, page }: { answer: AnswerItem; page: DayPage }) {
  const href = `${page.home}/reponses/${answer.id}`;
  const amount = formatEuros(answer.saidAmountCents ?? answer.amountCents);
  const day = answer.onDate ? ` pour le ${formatDayMonth(answer.onDate)}` : "";
  const isPlan = answer.kind === "INSTALMENTS";
  return (
    <Row
      icon="calendarCross"
      tone="caution"
      title={answer.clientName}
      href={href}
      pill={<Pill tone="caution">{isPlan ? "Échéancier non tenu" : "Promesse non tenue"}</Pill>}
      end={<Amount cents={answer.amountCents} size="strong" />}
      actions={
        page.mayWork && (
          <>
            <ButtonLink href={href}>
              {isPlan ? "Décider de la suite" : "Nouvelle date"}
              <span className="sr"> pour {answer.clientName}</span>
            </ButtonLink>
            <GestureButton
              action={setAnswerAside}
              values={gestureValues(page, { reponse: answer.id })}
              about={`le scénario ${afterDe(answer.clientName)}`}
            >
              Reprendre
            </GestureButton>
          </>
        )
      }
    >
      <Sentence>
        {isPlan
          ? `Le versement convenu${day} n’est pas arrivé. Les relances reprennent seules.`
          : `Avait promis ${amount}${day}. Sans réponse de votre part, le scénario reprend seul.`}
      </Sentence>
    </Row>
  );
}

function FailedRow({ message, page }: { message: MessageItem; page: DayPage }) {
  return (
    <Row
      icon="warning"
      tone="critical"
      title={message.clientName}
      href={`${page.home}/messages/${message.id}`}
      pill={<Pill tone="critical">Envoi refusé</Pill>}
      end={<Amount cents={message.amountCents} size="strong" />}
      actions={
        page.mayApprove && (
          <GestureButton
            action={takeUpAgain}
            values={gestureValues(page, { message: message.id })}
            about={`la relance ${afterDe(message.clientName)}`}
          >
            Reprendre
          </GestureButton>
        )
      }
    >
      {factsWords(message.invoices, message.offsetDays)}, à {message.toEmails.join(", ")}.{" "}
      {message.outcome && <>Réponse du serveur{`${NBSP}: «${NBSP}${shortened(message.outcome)}${NBSP}»`}</>}
    </Row>
  );
}

function AddressRow({ address, page }: { address: TodayView["refusedAddresses"][number]; page: DayPage }) {
  const href = `${page.home}/clients/${address.clientId}/modifier`;
  return (
    <Row
      icon="envelope"
      tone="critical"
      title={address.clientName}
      href={`${page.home}/clients/${address.clientId}`}
      pill={
        <Pill tone="critical">
          {isUnwanted(address.refusal) ? "Ne veut plus de courriels" : "Adresse refusée"}
        </Pill>
      }
      actions={
        page.mayWork && (
          <ButtonLink href={href}>
            Corriger l’adresse<span className="sr"> de {address.clientName}</span>
          </ButtonLink>
        )
      }
    >
      {`${address.email}. ${refusalSentence(address.refusal)}`}
    </Row>
  );
}
