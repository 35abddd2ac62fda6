import type { ReactNode } from "react";
import { classNames } from "../classNames";
import { Anchor } from "../text/Anchor";
import { Icon } from "../text/Icon";

/**
 * Where a cell goes when the table becomes a list on a phone: the first line has `lead` at the left
 * and `end` at the right, the second `under` and `underEnd`; `below` takes a line of its own,
 * `pair` too, its column's name at the left; `hidden` is not shown.
 */
type PhonePlace = "lead" | "end" | "under" | "underEnd" | "below" | "pair" | "hidden";

const PLACES: Record<PhonePlace, string> = {
  lead: "at-lead",
  end: "at-end",
  under: "at-under",
  underEnd: "at-under-end",
  below: "at-below",
  pair: "at-pair",
  hidden: "at-hidden",
};

/** Roles written out: styles that turn a table into rows take the roles of its elements away. */
const ROLES = {
  table: { role: "table" },
  rowgroup: { role: "rowgroup" },
  row: { role: "row" },
  columnheader: { role: "columnheader" },
  rowheader: { role: "rowheader" },
  cell: { role: "cell" },
} as const;

interface TableProps {
  /** What the table holds. Read aloud; the heading above shows it. */
  caption: ReactNode;
  /** `stack` becomes rows on a phone; `plain` stays a table, for two or three narrow columns. */
  layout?: "stack" | "plain";
  /** `read` has rows of 44 px, `scan` of 40 px. */
  density?: "read" | "scan";
  /** Rows that lead somewhere or can be checked take a ground under the pointer. */
  isHoverable?: boolean;
  className?: string;
  children: ReactNode;
}

/** A table, its caption read aloud, rows on a phone. */
export function Table({ caption, layout = "stack", density, isHoverable, className, children }: TableProps) {
  return (
    <table
      {...ROLES.table}
      className={classNames(
        "table",
        layout === "stack" && "table--stack",
        density === "scan" && "table--scan",
        isHoverable && "table--hover",
        className,
      )}
    >
      <caption className="sr">{caption}</caption>
      {children}
    </table>
  );
}

/** The heading: one row of `Column`s. */
export function TableHead({ children }: { children: ReactNode }) {
  return (
    <thead {...ROLES.rowgroup}>
      <TableRow>{children}</TableRow>
    </thead>
  );
}

/** The rows. */
export function TableBody({ children }: { children: ReactNode }) {
  return <tbody {...ROLES.rowgroup}>{children}</tbody>;
}

/** The total, under an ink line: one row. */
export function TableFoot({ children }: { children: ReactNode }) {
  return (
    <tfoot {...ROLES.rowgroup}>
      <TableRow>{children}</TableRow>
    </tfoot>
  );
}

/** One row. */
export function TableRow({ children }: { children: ReactNode }) {
  return <tr {...ROLES.row}>{children}</tr>;
}

interface ColumnProps {
  /** Amounts and counts are aligned at the `end`. */
  align?: "start" | "end";
  /** The order in force, when the list is sorted by this column. */
  sorted?: "ascending" | "descending";
  /** Address of the list sorted by this column, or the other way round. */
  sortHref?: string;
  className?: string;
  children: ReactNode;
}

/** Name of a column. */
export function Column({ align, sorted, sortHref, className, children }: ColumnProps) {
  return (
    <th
      {...ROLES.columnheader}
      scope="col"
      aria-sort={sorted}
      className={classNames(align === "end" && "r", className)}
    >
      {sortHref ? <Anchor href={sortHref}>{children}</Anchor> : children}
      {sorted && <Icon name={sorted === "ascending" ? "chevronUp" : "chevronDown"} />}
    </th>
  );
}

interface RowHeaderProps {
  /** Second line, a shade lighter. */
  sub?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** The name of a row: a link to what it is about, most often. First on its line on a phone. */
export function RowHeader({ sub, className, children }: RowHeaderProps) {
  return (
    <th {...ROLES.rowheader} scope="row" className={classNames("at-lead", className)}>
      {children}
      {sub && <span className="table__sub">{sub}</span>}
    </th>
  );
}

interface CellProps {
  align?: "start" | "end";
  /** Where the cell goes on a phone. */
  phone?: PhonePlace;
  /** Name of the column, shown on phones by the place `pair`. */
  label?: string;
  className?: string;
  children?: ReactNode;
}

/** One cell. */
export function Cell({ align, phone, label, className, children }: CellProps) {
  return (
    <td
      {...ROLES.cell}
      className={classNames(align === "end" && "r", phone && PLACES[phone], className)}
      data-label={phone === "pair" ? label : undefined}
    >
      {children}
    </td>
  );
}
