/** Timing for benches: a figure and its limit measured in turn, the median quoted, the spread shown. */

export interface Measured {
  /** Seconds of each run. */
  seconds: number[];
  median: number;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? high) + high) / 2;
}

export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e9;
}

/** Runs ours and the limit alternately, so that a machine that slows down slows both. */
export async function sideBySide(
  runs: number,
  ours: () => Promise<unknown>,
  limit: () => Promise<unknown>,
): Promise<{ ours: Measured; limit: Measured; ratios: number[] }> {
  const mine: number[] = [];
  const theirs: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    mine.push(await secondsOf(ours));
    theirs.push(await secondsOf(limit));
  }
  return {
    ours: { seconds: mine, median: median(mine) },
    limit: { seconds: theirs, median: median(theirs) },
    ratios: mine.map((seconds, run) => seconds / (theirs[run] ?? seconds)),
  };
}

export interface BenchLine {
  name: string;
  ours: string;
  limit: string;
  /** What is compared, with its aim, such as `1.4 (aim ≤ 2)`. */
  ratio: string;
  isReached: boolean;
}

const printable = (seconds: number) =>
  seconds < 1 ? `${(seconds * 1000).toFixed(1)} ms` : `${seconds.toFixed(2)} s`;

export function spread({ seconds, median }: Measured): string {
  return `${printable(median)} (${printable(Math.min(...seconds))} to ${printable(Math.max(...seconds))})`;
}
