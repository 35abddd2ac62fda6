import { formatDayMonth } from "@/domain/dateText";
import { formatEuros, NBSP } from "@/domain/money";
import { afterDe } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Row } from "@/ui/lists/Row";
import { Amount } from "@/ui/text/Amount";
import type { IconName } from "@/ui/text/iconPaths";
import { Pill } from "@/ui/text/Pill";
import { Sentence } from "@/ui/text/Sentence";
import type { TodayView } from "@/usecases/reporting/readToday";
import type { AnswerItem } from "@/usecases/reporting/workItems";
import { GestureButton } from "../../_forms/GestureButton";
import { setAnswerAside } from "../actions";
import { AddressRow } from "./AddressRow";
import { CreditRow } from "./CreditRow";
import { type DayPage, gestureValues } from "./DayPage";
import { type DayRow, type DaySection, dayRow, type RowPlace } from "./DaySection";
import { DebitRow } from "./DebitRow";
import { FailedRow, UncertainRow } from "./MessageRows";
import { invoicesWords, shortened } from "./words";

type DecisionLists = Pick<
  TodayView,
  | "uncertain"
  | "failed"
  | "disputes"
  | "requests"
  | "brokenPromises"
  | "refusedAddresses"
  | "debits"
  | "credits"
>;

/** « À trancher »: what only a person can know or decide. */
export function decisionSection(lists: DecisionLists, page: DayPage): DaySection {
  const rows: DayRow[] = [
    ...lists.uncertain.map((message) =>
      dayRow(message, message.id, "UNCERTAIN", (place) => <UncertainRow {...{ message, page, place }} />),
    ),
    ...lists.disputes.map((answer) =>
      dayRow(answer, answer.id, "DISPUTE", (place) => <DisputeRow {...{ answer, page, place }} />),
    ),
    ...lists.requests.map((answer) =>
      dayRow(answer, answer.id, "REQUEST", (place) => <RequestRow {...{ answer, page, place }} />),
    ),
    ...lists.brokenPromises.map((answer) =>
      dayRow(answer, answer.id, "BROKEN_PROMISE", (place) => <BrokenRow {...{ answer, page, place }} />),
    ),
    ...lists.credits.map((credit) =>
      dayRow(credit, credit.clientId, "CREDIT", (place) => <CreditRow {...{ credit, page, place }} />),
    ),
    ...lists.debits.map((debit) =>
      dayRow(debit, debit.invoiceId, "DEBIT", (place) => <DebitRow {...{ debit, page, place }} />),
    ),
    ...lists.failed.map((message) =>
      dayRow(message, message.id, "FAILED", (place) => <FailedRow {...{ message, page, place }} />),
    ),
    ...lists.refusedAddresses.map((address) =>
      dayRow(address, address.contactId, "ADDRESS", (place) => <AddressRow {...{ address, page, place }} />),
    ),
  ];
  return { id: "a-trancher", title: "À trancher", rows };
}

interface AnswerRowProps {
  answer: AnswerItem;
  page: DayPage;
  place: RowPlace;
}

function DisputeRow({ answer, page, place }: AnswerRowProps) {
  const href = `${page.home}/reponses/${answer.id}`;
  const isSeveral = answer.invoices.filter((invoice) => invoice.isOpen).length > 1;
  const contested = `contestée${isSeveral ? "s" : ""}${answer.saidAmountCents === null ? "" : " en partie"}`;
  return (
    <Row
      icon="dispute"
      tone="info"
      title={place.title}
      href={href}
      pill={!place.isGrouped && <Pill tone="info">Litige</Pill>}
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

function RequestRow({ answer, page, place }: AnswerRowProps) {
  const request = REQUESTS[answer.kind];
  if (!request) return null;
  const href = `${page.home}/reponses/${answer.id}`;
  const quote = answer.message ? `${NBSP}: «${NBSP}${shortened(answer.message)}${NBSP}»` : ".";
  return (
    <Row
      icon={request.icon}
      tone="info"
      title={place.title}
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

function BrokenRow({ answer, page, place }: AnswerRowProps) {
  const href = `${page.home}/reponses/${answer.id}`;
  const amount = formatEuros(answer.saidAmountCents ?? answer.amountCents);
  const day = answer.onDate ? ` pour le ${formatDayMonth(answer.onDate)}` : "";
  const isPlan = answer.kind === "INSTALMENTS";
  return (
    <Row
      icon="calendarCross"
      tone="caution"
      title={place.title}
      href={href}
      pill={
        (isPlan || !place.isGrouped) && (
          <Pill tone="caution">{isPlan ? "Échéancier non tenu" : "Promesse non tenue"}</Pill>
        )
      }
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
