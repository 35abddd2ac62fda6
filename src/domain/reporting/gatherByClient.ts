/** Decisions about one client, one under the other. */

export interface Gathered<Row> {
  /** The rows of one client each, those of other lists with them. */
  groups: Row[][];
  /** Rows of the list itself beyond the clients that it shows. */
  hidden: Row[];
}

/**
 * Gathers the rows of a page's lists by client. The lists are in order of urgency: what concerns a
 * client stands where the most urgent of it that is shown stands, and not again further down.
 *
 * @param shown how many clients each list shows at most; what else concerns the others stays in its own list
 */
export function gatherByClient<Row extends { clientId: string }>(
  lists: readonly (readonly Row[])[],
  shown: readonly number[] = [],
): Gathered<Row>[] {
  const groups = new Map<string, Row[]>();
  return lists.map((rows, index) => {
    const opened: Row[][] = [];
    const hidden: Row[] = [];
    for (const row of rows) {
      const group = groups.get(row.clientId);
      if (group) group.push(row);
      else if (opened.length >= (shown[index] ?? Number.POSITIVE_INFINITY)) hidden.push(row);
      else {
        const begun = [row];
        groups.set(row.clientId, begun);
        opened.push(begun);
      }
    }
    return { groups: opened, hidden };
  });
}
