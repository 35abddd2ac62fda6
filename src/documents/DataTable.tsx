import { View } from "@react-pdf/renderer";
import { PrintedText } from "./PrintedText";
import { LOOKS, type Look, mm, paper } from "./paper";
import { fitSize } from "./setLines";

export interface TableColumn {
  header: string;
  /** The columns add up to the width of the text. */
  widthMm: number;
  /** Figures stand at the end; what is read as words stays at the start. */
  isEnd?: boolean;
  /** A rank before the words of a line: notes stand under the words. */
  isRank?: boolean;
  /** An empty square to tick by hand. */
  isBox?: boolean;
}

export interface TableLine {
  label: string;
  /** Under the line, smaller, across the table but under no rank. */
  note?: string | undefined;
  /** One cell for each of the last columns. */
  cells: readonly string[];
  /** Takes the place of the columns between the label and the cells; else the label does. */
  span?: string | undefined;
}

interface DataTableProps {
  caption?: string | undefined;
  columns: readonly TableColumn[];
  lines: readonly TableLine[];
  /** Under an ink line; never parted from the last line. */
  total?: TableLine | undefined;
  /** Least height of a line, in millimetres, when a hand must write in it. */
  lineMm?: number;
}

/** Room between two columns. */
export const GAP_MM = 3;
/** A caption or the names of columns never stand alone at the foot of a page. */
const PRESENCE_MM = 16;

/** A table that may run over pages: its columns are named again, its total stays with a line. */
export function DataTable({ caption, columns, lines, total, lineMm }: DataTableProps) {
  const last = lines.at(-1);
  return (
    <View>
      {caption !== undefined && (
        <View style={paper.caption} minPresenceAhead={mm(PRESENCE_MM)}>
          <PrintedText look={LOOKS.caption} widthMm={widthOf(columns)}>
            {caption}
          </PrintedText>
        </View>
      )}
      <ColumnNames columns={columns} />
      {lines.slice(0, -1).map((line, index) => (
        // A printed table never changes order.
        <Line key={index} line={line} columns={columns} lineMm={lineMm} />
      ))}
      {last && (
        <View wrap={false}>
          <Line line={last} columns={columns} lineMm={lineMm} isBeforeTotal={total !== undefined} />
          {total && (
            <View style={paper.total}>
              <Cells line={total} columns={columns} look={LOOKS.total} />
            </View>
          )}
        </View>
      )}
    </View>
  );
}

function ColumnNames({ columns }: { columns: readonly TableColumn[] }) {
  return (
    <View fixed style={paper.columns}>
      {columns.map((column, index) => (
        <Cell
          key={column.header}
          text={column.header}
          columns={columns}
          from={index}
          look={LOOKS.columnName}
        />
      ))}
    </View>
  );
}

interface LineProps {
  line: TableLine;
  columns: readonly TableColumn[];
  lineMm: number | undefined;
  isBeforeTotal?: boolean;
}

function Line({ line, columns, lineMm = 0, isBeforeTotal = false }: LineProps) {
  const indentMm = columns[0]?.isRank ? columns[0].widthMm : 0;
  const style = { ...paper.line, ...(isBeforeTotal ? paper.lastLine : {}), minHeight: mm(lineMm) };
  return (
    <View wrap={false} style={style}>
      <Cells line={line} columns={columns} look={LOOKS.cell} />
      {line.note ? (
        <PrintedText
          look={LOOKS.note}
          widthMm={widthOf(columns) - indentMm}
          style={{ marginLeft: mm(indentMm) }}
        >
          {line.note}
        </PrintedText>
      ) : null}
    </View>
  );
}

interface CellsProps {
  line: TableLine;
  columns: readonly TableColumn[];
  look: Look;
}

/** The label, what spans the middle, and one cell for each of the last columns. */
function Cells({ line, columns, look }: CellsProps) {
  const first = columns.length - line.cells.length;
  const labelTo = line.span ? 1 : first;
  return (
    <View style={paper.cells}>
      <Cell text={line.label} columns={columns} from={0} to={labelTo} look={look} />
      {line.span ? <Cell text={line.span} columns={columns} from={1} to={first} look={look} /> : null}
      {line.cells.map((text, index) => (
        <Cell key={index} text={text} columns={columns} from={first + index} look={look} />
      ))}
    </View>
  );
}

interface CellProps {
  text: string;
  columns: readonly TableColumn[];
  /** Columns it covers: from this one, up to `to` not included. */
  from: number;
  to?: number;
  look: Look;
}

function Cell({ text, columns, from, to = from + 1, look }: CellProps) {
  const gapMm = to === columns.length ? 0 : GAP_MM;
  const widthMm = widthOf(columns.slice(from, to)) - gapMm;
  const style = { marginRight: mm(gapMm) };
  if (text === "") {
    return (
      <View style={{ ...style, width: mm(widthMm) }}>
        {columns[from]?.isBox === true && <View style={paper.box} />}
      </View>
    );
  }
  const isEnd = to - from === 1 && columns[from]?.isEnd === true;
  // A figure is never broken: one too wide for its column is set smaller.
  const size = isEnd ? fitSize([text], look.face, look.size, mm(widthMm)) : look.size;
  return (
    <PrintedText look={{ ...look, size }} widthMm={widthMm} isEnd={isEnd} style={style}>
      {text}
    </PrintedText>
  );
}

function widthOf(columns: readonly TableColumn[]): number {
  return columns.reduce((sum, column) => sum + column.widthMm, 0);
}
