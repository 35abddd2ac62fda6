import { Section } from "@/ui/layout/Section";
import { Cell, Column, RowHeader, Table, TableBody, TableHead, TableRow } from "@/ui/tables/Table";
import { Amount } from "@/ui/text/Amount";
import { Anchor } from "@/ui/text/Anchor";
import { NoBreak } from "@/ui/text/NoBreak";
import type { ImportPage } from "@/usecases/invoicing/readImport";

/** The credit notes that an import recorded, each with the way to its invoice. */
export function CreditList({ credits, home }: { credits: ImportPage["credits"]; home: string }) {
  return (
    <Section title="Avoirs" count={credits.length}>
      <Table caption="Avoirs enregistrés par cet import">
        <TableHead>
          <Column>Avoir</Column>
          <Column>Facture</Column>
          <Column align="end">Montant TTC</Column>
        </TableHead>
        <TableBody>
          {credits.map((credit) => (
            <TableRow key={credit.id}>
              <RowHeader>
                <NoBreak>{credit.number}</NoBreak>
                {credit.isCancelled && " (annulé)"}
              </RowHeader>
              <Cell phone="under">
                <Anchor href={`${home}/factures/${credit.invoiceId}`}>{credit.invoiceNumber}</Anchor>
              </Cell>
              <Cell align="end" phone="end">
                {credit.isCancelled ? (
                  <s>
                    <Amount cents={credit.amountCents} />
                  </s>
                ) : (
                  <Amount cents={credit.amountCents} />
                )}
              </Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Section>
  );
}
