/**
 * The cells of one physical line, read alone and leniently. The parser of whole files is strict
 * about quotes; people and software are not: `Écran 12"`, `"Société "Le Bon" SARL"`.
 */

/** Index after the spaces from here. */
function afterSpaces(line: string, from: number): number {
  let at = from;
  while (line[at] === " ") at += 1;
  return at;
}

/**
 * Splits a line. A quote opens a cell only at its start and closes it only before a separator or
 * the end; every other one is a plain character, but doubled ones inside quotes, which are one.
 *
 * @returns undefined when a quote opens a cell and never closes it
 */
export function csvLineCells(line: string, separator: string): string[] | undefined {
  const cells: string[] = [];
  for (let start = 0; ; ) {
    const opening = afterSpaces(line, start);
    if (line[opening] !== '"') {
      const end = line.indexOf(separator, start);
      cells.push(end < 0 ? line.slice(start) : line.slice(start, end));
      if (end < 0) return cells;
      start = end + separator.length;
      continue;
    }
    let text = "";
    let at = opening + 1;
    for (;;) {
      const quote = line.indexOf('"', at);
      if (quote < 0) return undefined;
      text += line.slice(at, quote);
      const next = afterSpaces(line, quote + 1);
      if (line[quote + 1] === '"') at = quote + 2;
      else if (next === line.length || line.startsWith(separator, next)) {
        cells.push(text);
        if (next === line.length) return cells;
        start = next + separator.length;
        break;
      } else at = quote + 1;
      text += '"';
    }
  }
}
