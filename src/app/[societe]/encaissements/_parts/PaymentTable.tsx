import { formatEuros } from "@/domain/money";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Cell, Column, RowHeader, Table, TableBody, TableHead, TableRow } from "@/ui/tables/Table";
import { Amount } from "@/ui/text/Amount";
import { Anchor } from "@/ui/text/Anchor";
import { DateText } from "@/ui/text/DateText";
import { NoBreak } from "@/ui/text/NoBreak";
import { Pill } from "@/ui/text/Pill";
import type { PaymentLine } from "@/usecases/settlement/listPayments";
import { METHOD_NAMES } from "@/usecases/settlement/recordPayment";

/** Invoices named in a row; the others are counted. */
const NAMED = 2;

interface PaymentTableProps {
  payments: readonly PaymentLine[];
  /** Address of the company's home. */
  home: string;
  mayWork: boolean;
}

/** Payments, newest first; one that was undone stays, marked. */
export function PaymentTable({ payments, home, mayWork }: PaymentTableProps) {
  return (
    <Table caption="Règlements, les plus récents d’abord" density="scan" isHoverable>
      <TableHead>
        <Column>Client</Column>
        <Column>Reçu le</Column>
        <Column>Factures</Column>
        <Column>Moyen</Column>
        <Column align="end">Montant</Column>
        {mayWork && (
          <Column>
            <span className="sr">Action</span>
          </Column>
        )}
      </TableHead>
      <TableBody>
        {payments.map((payment) => (
          <TableRow key={payment.id}>
            <RowHeader>
              <Anchor href={`${home}/clients/${payment.clientId}`}>{payment.clientName}</Anchor>
            </RowHeader>
            <Cell phone="under">
              <DateText on={payment.receivedOn} format="shortYear" />
            </Cell>
            <Cell phone="below">
              <Invoices payment={payment} home={home} />
            </Cell>
            <Cell phone="below">
              {METHOD_NAMES[payment.method]}
              {payment.reference && <span className="table__sub">{payment.reference}</span>}
            </Cell>
            <Cell align="end" phone="end">
              {payment.isReversed ? (
                <s>
                  <Amount cents={payment.amountCents} />
                </s>
              ) : (
                <Amount cents={payment.amountCents} size="strong" />
              )}
              {payment.accessoryCents > 0n && <span className="table__sub">{accessoryWords(payment)}</span>}
              {payment.surplusCents > 0n && (
                <span className="table__sub">{`et ${formatEuros(payment.surplusCents)} en avoir`}</span>
              )}
            </Cell>
            {mayWork && (
              <Cell align="end" phone="underEnd">
                {payment.isReversed ? (
                  <Pill ground="bare" icon="undo">
                    Annulé
                  </Pill>
                ) : (
                  <ButtonLink
                    href={`${home}/encaissements/${payment.id}/annuler`}
                    variant="quiet"
                    size="small"
                  >
                    Annuler<span className="sr"> le règlement de {payment.clientName}</span>
                  </ButtonLink>
                )}
              </Cell>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** Of the amount, what paid interest and flat fees. */
function accessoryWords({ amountCents, accessoryCents }: PaymentLine): string {
  return amountCents === accessoryCents
    ? "pénalités et indemnité"
    : `dont ${formatEuros(accessoryCents)} de pénalités et d’indemnité`;
}

function Invoices({ payment, home }: { payment: PaymentLine; home: string }) {
  const more = payment.invoices.length - NAMED;
  return (
    <>
      {payment.invoices.slice(0, NAMED).map((invoice, index) => (
        <span key={invoice.id}>
          {index > 0 && ", "}
          <Anchor href={`${home}/factures/${invoice.id}`}>
            <NoBreak>{invoice.number}</NoBreak>
          </Anchor>
        </span>
      ))}
      {more > 0 && ` et ${more} autre${more > 1 ? "s" : ""}`}
    </>
  );
}
