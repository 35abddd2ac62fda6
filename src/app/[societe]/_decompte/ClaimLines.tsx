import { formatDate } from "@/domain/dateText";
import { contestedCents } from "@/domain/legal/contestedPart";
import { INTEREST_NAMES } from "@/domain/legal/formalNoticeWording";
import type { InvoiceStatement } from "@/domain/legal/invoiceClaim";
import { capitalised, citing } from "@/domain/legal/phrases";
import { statementLines, statementNote } from "@/domain/legal/statementLines";
import { Section } from "@/ui/layout/Section";
import { AmountLines } from "@/ui/lists/AmountLines";
import { Statement } from "@/ui/tables/Statement";
import { Anchor } from "@/ui/text/Anchor";
import { NoBreak } from "@/ui/text/NoBreak";
import { Notice } from "@/ui/text/Notice";
import { Sentence } from "@/ui/text/Sentence";
import type { ClaimPageContext } from "./ClaimPageContext";

/** Every line of every invoice, with its computation and its article; then the sum of all. */
export function ClaimLines({ page }: { page: ClaimPageContext }) {
  const { claim, home } = page;
  const { statement, invoices } = claim;
  if (!statement) return null;
  const interest = capitalised(INTEREST_NAMES[claim.client.kind]);
  const isPart = statement.invoices.some((invoice) => contestedCents(invoice) > 0n);
  return (
    <>
      {invoices.map((invoice) => (
        <Section
          key={invoice.id}
          title={
            <>
              Facture <NoBreak>{invoice.number}</NoBreak>
            </>
          }
          aside={
            claim.invoiceNumber === null ? (
              <Anchor href={`${home}/factures/${invoice.id}`}>Ouvrir la facture</Anchor>
            ) : undefined
          }
        >
          <InvoiceLines statement={invoice.statement} />
        </Section>
      ))}
      {invoices.length > 1 && (
        <Section title="Total">
          <AmountLines
            lines={[
              {
                label: "Principal",
                note: isPart ? "Soldes TTC, hors parts contestées" : "Soldes TTC",
                amountCents: statement.principalDueCents,
              },
              { label: interest, amountCents: statement.penaltyCents - statement.penaltySettledCents },
              {
                label: "Indemnités forfaitaires",
                amountCents: statement.flatFeeCents - statement.flatFeeSettledCents,
              },
              ...(statement.complementaryCents > 0n
                ? [{ label: "Indemnisation complémentaire", amountCents: statement.complementaryCents }]
                : []),
            ]}
            total={{
              label: `${isPart ? "Réclamé" : "Dû"} au ${formatDate(claim.on)}`,
              amountCents: statement.totalDueCents,
            }}
          />
        </Section>
      )}
    </>
  );
}

function InvoiceLines({ statement }: { statement: InvoiceStatement }) {
  return (
    <>
      <Statement
        caption={`Décompte de ${statement.claim.invoiceNumber}, arrêté au ${formatDate(statement.statedOn)}`}
        lines={statementLines(statement).map(({ article, ...line }) => ({
          ...line,
          detail: (
            <>
              <Sentence>{line.detail}</Sentence>
              {article !== "" && (
                <span className="table__sub">
                  <Sentence>{article}</Sentence>
                </span>
              )}
            </>
          ),
        }))}
        total={{
          label: `${contestedCents(statement) > 0n ? "Réclamé" : "Dû"} au ${formatDate(statement.statedOn)}`,
          amountCents: statement.totalDueCents,
        }}
        note={<Sentence>{statementNote(statement)}</Sentence>}
      />
      {statement.warnings.map((warning) => (
        <p key={warning.code} className="small table__note">
          <Notice tone="caution">
            <Sentence>{citing(warning.sentence, warning.article)}</Sentence>
          </Notice>
        </p>
      ))}
    </>
  );
}
