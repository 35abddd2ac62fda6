import { formatPhoneNumber } from "@/domain/parties/phoneNumber";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Row } from "@/ui/lists/Row";
import { Details } from "@/ui/messages/Details";
import { Amount } from "@/ui/text/Amount";
import { Sentence } from "@/ui/text/Sentence";
import type { CallItem } from "@/usecases/reporting/workItems";
import { GestureButton } from "../../_forms/GestureButton";
import { noteQuickCall } from "../actions";
import { CallWords } from "./CallWords";
import { type DayPage, gestureValues } from "./DayPage";
import { type DaySection, dayRow, type RowPlace } from "./DaySection";
import { callFacts } from "./words";

/** « Appels à passer », the words to say and what has happened under each. */
export function callSection(calls: readonly CallItem[], page: DayPage): DaySection {
  return {
    id: "appels",
    title: "Appels à passer",
    rows: calls.map((call, index) =>
      dayRow(call, call.id, "CALL", (place) => (
        <CallRow call={call} page={page} isFirst={index === 0} place={place} />
      )),
    ),
  };
}

interface CallRowProps {
  call: CallItem;
  page: DayPage;
  isFirst: boolean;
  place: RowPlace;
}

function CallRow({ call, page, isFirst, place }: CallRowProps) {
  const clientHref = `${page.home}/clients/${call.clientId}`;
  return (
    <Row
      icon="phone"
      tone="accent"
      title={place.title}
      href={clientHref}
      end={<Amount cents={call.amountCents} size="strong" />}
      actions={
        call.phone ? (
          <ButtonLink href={`tel:${call.phone}`} icon="phone">
            {formatPhoneNumber(call.phone)}
          </ButtonLink>
        ) : (
          <ButtonLink href={`${clientHref}/modifier`} variant="quiet">
            Ajouter un numéro
          </ButtonLink>
        )
      }
      more={
        <Details summary="Texte et historique" isOpen={isFirst}>
          <CallWords
            call={call}
            plannedOn={page.today}
            outcomes={page.mayWork && <Outcomes call={call} page={page} />}
          />
        </Details>
      }
    >
      <Sentence>{callFacts(call)}</Sentence>
    </Row>
  );
}

function Outcomes({ call, page }: { call: CallItem; page: DayPage }) {
  const href = (outcome: string) => `${page.home}/appels/${call.id}?issue=${outcome}`;
  const quick = (outcome: string, words: string) => (
    <GestureButton
      action={noteQuickCall}
      values={gestureValues(page, { appel: call.id, outcome })}
      about={`, appel à ${call.clientName}`}
    >
      {words}
    </GestureButton>
  );
  return (
    <>
      <ButtonLink href={href("PROMISE")}>Promet une date</ButtonLink>
      <ButtonLink href={href("ALREADY_PAID")}>Dit avoir payé</ButtonLink>
      <ButtonLink href={href("DISPUTE")}>Conteste</ButtonLink>
      {quick("VOICEMAIL", "Message laissé")}
      {quick("NO_ANSWER", "Sans réponse")}
      <ButtonLink href={`${page.home}/appels/${call.id}`} variant="quiet">
        Autre issue
      </ButtonLink>
    </>
  );
}
