/** The demonstration's clock: how far it was moved forward. A company's data is never read here. */
import type { Instant } from "@/domain/calendar";
import { asNobody, asSystem } from "../inCompany";

/** The furthest the clock may be moved, so that rates and holidays stay known: two years. */
const MAX_OFFSET_MS = 730 * 86_400_000;

/** Milliseconds to add to the real time; null when this database is not a demonstration ready to be shown. */
export async function readDemoOffset(): Promise<number | null> {
  const row = await asNobody((tx) => tx.demoClock.findUnique({ where: { id: 1 } }));
  return row?.isReady ? Number(row.offsetMs) : null;
}

/** Moves the clock forward and returns the new offset; null when this database is not a demonstration. */
export async function advanceDemoClock(byMs: number): Promise<number | null> {
  return asNobody(async (tx) => {
    const rows = await tx.$queryRaw<{ offset: bigint }[]>`
      UPDATE demo_clock SET offset_ms = least(offset_ms + ${BigInt(Math.max(0, Math.round(byMs)))}, ${BigInt(MAX_OFFSET_MS)})
      WHERE id = 1 AND is_ready RETURNING offset_ms AS offset`;
    const [row] = rows;
    return row ? Number(row.offset) : null;
  });
}

/**
 * Whether a demonstration may be made here: `empty` nobody has an account yet, `unfinished` an
 * earlier preparation was cut short, `taken` leave it alone.
 */
export async function demoGround(): Promise<"empty" | "unfinished" | "taken"> {
  return asNobody(async (tx) => {
    const mark = await tx.demoClock.findUnique({ where: { id: 1 } });
    if (mark) return mark.isReady ? "taken" : "unfinished";
    return (await tx.user.findFirst({ select: { id: true } })) === null ? "empty" : "taken";
  });
}

/** Marks an empty database as a demonstration in preparation. */
export async function beginDemonstration(): Promise<void> {
  await asNobody((tx) => tx.demoClock.create({ data: { id: 1, offsetMs: 0n } }));
}

/** The demonstration is whole: its features may be shown. */
export async function finishDemonstration(offsetMs: number): Promise<void> {
  await asNobody((tx) =>
    tx.demoClock.update({
      where: { id: 1 },
      data: { offsetMs: BigInt(Math.round(offsetMs)), isReady: true },
    }),
  );
}

/** When something next happens by itself after this instant, in one company or in any; null when nothing does. */
export async function nextEventAt(after: Instant, companyId: string | null): Promise<Instant | null> {
  const from = new Date(after);
  const [row] = await asSystem(
    (tx) => tx.$queryRaw<{ at: Date | null }[]>`
      SELECT least(
        (SELECT min(due_at) FROM dunning_plan
         WHERE due_at > ${from} AND (${companyId}::uuid IS NULL OR company_id = ${companyId}::uuid)),
        (SELECT min(due_at) FROM message
         WHERE state = 'READY' AND due_at > ${from} AND (${companyId}::uuid IS NULL OR company_id = ${companyId}::uuid))
      ) AS at`,
  );
  return row?.at?.getTime() ?? null;
}

/** True while a worker speaks to a mail server. */
export async function isSendingNow(now: Instant): Promise<boolean> {
  const [row] = await asSystem(
    (tx) => tx.$queryRaw<{ isSending: boolean }[]>`
      SELECT EXISTS (SELECT 1 FROM message WHERE state = 'SENDING' AND lease_until >= ${new Date(now)}) AS "isSending"`,
  );
  return row?.isSending === true;
}
