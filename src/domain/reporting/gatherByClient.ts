/** Decisions about one client, one under the other. */

/**
 * Gathers the rows of a page's lists by client. The lists are in order of urgency: what concerns a
 * client stands where the most urgent of it stands, and not again further down.
 *
 * @returns for each list, in their order, its groups: the rows of one client
 */
export function gatherByClient<Row extends { clientId: string }>(
  lists: readonly (readonly Row[])[],
): Row[][][] {
  const groups = new Map<string, Row[]>();
  return lists.map((rows) => {
    const opened: Row[][] = [];
    for (const row of rows) {
      const group = groups.get(row.clientId);
      if (group) group.push(row);
      else {
        const begun = [row];
        groups.set(row.clientId, begun);
        opened.push(begun);
      }
    }
    return opened;
  });
}
