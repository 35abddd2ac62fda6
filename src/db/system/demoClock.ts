/** The demonstration's clock: how far it was moved forward. A company's data is never read here. */
import { asNobody } from "../inCompany";

/** The furthest the clock may be moved, so that rates and holidays stay known: two years. */
const MAX_OFFSET_MS = 730 * 86_400_000;

/** Milliseconds to add to the real time; null when this database is not a demonstration. */
export async function readDemoOffset(): Promise<number | null> {
  const row = await asNobody((tx) => tx.demoClock.findUnique({ where: { id: 1 } }));
  return row === null ? null : Number(row.offsetMs);
}

/** Moves the clock forward and returns the new offset; null when this database is not a demonstration. */
export async function advanceDemoClock(byMs: number): Promise<number | null> {
  return asNobody(async (tx) => {
    const rows = await tx.$queryRaw<{ offset: bigint }[]>`
      UPDATE demo_clock SET offset_ms = least(offset_ms + ${BigInt(Math.round(byMs))}, ${BigInt(MAX_OFFSET_MS)})
      WHERE id = 1 RETURNING offset_ms AS offset`;
    const [row] = rows;
    return row ? Number(row.offset) : null;
  });
}
