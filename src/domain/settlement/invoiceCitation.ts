/**
 * Invoice numbers in the labels of banks, which lose prefixes, separators and zeros: `F-2026-014` comes back as
 * `FACTURE 2026014`, `F2026 14` or `REF 2026/014`.
 */
import { withoutAccents } from "../parties/asciiText";

/** Fewer digits than this are too common a number to say anything without a word beside them. */
const TELLING_DIGITS = 4;
/** Runs of digits that may make one number. */
const MOST_RUNS = 4;
/** `23/11/26`, `2026-11-23`, `23/11`: banks date everything, and invoices may be numbered `F26-11`. */
const DATE =
  /(?<!\d)(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}[/.-]\d{2}[/.-]\d{2}|[0-3]\d\/[01]\d|[01]\d\/20\d\d|20\d\d)(?!\d|[/.-]\d)/g;

/** Characters between two runs of one number. */
const LONGEST_GAP = 3;

const ANNOUNCED =
  /(?:^|[^A-Z])(?:FACTURES?|FACT?|FCT|FT|INVOICE|INV|N[O°º]?|NUM(?:ERO)?|NR|REF)[^A-Z0-9]{0,3}$/;

interface Run {
  digits: string;
  start: number;
  end: number;
}

function plain(text: string): string {
  return withoutAccents(text).toUpperCase();
}

function runsOf(text: string): Run[] {
  return [...text.matchAll(/\d+/g)].map((match) => ({
    digits: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

function withoutZeros(digits: string): string {
  return digits.replace(/^0+(?=\d)/, "");
}

/** All digits put together, and each run without its zeros: `2026014` and `2026-14`. */
function keysOf(runs: readonly Run[]): string[] {
  const whole = withoutZeros(runs.map((run) => run.digits).join(""));
  const parts = runs.map((run) => withoutZeros(run.digits)).join("-");
  return whole === parts ? [whole] : [whole, parts];
}

/** Finds which of some numbers a label cites. Built once for many labels. */
export class CitationIndex<Cited> {
  private readonly byKey = new Map<string, { number: string; cited: Cited }[]>();

  constructor(numbers: Iterable<readonly [string, Cited]>) {
    for (const [number, cited] of numbers) {
      const runs = runsOf(plain(number));
      if (runs.length === 0 || runs.length > MOST_RUNS) continue;
      for (const key of keysOf(runs)) {
        const known = this.byKey.get(key);
        if (known) known.push({ number, cited });
        else this.byKey.set(key, [{ number, cited }]);
      }
    }
  }

  /** What the label cites, in the order it does. */
  citedIn(label: string): Cited[] {
    const text = plain(label);
    const runs = runsOf(text);
    const dates = [...text.matchAll(DATE)].map(({ 0: day, index }) => ({
      start: index,
      end: index + day.length,
    }));
    const found = new Set<Cited>();
    for (let from = 0; from < runs.length; from += 1) {
      for (let to = from; to < Math.min(runs.length, from + MOST_RUNS); to += 1) {
        const [last, before] = [runs[to], runs[to - 1]];
        if (!last || (to > from && before && last.start - before.end > LONGEST_GAP)) break;
        const first = runs[from];
        const isDate = dates.some(({ start, end }) => first && first.start >= start && last.end <= end);
        for (const cited of this.namedBy(text, runs.slice(from, to + 1), isDate)) found.add(cited);
      }
    }
    return [...found];
  }

  private namedBy(text: string, window: readonly Run[], isDate: boolean): Cited[] {
    const candidates = keysOf(window).flatMap((key) => this.byKey.get(key) ?? []);
    const before = text.slice(0, window[0]?.start ?? 0);
    return candidates.filter(({ number }) => isSaid(number, before, isDate)).map(({ cited }) => cited);
  }
}

/**
 * A number of few digits, or one that is written like a date, counts only behind its own letters or behind a word
 * that announces it.
 */
function isSaid(number: string, before: string, isDate: boolean): boolean {
  const text = plain(number);
  const digits = withoutZeros(text.replace(/\D/g, ""));
  if (digits.length >= TELLING_DIGITS && !isDate) return true;
  const letters = /^[^\d]*/.exec(text)?.[0].replace(/[^A-Z]/g, "") ?? "";
  const said = /[A-Z]*$/.exec(before.replace(/[^A-Z0-9]+$/, ""))?.[0] ?? "";
  if (ANNOUNCED.test(before)) return true;
  // One letter is found before any short number, and never glued to a date.
  return letters.length > 1
    ? said.endsWith(letters)
    : isDate && digits.length >= TELLING_DIGITS && letters !== "" && said === letters;
}
