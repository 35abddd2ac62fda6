import { formatEuros } from "@/domain/money";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Row } from "@/ui/lists/Row";
import { Amount } from "@/ui/text/Amount";
import { Pill } from "@/ui/text/Pill";
import { Sentence } from "@/ui/text/Sentence";
import type { TodayView } from "@/usecases/reporting/readToday";
import type { DayPage } from "./DayPage";
import type { RowPlace } from "./DaySection";

interface CreditRowProps {
  credit: TodayView["credits"][number];
  page: DayPage;
  place: RowPlace;
}

/** A credit that belongs to no invoice keeps the reminders of its client: where does it go? */
export function CreditRow({ credit, page, place }: CreditRowProps) {
  const href = `${page.home}/clients/${credit.clientId}#avoirs`;
  const covers = credit.restCents >= credit.openCents;
  return (
    <Row
      icon="receive"
      tone="info"
      title={place.title}
      href={href}
      pill={!place.isGrouped && <Pill tone="info">Avoir à affecter</Pill>}
      end={<Amount cents={credit.openCents} size="strong" />}
      actions={
        page.mayWork && (
          <ButtonLink href={href}>
            Décider<span className="sr"> de l’avoir de {credit.clientName}</span>
          </ButtonLink>
        )
      }
    >
      <Sentence>
        {`Ce client dispose d’un avoir de ${formatEuros(credit.restCents)} non affecté${covers ? ", qui couvre tout ce qu’il doit" : ""}. Ses relances attendent votre décision.`}
      </Sentence>
    </Row>
  );
}
