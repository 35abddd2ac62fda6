import { formatDate, formatDayMonth } from "@/domain/dateText";
import { formatEuros, NBSP } from "@/domain/money";
import { afterDe } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Row } from "@/ui/lists/Row";
import { Amount } from "@/ui/text/Amount";
import { Sentence } from "@/ui/text/Sentence";
import type { AnswerItem } from "@/usecases/reporting/workItems";
import { METHOD_NAMES } from "@/usecases/settlement/recordPayment";
import { GestureButton } from "../../_forms/GestureButton";
import { setAnswerAside } from "../actions";
import { type DayPage, gestureValues } from "./DayPage";
import { type DaySection, dayRow, type RowPlace } from "./DaySection";
import { invoicesWords } from "./words";

/** « J'ai payé » to confirm: the invoices are suspended meanwhile. */
export function declarationSection(answers: readonly AnswerItem[], page: DayPage): DaySection {
  return {
    id: "declarations",
    title: `«${NBSP}J’ai payé${NBSP}» à confirmer`,
    aside: "Les relances de ces factures attendent votre réponse.",
    rows: answers.map((answer) =>
      dayRow(answer, answer.id, "DECLARATION", (place) => (
        <DeclarationRow answer={answer} page={page} place={place} />
      )),
    ),
  };
}

function DeclarationRow({ answer, page, place }: { answer: AnswerItem; page: DayPage; place: RowPlace }) {
  const href = `${page.home}/reponses/${answer.id}`;
  return (
    <Row
      icon="receive"
      tone="positive"
      title={place.title}
      href={href}
      end={<Amount cents={answer.saidAmountCents ?? answer.amountCents} size="strong" />}
      actions={
        page.mayWork && (
          <>
            <GestureButton
              action={setAnswerAside}
              values={gestureValues(page, { reponse: answer.id })}
              variant="quiet"
              about={`le règlement ${afterDe(answer.clientName)}`}
            >
              Pas reçu
            </GestureButton>
            <ButtonLink href={href}>
              Confirmer<span className="sr"> le règlement de {answer.clientName}</span>
            </ButtonLink>
          </>
        )
      }
    >
      <Sentence>{declarationWords(answer)}</Sentence>
    </Row>
  );
}

/**
 * `F-12. Virement du 20 novembre, déclaré le 21. Suspension jusqu’au 27 novembre 2026.` Once it was
 * decided, the page says otherwise what became of the suspension.
 */
export function declarationWords(answer: AnswerItem): string {
  const method = answer.method ? METHOD_NAMES[answer.method] : "Règlement";
  const paid = answer.onDate ? `${method} du ${formatDayMonth(answer.onDate)}` : method;
  const amount = answer.saidAmountCents === null ? "" : ` de ${formatEuros(answer.saidAmountCents)}`;
  const hold = answer.untilOn
    ? `Suspension jusqu’au ${formatDate(answer.untilOn)}.`
    : "La suspension a pris fin sans réponse de votre part.";
  const said = `${invoicesWords(answer.invoices)}. ${paid}${amount}, déclaré le ${formatDayMonth(answer.saidOn)}.`;
  return answer.isWaiting ? `${said} ${hold}` : said;
}
