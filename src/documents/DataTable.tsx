import { View } from "@react-pdf/renderer";
import { fitSize, fitWords } from "./fitText";
import { PrintedText } from "./PrintedText";
import { mm, paper, TABLE_SIZE } from "./paper";

export interface TableColumn {
  header: string;
  /** The columns add up to the width of the text. */
  widthMm: number;
  /** Figures stand at the end; what is read as words stays at the start. */
  isEnd?: boolean;
}

export interface TableLine {
  label: string;
  /** Second line, smaller. */
  note?: string;
  /** Cells after the label, one a column; absent when `span` and `amount` take their place. */
  cells?: readonly string[];
  /** Takes the place of every cell but the last. */
  span?: string;
  amount?: string;
}

interface DataTableProps {
  caption?: string;
  columns: readonly TableColumn[];
  lines: readonly TableLine[];
  /** Under an ink line; never parted from the last line. */
  total?: { label: string; cells: readonly string[] };
}

/** Room between two columns. */
const GAP_MM = 3;

/** A table that may run over pages: its columns are named again, its total stays with a line. */
export function DataTable({ caption, columns, lines, total }: DataTableProps) {
  const last = lines.at(-1);
  const lead = lines.slice(0, -1);
  return (
    <View style={paper.table}>
      {caption !== undefined && (
        <View minPresenceAhead={mm(16)}>
          <PrintedText style={paper.caption}>{caption}</PrintedText>
        </View>
      )}
      <ColumnNames columns={columns} />
      {lead.map((line, index) => (
        // A printed table never changes order.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Line key={index} line={line} columns={columns} isLast={false} />
      ))}
      {last && (
        <View wrap={false}>
          <Line line={last} columns={columns} isLast={total !== undefined} />
          {total && <Total total={total} columns={columns} />}
        </View>
      )}
    </View>
  );
}

function ColumnNames({ columns }: { columns: readonly TableColumn[] }) {
  return (
    <View fixed style={paper.columns}>
      {columns.map((column, index) => (
        <PrintedText key={column.header} style={cellStyle(columns, index)}>
          {column.header}
        </PrintedText>
      ))}
    </View>
  );
}

interface LineProps {
  line: TableLine;
  columns: readonly TableColumn[];
  isLast: boolean;
}

function Line({ line, columns, isLast }: LineProps) {
  const cells = line.span === undefined ? (line.cells ?? []) : [line.amount ?? ""];
  const first = line.span === undefined ? 1 : columns.length - 1;
  return (
    <View wrap={false} style={isLast ? [paper.row, paper.lastRow] : paper.row}>
      <View style={cellStyle(columns, 0)}>
        <PrintedText>{fitWords(line.label, "serif", TABLE_SIZE, innerWidth(columns, 0))}</PrintedText>
        {line.note ? (
          <PrintedText style={paper.cellNote}>
            {fitWords(line.note, "serif", TABLE_SIZE, innerWidth(columns, 0))}
          </PrintedText>
        ) : null}
      </View>
      {line.span !== undefined && (
        <PrintedText style={{ width: spanWidth(columns), paddingRight: mm(GAP_MM) }}>{line.span}</PrintedText>
      )}
      {cells.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a cell is known by its column
        <Cell key={index} text={text} columns={columns} index={first + index} />
      ))}
    </View>
  );
}

interface CellProps {
  text: string;
  columns: readonly TableColumn[];
  index: number;
  isStrong?: boolean;
}

function Cell({ text, columns, index, isStrong = false }: CellProps) {
  const style = cellStyle(columns, index);
  if (text === "") return <View style={style} />;
  const width = innerWidth(columns, index);
  const face = isStrong ? "serifStrong" : "serif";
  if (!columns[index]?.isEnd) {
    return <PrintedText style={style}>{fitWords(text, face, TABLE_SIZE, width)}</PrintedText>;
  }
  // A figure is never broken: one too wide for its column is set smaller.
  const fontSize = fitSize([text], face, TABLE_SIZE, width);
  return <PrintedText style={fontSize === TABLE_SIZE ? style : { ...style, fontSize }}>{text}</PrintedText>;
}

function Total({ total, columns }: { total: NonNullable<DataTableProps["total"]>; columns: readonly TableColumn[] }) {
  const first = columns.length - total.cells.length;
  const width = mm(columns.slice(0, first).reduce((sum, column) => sum + column.widthMm, 0));
  return (
    <View wrap={false} style={paper.total}>
      <PrintedText style={{ width, paddingRight: mm(GAP_MM) }}>{total.label}</PrintedText>
      {total.cells.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a cell is known by its column
        <Cell key={index} text={text} columns={columns} index={first + index} isStrong />
      ))}
    </View>
  );
}

function cellStyle(columns: readonly TableColumn[], index: number) {
  const isLast = index === columns.length - 1;
  return {
    width: mm(columns[index]?.widthMm ?? 0),
    paddingRight: isLast ? 0 : mm(GAP_MM),
    textAlign: columns[index]?.isEnd ? ("right" as const) : ("left" as const),
  };
}

function innerWidth(columns: readonly TableColumn[], index: number): number {
  return cellStyle(columns, index).width - cellStyle(columns, index).paddingRight;
}

function spanWidth(columns: readonly TableColumn[]): number {
  return mm(columns.slice(1, -1).reduce((sum, column) => sum + column.widthMm, 0));
}
