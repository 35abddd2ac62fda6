import { afterDe } from "@/domain/typography";
import { EmptyState } from "@/ui/messages/EmptyState";
import { Cell, Column, RowHeader, Table, TableBody, TableFoot, TableHead, TableRow } from "@/ui/tables/Table";
import { Amount } from "@/ui/text/Amount";
import { Anchor } from "@/ui/text/Anchor";
import { DateText } from "@/ui/text/DateText";
import { NoBreak } from "@/ui/text/NoBreak";
import { Sentence } from "@/ui/text/Sentence";
import type { ClientView } from "@/usecases/parties/readClient";
import { standingPill } from "../../_parts/standingPill";

/** What will come; why nothing will is already said by the state. */
function comingStep(next: string) {
  return next.startsWith("Aucune") ? undefined : <Sentence>{next}</Sentence>;
}

interface OpenInvoicesProps {
  client: ClientView;
  /** Address of the company's home. */
  home: string;
}

/** What a client still owes, oldest due date first, under one total. */
export function OpenInvoices({ client, home }: OpenInvoicesProps) {
  if (client.openCount === 0) {
    return (
      <EmptyState icon="checkCircle" level={3} title="Rien à régler">
        {client.invoicedCents > 0n
          ? "Toutes ses factures sont soldées ou closes."
          : "Aucune facture pour ce client."}
      </EmptyState>
    );
  }
  return (
    <>
      <Table caption={`Factures à régler ${afterDe(client.name)}`} isHoverable>
        <TableHead>
          <Column>Facture</Column>
          <Column>Échéance</Column>
          <Column align="end">Retard</Column>
          <Column>État</Column>
          <Column align="end">Solde</Column>
        </TableHead>
        <TableBody>
          {client.invoices.map((invoice) => (
            <TableRow key={invoice.id}>
              <RowHeader sub={comingStep(invoice.next)}>
                <Anchor href={`${home}/factures/${invoice.id}`}>
                  <NoBreak>{invoice.number}</NoBreak>
                </Anchor>
              </RowHeader>
              <Cell phone="hidden">
                <DateText on={invoice.dueOn} format="short" />
              </Cell>
              <Cell align="end" phone="underEnd">
                {invoice.daysLate > 0 && (
                  <NoBreak>
                    {invoice.daysLate}
                    {"\u00a0"}j
                  </NoBreak>
                )}
              </Cell>
              <Cell phone="under">{standingPill(invoice.standing)}</Cell>
              <Cell align="end" phone="end">
                <Amount cents={invoice.balanceCents} size="strong" />
              </Cell>
            </TableRow>
          ))}
        </TableBody>
        <TableFoot>
          <RowHeader>Total</RowHeader>
          <Cell phone="hidden" />
          <Cell phone="hidden" />
          <Cell phone="hidden" />
          <Cell align="end" phone="end">
            <Amount cents={client.openCents} />
          </Cell>
        </TableFoot>
      </Table>
      {client.openCount > client.invoices.length && (
        <p className="small muted table__note">
          Les {client.invoices.length} plus anciennes sur {client.openCount}.{" "}
          <Anchor href={`${home}/factures?etat=toutes&client=${client.id}`}>Toutes ses factures</Anchor>
        </p>
      )}
    </>
  );
}
