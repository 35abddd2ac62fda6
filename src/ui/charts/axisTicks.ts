const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

/**
 * Three round values that frame a series, highest first: 46 to 59 gives 60, 50, 40.
 * For whole numbers up to a few thousand.
 */
export function axisTicks(values: readonly number[]): number[] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const ticksFor = (step: number) => {
    const first = Math.floor(low / step) * step;
    const last = Math.max(Math.ceil(high / step) * step, first + 2 * step);
    return Array.from({ length: (last - first) / step + 1 }, (_, index) => last - index * step);
  };
  const step = STEPS.find((candidate) => ticksFor(candidate).length === 3) ?? Math.ceil((high - low) / 2);
  return ticksFor(step);
}
