import { formatCount } from "@/domain/money";
import { Cell, RowHeader, TableRow } from "@/ui/tables/Table";

const SHOWN_CELLS = 8;

/** A row of a file, as it is. */
export function RawRow({ line, cells }: { line: number; cells: readonly string[] }) {
  return (
    <TableRow>
      <RowHeader className="r">{formatCount(line)}</RowHeader>
      {cells.slice(0, SHOWN_CELLS).map((cell, column) => (
        // Cells never move: their column is their identity.
        <Cell key={column}>{cell}</Cell>
      ))}
    </TableRow>
  );
}
