import { formatDate } from "@/domain/dateText";
import { citing } from "@/domain/legal/phrases";
import { statementLines, statementNote } from "@/domain/legal/statementLines";
import { NBSP } from "@/domain/money";
import { Section } from "@/ui/layout/Section";
import { Banner } from "@/ui/messages/Banner";
import { Statement } from "@/ui/tables/Statement";
import { Amount } from "@/ui/text/Amount";
import { Anchor } from "@/ui/text/Anchor";
import { Notice } from "@/ui/text/Notice";
import { Sentence } from "@/ui/text/Sentence";
import type { InvoicePageContext } from "./InvoicePage";

/** What is owed today, line by line; after a late payment, what the law still allows to claim. */
export function AmountsDue({ page }: { page: InvoicePageContext }) {
  const { statement, statementProblem, status, accessories, today } = page.invoice;
  if (status === "CANCELLED" || status === "WRITTEN_OFF") return null;
  if (!statement) {
    if (!statementProblem) return null;
    return (
      <Section title="Dû aujourd’hui" id="decompte">
        <Banner tone="caution">
          <Sentence>{statementProblem}</Sentence>
        </Banner>
      </Section>
    );
  }
  // Once they were asked for, the penalties of a settled invoice are a sum to receive, like the rest.
  if (status === "PAID" && !accessories) {
    if (statement.totalDueCents === 0n) return null;
    return (
      <p className="section small muted">
        Réglée en retard{NBSP}: la loi permettrait de réclamer encore{" "}
        <Amount cents={statement.totalDueCents} /> de pénalités et d’indemnité. Dûment ne les réclame pas sans
        vous. <Anchor href={`${page.base}/decompte`}>Voir le décompte</Anchor>
      </p>
    );
  }
  const warnings = statement.warnings.filter((warning) => warning.code !== "MENTIONS_MISSING");
  return (
    <Section
      title="Dû aujourd’hui"
      id="decompte"
      aside={<Anchor href={`${page.base}/decompte`}>Décompte complet</Anchor>}
    >
      <Statement
        caption={`Décompte arrêté au ${formatDate(today)}`}
        lines={statementLines(statement).map(({ article: _, ...line }) => ({
          ...line,
          detail: <Sentence>{line.detail}</Sentence>,
        }))}
        total={{ label: `Total au ${formatDate(today)}`, amountCents: statement.totalDueCents }}
        note={<Sentence>{statementNote(statement)}</Sentence>}
      />
      {warnings.map((warning) => (
        <p key={warning.code} className="small table__note">
          <Notice tone="caution">
            <Sentence>{citing(warning.sentence, warning.article)}</Sentence>
            {warning.code === "RATE_TO_VERIFY" && (
              <>
                {" "}
                <Anchor href={`${page.home}/reglages/taux`}>Voir ce taux et sa source</Anchor>
              </>
            )}
          </Notice>
        </p>
      ))}
    </Section>
  );
}
