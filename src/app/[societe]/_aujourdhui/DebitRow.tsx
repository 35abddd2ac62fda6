import { formatDayMonth } from "@/domain/dateText";
import { NBSP } from "@/domain/money";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Row } from "@/ui/lists/Row";
import { Amount } from "@/ui/text/Amount";
import { Pill } from "@/ui/text/Pill";
import { Sentence } from "@/ui/text/Sentence";
import type { TodayView } from "@/usecases/reporting/readToday";
import type { DayPage } from "./DayPage";
import type { RowPlace } from "./DaySection";

interface DebitRowProps {
  debit: TodayView["debits"][number];
  page: DayPage;
  place: RowPlace;
}

/** A direct debit of which nothing was said: did the money come? */
export function DebitRow({ debit, page, place }: DebitRowProps) {
  const invoice = `${page.home}/factures/${debit.invoiceId}`;
  return (
    <Row
      icon="calendarCross"
      tone="caution"
      title={place.title}
      href={invoice}
      pill={!place.isGrouped && <Pill tone="caution">Prélèvement à confirmer</Pill>}
      end={<Amount cents={debit.balanceCents} size="strong" />}
      actions={
        page.mayWork && (
          <ButtonLink href={`${invoice}/prelevement`}>
            Dire ce qu’il en est<span className="sr"> du prélèvement de {debit.clientName}</span>
          </ButtonLink>
        )
      }
    >
      <Sentence>
        {`Facture ${debit.number}, prélèvement prévu le ${formatDayMonth(debit.debitOn)}${NBSP}: réussi ou rejeté${NBSP}? Rien ne part pour elle en attendant.`}
      </Sentence>
    </Row>
  );
}
