import { formatDate } from "@/domain/dateText";
import { formatHalfYear, halfYearOf } from "@/domain/legal/halfYear";
import { NBSP } from "@/domain/money";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Row } from "@/ui/lists/Row";
import { Banner } from "@/ui/messages/Banner";
import { Amount } from "@/ui/text/Amount";
import { Anchor } from "@/ui/text/Anchor";
import { NoBreak } from "@/ui/text/NoBreak";
import { Pill } from "@/ui/text/Pill";
import { Sentence } from "@/ui/text/Sentence";
import type { Deadlines, DeclarationDeadline, LimitationDeadline } from "@/usecases/legal/readDeadlines";
import { GestureButton } from "../../_forms/GestureButton";
import { noteAlert } from "../actions";
import { type DayPage, gestureValues } from "./DayPage";
import { type DaySection, dayRow, type RowPlace } from "./DaySection";

interface DeadlinesProps {
  deadlines: Deadlines;
  page: DayPage;
}

/** True when a person must look at a legal deadline. */
export function hasDeadlines({ limitations, declarations }: Deadlines): boolean {
  return limitations.length + declarations.length > 0;
}

/** Rates that stop computations, first: nothing else says why amounts are missing. */
export function MissingRates({ deadlines, page }: DeadlinesProps) {
  if (deadlines.missingRates.length === 0) return null;
  const names = deadlines.missingRates.map((table) =>
    table === "ECB" ? "le taux de la BCE" : "le taux de l’intérêt légal",
  );
  return (
    <Banner tone="critical">
      Depuis le début du {formatHalfYear(halfYearOf(page.today))}, {names.join(" et ")}{" "}
      {names.length > 1 ? "manquent" : "manque"}
      {NBSP}: les pénalités de ce semestre ne sont pas calculées, et les mises en demeure attendent.{" "}
      <Anchor href={`${page.home}/reglages/taux`}>Voir les taux</Anchor>
    </Banner>
  );
}

/** What the law lets pass for good: claims to declare, invoices soon out of time. */
export function deadlineSection({ limitations, declarations }: Deadlines, page: DayPage): DaySection {
  return {
    id: "delais",
    title: "Délais à ne pas laisser passer",
    aside: "Une relance n’arrête aucun de ces délais.",
    rows: [
      ...declarations.map((deadline) =>
        dayRow(deadline, deadline.clientId, "CLAIM_TO_DECLARE", (place) => (
          <DeclarationRow {...{ deadline, page, place }} />
        )),
      ),
      ...limitations.map((deadline) =>
        dayRow(deadline, deadline.invoiceId, "LIMITATION", (place) => (
          <LimitationRow {...{ deadline, page, place }} />
        )),
      ),
    ],
  };
}

interface DeadlineRowProps<Deadline> {
  deadline: Deadline;
  page: DayPage;
  place: RowPlace;
}

function DeclarationRow({ deadline, page, place }: DeadlineRowProps<DeclarationDeadline>) {
  const { daysLeft } = deadline;
  const href = `${page.home}/clients/${deadline.clientId}#procedure`;
  const isNear = daysLeft !== null && daysLeft <= 15;
  return (
    <Row
      icon="warning"
      tone={isNear ? "critical" : "caution"}
      title={place.title}
      href={href}
      pill={!place.isGrouped && <Pill tone={isNear ? "critical" : "caution"}>Créance à déclarer</Pill>}
      actions={
        <ButtonLink href={href}>
          Préparer la déclaration<span className="sr"> de {deadline.clientName}</span>
        </ButtonLink>
      }
    >
      <Sentence>{deadline.sentence}</Sentence>
    </Row>
  );
}

const PILLS: Record<number, string> = {
  12: "Moins d’un an",
  6: "Moins de 6\u00a0mois",
  3: "Moins de 3\u00a0mois",
  1: "Moins d’un mois",
  0: "Délai passé",
};

function LimitationRow({ deadline, page, place }: DeadlineRowProps<LimitationDeadline>) {
  const { invoiceId, months, lastDayOn } = deadline;
  const tone = months > 3 ? "caution" : "critical";
  return (
    <Row
      icon="clock"
      tone={tone}
      title={
        <>
          {place.title}, <NoBreak>{deadline.number}</NoBreak>
        </>
      }
      href={`${page.home}/factures/${invoiceId}#prescription`}
      pill={<Pill tone={tone}>{PILLS[months]}</Pill>}
      end={<Amount cents={deadline.balanceCents} size="strong" />}
      actions={
        page.mayWork && (
          <>
            <GestureButton
              action={noteAlert}
              values={gestureValues(page, { facture: invoiceId, lastDayOn, months: String(months) })}
              variant="quiet"
              about={`l’alerte du ${formatDate(lastDayOn)} pour ${deadline.number}`}
            >
              Noté
            </GestureButton>
            <ButtonLink href={`${page.home}/factures/${invoiceId}/voie-judiciaire`}>
              Que faire{NBSP}?<span className="sr"> pour {deadline.number}</span>
            </ButtonLink>
          </>
        )
      }
    >
      <Sentence>{deadline.sentence}</Sentence>
    </Row>
  );
}
