import { formatDate } from "@/domain/dateText";
import { DEBTOR_KIND_LABELS } from "@/domain/legal/debtorKind";
import type { InvoiceStatement } from "@/domain/legal/invoiceClaim";
import { FLAT_FEE_CENTS, PUBLIC_FLAT_FEE_CENTS } from "@/domain/legal/legalConstants";
import { citing } from "@/domain/legal/phrases";
import { statementLines } from "@/domain/legal/statementLines";
import { formatEuros, NBSP } from "@/domain/money";
import { typeset } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Buttons } from "@/ui/controls/Buttons";
import { PrintButton } from "@/ui/controls/PrintButton";
import { Stack } from "@/ui/layout/Stack";
import { Banner } from "@/ui/messages/Banner";
import { CalculatorTotal, Ground, Grounds, NotPrinted } from "@/ui/public/CalculatorLayout";
import { CopyText } from "@/ui/surfaces/CopyText";
import { Statement } from "@/ui/tables/Statement";
import { Amount } from "@/ui/text/Amount";
import { Sentence } from "@/ui/text/Sentence";
import type { Attempt } from "../_parts/attempt";

interface CalculatorResultProps {
  result: NonNullable<Attempt["result"]>;
  /** Public address of the application, without a slash at the end. */
  origin: string;
}

/** The statement, why each of its lines stands, and how to keep it. */
export function CalculatorResult({ result, origin }: CalculatorResultProps) {
  const { statement, address } = result;
  const { claim, statedOn } = statement;
  return (
    <>
      <CalculatorTotal
        label={<Sentence>{`À réclamer au ${formatDate(statedOn)}`}</Sentence>}
        amount={<Amount cents={statement.totalDueCents} size="page" />}
      >
        <Sentence>{factsOf(statement)}</Sentence>
      </CalculatorTotal>
      {statement.warnings.length > 0 && (
        <Stack>
          {statement.warnings.map(({ code, sentence, article }) => (
            <Banner key={code} tone="caution">
              <Sentence>{citing(sentence, article)}</Sentence>
            </Banner>
          ))}
        </Stack>
      )}
      <section>
        <Statement
          caption={`Décompte arrêté au ${formatDate(statedOn)}`}
          lines={statementLines(statement).map((line) => ({
            ...line,
            detail: <Sentence>{line.detail}</Sentence>,
          }))}
          total={{ label: "Total dû", amountCents: statement.totalDueCents }}
          note={<Sentence>{dailySentence(statement)}</Sentence>}
        />
      </section>
      <Grounds title="D’où viennent ces montants">
        {statement.segments.map((segment) => (
          <Ground key={segment.fromOn}>
            <Sentence>{segment.explanation}</Sentence>
          </Ground>
        ))}
        <FeeGround statement={statement} />
        <Ground source="art. 1343-1 du code civil">
          Les règlements réduisent d’abord le principal{NBSP}: c’est plus favorable au débiteur que la loi,
          qui les impute d’abord sur les intérêts.
        </Ground>
      </Grounds>
      <NotPrinted>
        <CopyText label="Adresse de ce décompte, à garder ou à envoyer" value={`${origin}${address}`} />
        <Buttons>
          <PrintButton />
          <ButtonLink href="/inscription" iconEnd="arrowRight">
            Relancer cette facture avec Dûment
          </ButtonLink>
        </Buttons>
        <p className="small muted">
          Ce calcul informe{NBSP}; il ne remplace pas l’avis d’un professionnel du droit. Débiteur{NBSP}:{" "}
          {DEBTOR_KIND_LABELS[claim.debtorKind].toLowerCase()}.
        </p>
      </NotPrinted>
    </>
  );
}

function FeeGround({ statement }: { statement: InvoiceStatement }) {
  const { debtorKind } = statement.claim;
  if (debtorKind === "B2C" || debtorKind === "NON_PRO") {
    return (
      <Ground source="art. L. 111-8 du code des procédures civiles d’exécution">
        Aucune indemnité de 40{NBSP}€ ni frais de relance{NBSP}: ils ne sont dus que par un professionnel ou
        un acheteur public.
      </Ground>
    );
  }
  if (statement.flatFeeCents === 0n) return null;
  const { article } = debtorKind === "PUBLIC" ? PUBLIC_FLAT_FEE_CENTS : FLAT_FEE_CENTS;
  return (
    <Ground source={typeset(article)}>
      {formatEuros(statement.flatFeeCents)} d’indemnité forfaitaire pour frais de recouvrement, due de plein
      droit dès le premier jour de retard, sans TVA.
    </Ground>
  );
}

function factsOf({ claim, daysLate, principalDueCents }: InvoiceStatement): string {
  const late =
    daysLate === 0
      ? "pas encore en retard"
      : `${daysLate}${NBSP}jour${daysLate > 1 ? "s" : ""} de retard${principalDueCents === 0n ? " avant le règlement" : ""}`;
  return `Facture de ${formatEuros(claim.totalCents)} TTC, échue le ${formatDate(claim.dueOn)}, ${late}.`;
}

function dailySentence({ daily }: InvoiceStatement): string {
  if (daily.kind === "RUNNING") return `Puis ${formatEuros(daily.amountCents)} par jour.`;
  return daily.kind === "RATE_NOT_PUBLISHED" ? daily.reason : "";
}
