import { Select } from "../controls/Select";
import styles from "./ColumnRows.module.css";

export interface FileColumn {
  /** Name of the field that says what the column means. */
  field: string;
  /** Title in the file; « Colonne 4 » when it has none. */
  title: string;
  /** First values, as they are. */
  examples: string;
  /** What it means; empty when it is left out. */
  value: string;
  error?: string;
}

interface ColumnRowsProps {
  columns: readonly FileColumn[];
  meanings: readonly { value: string; label: string }[];
}

/** Columns of a file in its order, each with what it means. Inside a form. */
export function ColumnRows({ columns, meanings }: ColumnRowsProps) {
  return (
    <ul className={styles.rows}>
      {columns.map(({ field, title, examples, value, error }) => (
        <li key={field} className={styles.row}>
          <p className={styles.column}>
            {title}
            <span className={styles.examples}>{examples || "Rien dans les premières lignes"}</span>
          </p>
          <Select
            key={value}
            name={field}
            label={`Contenu de la colonne ${title}`}
            isLabelHidden
            options={meanings}
            defaultValue={value}
            {...(error && { error })}
          />
        </li>
      ))}
    </ul>
  );
}
