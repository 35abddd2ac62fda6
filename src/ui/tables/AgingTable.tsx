import { classNames } from "../classNames";
import { Amount } from "../text/Amount";
import { Anchor } from "../text/Anchor";
import styles from "./AgingTable.module.css";
import { Cell, Column, RowHeader, Table, TableBody, TableFoot, TableHead, TableRow } from "./Table";

interface AgingRow {
  name: string;
  href?: string;
  /** One amount for each bucket, in their order. */
  amountsCents: readonly bigint[];
  totalCents: bigint;
}

interface AgingTableProps {
  /** « Balance âgée par client, en euros ». */
  caption: string;
  /** Short names of the buckets: « À échoir », « 1 à 30 j »… */
  buckets: readonly string[];
  rows: readonly AgingRow[];
  total: AgingRow;
}

/** Who owes what, and since when. On a phone each row lists only the ages it has. */
export function AgingTable({ caption, buckets, rows, total }: AgingTableProps) {
  return (
    <div className="scroll">
      <Table caption={caption} className={styles.ages}>
        <TableHead>
          <Column>Client</Column>
          {buckets.map((bucket) => (
            <Column key={bucket} align="end">
              {bucket}
            </Column>
          ))}
          <Column align="end">Total</Column>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.href ?? row.name}>
              <AgingCells row={row} buckets={buckets} />
            </TableRow>
          ))}
        </TableBody>
        <TableFoot>
          <AgingCells row={total} buckets={buckets} />
        </TableFoot>
      </Table>
    </div>
  );
}

function AgingCells({ row, buckets }: { row: AgingRow; buckets: readonly string[] }) {
  return (
    <>
      <RowHeader>{row.href ? <Anchor href={row.href}>{row.name}</Anchor> : row.name}</RowHeader>
      {buckets.map((bucket, index) => {
        const cents = row.amountsCents[index] ?? 0n;
        return (
          <Cell
            key={bucket}
            align="end"
            phone={cents === 0n ? "hidden" : "pair"}
            label={bucket}
            className={classNames(cents === 0n && "is-faint")}
          >
            {cents === 0n ? <Nothing /> : <Amount cents={cents} />}
          </Cell>
        );
      })}
      <Cell align="end" phone="end">
        <Amount cents={row.totalCents} size="strong" />
      </Cell>
    </>
  );
}

/** A dash for the eye, a word for the ear. */
function Nothing() {
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="sr">rien</span>
    </>
  );
}
