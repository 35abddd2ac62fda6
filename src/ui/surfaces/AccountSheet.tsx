import type { ReactNode } from "react";
import type { LocalDate } from "@/domain/calendar";
import { Cell, Column, RowHeader, Table, TableBody, TableFoot, TableHead, TableRow } from "../tables/Table";
import { Amount } from "../text/Amount";
import { DateText } from "../text/DateText";
import { NoBreak } from "../text/NoBreak";
import styles from "./AccountSheet.module.css";

interface AccountLine {
  id: string;
  number: string;
  issuedOn: LocalDate;
  dueOn: LocalDate;
  /** 0 when it is not late. */
  daysLate: number;
  totalCents: bigint;
  settledCents: bigint;
  balanceCents: bigint;
}

interface AccountSheetProps {
  on: LocalDate;
  creditor: { name: string; lines: readonly string[] };
  debtor: { name: string; lines: readonly string[] };
  invoices: readonly AccountLine[];
  total: Pick<AccountLine, "totalCents" | "settledCents" | "balanceCents">;
  overdueCents: bigint;
  /** How to pay: « IBAN », « BIC », « Référence ». */
  payment: readonly { label: string; value: string }[];
  /** Identity of the creditor, at the foot. */
  footer: ReactNode;
}

/** A statement of account as it is printed: who, to whom, each invoice still owed, how to pay. */
export function AccountSheet({
  on,
  creditor,
  debtor,
  invoices,
  total,
  overdueCents,
  payment,
  footer,
}: AccountSheetProps) {
  return (
    <article className={`sheet ${styles.sheet}`}>
      <div className={styles.parties}>
        <Party {...creditor} />
        <Party {...debtor} />
      </div>
      <h2>
        Relevé de compte au <DateText on={on} />
      </h2>
      <Table caption="Factures à régler">
        <TableHead>
          <Column>Facture</Column>
          <Column>Date</Column>
          <Column>Échéance</Column>
          <Column align="end">Montant TTC</Column>
          <Column align="end">Déjà réglé</Column>
          <Column align="end">Reste dû</Column>
        </TableHead>
        <TableBody>
          {invoices.map((invoice) => (
            <TableRow key={invoice.id}>
              <RowHeader>
                <NoBreak>{invoice.number}</NoBreak>
              </RowHeader>
              <Cell phone="hidden">
                <DateText on={invoice.issuedOn} format="numeric" />
              </Cell>
              <Cell phone="under">
                <DateText on={invoice.dueOn} format="numeric" />
                {invoice.daysLate > 0 && (
                  <span className="table__sub">
                    dépassée de {invoice.daysLate}
                    {"\u00a0"}
                    {invoice.daysLate > 1 ? "jours" : "jour"}
                  </span>
                )}
              </Cell>
              <Cell align="end" phone="hidden">
                <Amount cents={invoice.totalCents} />
              </Cell>
              <Cell align="end" phone="hidden">
                {invoice.settledCents > 0n && <Amount cents={invoice.settledCents} />}
              </Cell>
              <Cell align="end" phone="end">
                <Amount cents={invoice.balanceCents} />
              </Cell>
            </TableRow>
          ))}
        </TableBody>
        <TableFoot>
          <RowHeader>Total</RowHeader>
          <Cell phone="hidden" />
          <Cell phone="hidden" />
          <Cell align="end" phone="hidden">
            <Amount cents={total.totalCents} />
          </Cell>
          <Cell align="end" phone="hidden">
            {total.settledCents > 0n && <Amount cents={total.settledCents} />}
          </Cell>
          <Cell align="end" phone="end">
            <Amount cents={total.balanceCents} />
          </Cell>
        </TableFoot>
      </Table>
      {overdueCents > 0n && (
        <p>
          Dont <Amount cents={overdueCents} size="strong" /> à échéance dépassée.
        </p>
      )}
      {payment.length > 0 && (
        <dl className={styles.payment}>
          {payment.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd className="num">{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className={styles.footer}>{footer}</p>
    </article>
  );
}

function Party({ name, lines }: { name: string; lines: readonly string[] }) {
  return (
    <address className={styles.party}>
      <b>{name}</b>
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </address>
  );
}
