/** Rows by key, each group in the order its rows came in. */
export function groupBy<Row>(rows: readonly Row[], key: (row: Row) => string): Map<string, Row[]>;
/** What is made of each row, by key. */
export function groupBy<Row, Value>(
  rows: readonly Row[],
  key: (row: Row) => string,
  value: (row: Row) => Value,
): Map<string, Value[]>;
export function groupBy<Row>(
  rows: readonly Row[],
  key: (row: Row) => string,
  value: (row: Row) => unknown = (row) => row,
): Map<string, unknown[]> {
  const groups = new Map<string, unknown[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(value(row));
    else groups.set(key(row), [value(row)]);
  }
  return groups;
}
