import { AmountInput } from "../controls/AmountInput";
import { NoBreak } from "../text/NoBreak";
import styles from "./AllocationRows.module.css";

interface AllocatedInvoice {
  id: string;
  number: string;
  /** « échue le 24 oct. 2026 ». */
  due: string;
  /** What is left to pay, written out. */
  balance: string;
  /** Name of the field that takes its part. */
  field: string;
  value: string;
  error: string | undefined;
}

interface AllocationRowsProps {
  /** Oldest due date first. */
  invoices: readonly AllocatedInvoice[];
}

/** Open invoices, each with the part of a payment put on it. Inside a form. */
export function AllocationRows({ invoices }: AllocationRowsProps) {
  return (
    <ul className={styles.rows}>
      {invoices.map((invoice) => (
        <li key={invoice.id} className={styles.row}>
          <p className={styles.invoice}>
            <NoBreak>{invoice.number}</NoBreak>
            <span className={styles.note}>{invoice.due}</span>
          </p>
          <p className={styles.balance}>
            <span className="amt amt--strong">{invoice.balance}</span>
            <span className={styles.note}>reste dû</span>
          </p>
          <AmountInput
            key={invoice.value}
            name={invoice.field}
            label={`Part de ${invoice.number}`}
            isLabelHidden
            defaultValue={invoice.value}
            {...(invoice.error && { error: invoice.error })}
          />
        </li>
      ))}
    </ul>
  );
}
