import type { ReactNode } from "react";
import type { LocalDate } from "@/domain/calendar";
import { classNames } from "../classNames";
import { SelectAll } from "../controls/SelectAll";
import { Amount } from "../text/Amount";
import { Anchor } from "../text/Anchor";
import { DateText } from "../text/DateText";
import { isLong, NoBreak } from "../text/NoBreak";
import styles from "./InvoiceTable.module.css";
import { Cell, Column, RowHeader, Table, TableBody, TableHead, TableRow } from "./Table";

export interface InvoiceRow {
  id: string;
  href: string;
  number: string;
  client: string;
  /** Groups the rows of one client when they are counted; the name by default. */
  clientId?: string;
  dueOn: LocalDate;
  /** Calendar days after the due date; 0 or less when it is not late. */
  delayDays: number;
  nextStep: ReactNode;
  /** A bare `Pill`. */
  state: ReactNode;
  balanceCents: bigint;
  isChecked?: boolean;
}

type SortKey = "client" | "number" | "dueOn" | "delay" | "balance";

interface InvoiceTableProps {
  /** « Factures en retard, de la plus ancienne à la plus récente ». */
  caption: string;
  invoices: readonly InvoiceRow[];
  /** Name of the checkboxes, which send invoice ids: the table is then inside a form with a `BulkBar`. */
  selectName?: string;
  sorted?: { by: SortKey; direction: "ascending" | "descending" };
  /** Address of the list sorted by each column that can be. */
  sortHrefs?: Partial<Record<SortKey, string>>;
}

/** The list of invoices: one line at a desk, two on a tablet, three on a phone. */
export function InvoiceTable({ caption, invoices, selectName, sorted, sortHrefs = {} }: InvoiceTableProps) {
  const sort = (by: SortKey) => ({
    sorted: sorted?.by === by ? sorted.direction : undefined,
    sortHref: sortHrefs[by],
  });
  return (
    <Table caption={caption} density="scan" isHoverable className={styles.list}>
      <TableHead>
        {selectName && (
          <Column className={styles.select}>
            <SelectAll name={selectName} besideColumnsFrom="desk" />
          </Column>
        )}
        <Column {...sort("client")}>Client</Column>
        <Column {...sort("number")}>Facture</Column>
        <Column className={styles.due} {...sort("dueOn")}>
          Échéance
        </Column>
        <Column align="end" className={styles.delay} {...sort("delay")}>
          Retard
        </Column>
        <Column>Prochaine étape</Column>
        <Column>État</Column>
        <Column align="end" {...sort("balance")}>
          Solde
        </Column>
      </TableHead>
      <TableBody>
        {invoices.map((invoice) => (
          <InvoiceLine key={invoice.id} invoice={invoice} selectName={selectName} />
        ))}
      </TableBody>
    </Table>
  );
}

function InvoiceLine({ invoice, selectName }: { invoice: InvoiceRow; selectName: string | undefined }) {
  return (
    <TableRow>
      {selectName && (
        <Cell className={styles.select}>
          <input
            className="tick"
            type="checkbox"
            name={selectName}
            value={invoice.id}
            defaultChecked={invoice.isChecked}
            data-cents={invoice.balanceCents.toString()}
            data-party={invoice.clientId ?? invoice.client}
            aria-label={`Sélectionner ${invoice.number}`}
          />
        </Cell>
      )}
      <RowHeader className={styles.client}>
        <Anchor href={invoice.href}>{invoice.client}</Anchor>
      </RowHeader>
      <Cell className={classNames(styles.number, isLong(invoice.number) && styles.long)}>
        <NoBreak>{invoice.number}</NoBreak>
      </Cell>
      <Cell className={styles.due}>
        <DateText on={invoice.dueOn} format="short" />
      </Cell>
      <Cell align="end" className={styles.delay}>
        {invoice.delayDays > 0 && (
          <>
            {invoice.delayDays}
            {"\u00a0"}j<span className={styles.words}> de retard</span>
          </>
        )}
      </Cell>
      <Cell className={styles.step}>{invoice.nextStep}</Cell>
      <Cell className={styles.state}>{invoice.state}</Cell>
      <Cell align="end" className={styles.balance}>
        <Amount cents={invoice.balanceCents} size="strong" />
      </Cell>
    </TableRow>
  );
}
