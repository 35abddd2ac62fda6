import { formatEuros } from "@/domain/money";
import { CREDIT_NAMES } from "@/domain/settlement/accountFacts";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Section } from "@/ui/layout/Section";
import { Row } from "@/ui/lists/Row";
import { Rows } from "@/ui/lists/Rows";
import { Banner } from "@/ui/messages/Banner";
import { Details } from "@/ui/messages/Details";
import { Amount } from "@/ui/text/Amount";
import { DateText } from "@/ui/text/DateText";
import { Pill } from "@/ui/text/Pill";
import { Sentence } from "@/ui/text/Sentence";
import type { CompanyCtx } from "@/usecases/ports";
import { type ClientCreditsView, readCredits } from "@/usecases/settlement/readCredit";

interface FreeCreditsProps {
  ctx: CompanyCtx;
  clientId: string;
  /** Address of the client's page. */
  here: string;
  mayWork: boolean;
}

/** What is held for the client and belongs to no invoice; nothing when there never was any. */
export async function FreeCredits({ ctx, clientId, here, mayWork }: FreeCreditsProps) {
  const view = await readCredits(ctx, clientId);
  if (view.credits.length === 0) return null;
  const free = view.credits.filter((credit) => !credit.isCancelled && credit.restCents > 0n);
  const past = view.credits.filter((credit) => !free.includes(credit));
  const isHeld = view.invoices.length > 0 && free.some((credit) => !credit.isDunAnyway);
  return (
    <Section
      title="Avoirs et trop-perçus"
      id="avoirs"
      aside={
        mayWork && (
          <ButtonLink href={`${here}/avoirs/nouveau`} variant="quietAccent" size="small">
            Enregistrer un avoir
          </ButtonLink>
        )
      }
    >
      {isHeld && (
        <Banner>
          <Sentence>
            {`Ce client dispose d’un avoir de ${formatEuros(view.freeCents)} non affecté : affectez-le avant de relancer.`}
          </Sentence>
        </Banner>
      )}
      {free.length > 0 ? (
        <CreditRows credits={free} here={here} mayWork={mayWork} />
      ) : (
        <p className="muted">Aucun avoir n’attend.</p>
      )}
      {past.length > 0 && (
        <Details summary="Avoirs utilisés ou annulés">
          <CreditRows credits={past} here={here} mayWork={false} />
        </Details>
      )}
    </Section>
  );
}

interface CreditRowsProps {
  credits: ClientCreditsView["credits"];
  here: string;
  mayWork: boolean;
}

function CreditRows({ credits, here, mayWork }: CreditRowsProps) {
  return (
    <Rows label="Avoirs">
      {credits.map((credit) => (
        <Row
          key={credit.id}
          title={CREDIT_NAMES[credit.kind]}
          href={`${here}/avoirs/${credit.id}`}
          {...(credit.isCancelled && { pill: <Pill>Annulé</Pill> })}
          end={<Amount cents={credit.restCents} size="strong" />}
          actions={
            mayWork && <ButtonLink href={`${here}/avoirs/${credit.id}`}>Affecter ou rembourser</ButtonLink>
          }
        >
          Du <DateText on={credit.receivedOn} />
          {credit.restCents !== credit.amountCents && (
            <>
              , <Amount cents={credit.amountCents} /> au départ
            </>
          )}
          .{credit.note && ` ${credit.note}`}
        </Row>
      ))}
    </Rows>
  );
}
