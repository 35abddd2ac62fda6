import type { LetterTable, LetterTableColumn, LetterTableLine } from "@/domain/legal/letterTables";
import { classNames } from "../classNames";
import { Sentence } from "../text/Sentence";
import styles from "./LetterTwinTable.module.css";

/** A table of the letter: its title above it, each line named by its first cell. Slides when it is wide, its amounts always in view. */
export function LetterTwinTable({ table }: { table: LetterTable }) {
  const { columns, lines, total, title } = table;
  return (
    // A keyboard must reach what slides.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className={styles.slide} aria-label={title} tabIndex={0}>
      <table className={styles.table}>
        <caption className={styles.caption}>
          <span className={styles.title}>
            <Sentence>{title}</Sentence>
          </span>
        </caption>
        <thead>
          <tr>
            {columns.map(({ header, isEnd }) => (
              <th key={header} scope="col" className={isEnd ? styles.end : undefined}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            // Two lines may say the same; a printed table never changes order.
            <Line key={index} line={line} columns={columns} />
          ))}
        </tbody>
        {total && (
          <tfoot>
            <Line line={total} columns={columns} />
          </tfoot>
        )}
      </table>
    </section>
  );
}

interface LineProps {
  line: LetterTableLine;
  columns: readonly LetterTableColumn[];
}

function Line({ line, columns }: LineProps) {
  const first = columns.length - line.cells.length;
  const hasSpan = line.span !== "" && first > 1;
  return (
    <tr>
      <th scope="row" colSpan={hasSpan ? 1 : first}>
        <Sentence>{line.label}</Sentence>
        {line.note !== "" && (
          <span className={styles.note}>
            <Sentence>{line.note}</Sentence>
          </span>
        )}
      </th>
      {hasSpan && (
        <td colSpan={first - 1}>
          <Sentence>{line.span}</Sentence>
        </td>
      )}
      {line.cells.map((text, index) => (
        <td
          // A cell is known by its column.
          key={index}
          className={classNames(columns[first + index]?.isEnd && styles.end)}
        >
          <Sentence>{text}</Sentence>
        </td>
      ))}
    </tr>
  );
}
