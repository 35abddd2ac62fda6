/** An address that a server refused, or whose owner wants no more of ours: what did not arrive there, and the way to mend it. */
import { formatDayMonth } from "@/domain/dateText";
import { isUnwanted, refusalSentence } from "@/domain/dunning/inbound";
import { NOTE_NAMES } from "@/domain/dunning/note";
import { NBSP } from "@/domain/money";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Row } from "@/ui/lists/Row";
import { Anchor } from "@/ui/text/Anchor";
import { Pill } from "@/ui/text/Pill";
import type { TodayView } from "@/usecases/reporting/readToday";
import type { DayPage } from "./DayPage";
import type { RowPlace } from "./DaySection";

type Address = TodayView["refusedAddresses"][number];

interface AddressRowProps {
  address: Address;
  page: DayPage;
  place: RowPlace;
}

export function AddressRow({ address, page, place }: AddressRowProps) {
  const { email, refusal, lost } = address;
  return (
    <Row
      icon="envelope"
      tone="critical"
      title={place.title}
      href={`${page.home}/clients/${address.clientId}`}
      pill={
        <Pill tone="critical">{isUnwanted(refusal) ? "Ne veut plus de courriels" : "Adresse refusée"}</Pill>
      }
      actions={
        page.mayWork && (
          <ButtonLink href={`${page.home}/clients/${address.clientId}/modifier`}>
            Corriger l’adresse<span className="sr"> de {address.clientName}</span>
          </ButtonLink>
        )
      }
    >
      {`${email}. `}
      {lost && !isUnwanted(refusal) && <LostWords lost={lost} home={page.home} />}
      {refusalSentence(refusal)}
    </Row>
  );
}

/** `Pas arrivé : Rappel d’un versement, le 23 novembre (échéancier).` */
function LostWords({ lost, home }: { lost: NonNullable<Address["lost"]>; home: string }) {
  const name = lost.kind === "REMINDER" ? "Relance" : NOTE_NAMES[lost.kind];
  return (
    <>
      {`Pas arrivé${NBSP}: `}
      <Anchor href={`${home}/messages/${lost.messageId}`}>{`${name}, le ${formatDayMonth(lost.on)}`}</Anchor>
      {lost.answerId && (
        <>
          {" ("}
          <Anchor href={`${home}/reponses/${lost.answerId}`}>voir l’échéancier</Anchor>
          {")"}
        </>
      )}
      {". "}
    </>
  );
}
