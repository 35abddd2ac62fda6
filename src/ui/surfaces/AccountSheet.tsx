import type { ReactNode } from "react";
import type { LocalDate } from "@/domain/calendar";
import { formatEuros } from "@/domain/money";
import { type AccountCredit, CREDIT_NAMES } from "@/domain/settlement/accountFacts";
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
  /** The contested part of what is left. */
  disputedCents: bigint;
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
  /** What is asked for today. */
  dueCents: bigint;
  /** What is held for the debtor and belongs to no invoice. */
  credits: readonly AccountCredit[];
  /** The balance less the credits. */
  netCents: bigint;
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
  dueCents,
  credits,
  netCents,
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
      {invoices.length > 0 && <Invoices invoices={invoices} total={total} />}
      {credits.length > 0 && <Credits credits={credits} netCents={netCents} />}
      {dueCents > 0n && (
        <p>
          <Amount cents={dueCents} size="strong" /> à régler à ce jour.
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

function Invoices({ invoices, total }: Pick<AccountSheetProps, "invoices" | "total">) {
  return (
    <Table caption="Factures à régler">
      <TableHead>
        <Column>Facture</Column>
        <Column>Date</Column>
        <Column>Échéance</Column>
        <Column align="end">Montant TTC</Column>
        <Column align="end">Réglé ou déduit</Column>
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
              {invoice.disputedCents > 0n && (
                <span className="table__sub">
                  {invoice.disputedCents >= invoice.balanceCents
                    ? "contestée"
                    : `${formatEuros(invoice.disputedCents)} contestés`}
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
  );
}

/** What stands to the debtor's credit, and what is left once it is counted. */
function Credits({ credits, netCents }: Pick<AccountSheetProps, "credits" | "netCents">) {
  return (
    <Table caption="À votre crédit">
      <TableHead>
        <Column>À votre crédit</Column>
        <Column align="end">Montant</Column>
      </TableHead>
      <TableBody>
        {credits.map((credit) => (
          <TableRow key={`${credit.kind}${credit.receivedOn}${credit.restCents}`}>
            <RowHeader>
              {CREDIT_NAMES[credit.kind]} du <DateText on={credit.receivedOn} format="numeric" />
            </RowHeader>
            <Cell align="end" phone="end">
              <Amount cents={-credit.restCents} />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
      <TableFoot>
        <RowHeader>{netCents < 0n ? "Solde en votre faveur" : "Solde du compte"}</RowHeader>
        <Cell align="end" phone="end">
          <Amount cents={netCents < 0n ? -netCents : netCents} />
        </Cell>
      </TableFoot>
    </Table>
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
