/** What processes say of themselves, in one small table: who is alive, and whose turn a periodic task is. */
import type { Prisma } from "../generated/client";
import { asNobody, asSystem } from "../inCompany";

/** Rows of workers begin with this; other rows are turns. */
const WORKER = "worker:";

/** Says that this worker is alive, by the clock of the database: processes may disagree on the time. */
export async function writeBeat(workerId: string, detail: Prisma.InputJsonObject): Promise<void> {
  await asSystem(
    (tx) => tx.$executeRaw`
      INSERT INTO heartbeat (name, beat_at, detail)
      VALUES (${WORKER + workerId}, now(), ${JSON.stringify(detail)}::jsonb)
      ON CONFLICT (name) DO UPDATE SET beat_at = excluded.beat_at, detail = excluded.detail`,
  );
}

/** A worker that ends well is not missed. */
export async function deleteBeat(workerId: string): Promise<void> {
  await asSystem((tx) => tx.$executeRaw`DELETE FROM heartbeat WHERE name = ${WORKER + workerId}`);
}

/** How many workers have said they are at work in the last seconds. */
export async function countBeats(withinSeconds: number): Promise<number> {
  const [row] = await asNobody(
    (tx) => tx.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM heartbeat
      WHERE starts_with(name, ${WORKER}) AND beat_at > now() - make_interval(secs => ${withinSeconds})
        AND (detail->>'isAtWork')::boolean`,
  );
  return row?.count ?? 0;
}

/** Forgets the workers that fell silent without a word. */
export async function deleteSilentBeats(afterSeconds: number): Promise<number> {
  return asSystem(
    (tx) => tx.$executeRaw`
      DELETE FROM heartbeat
      WHERE starts_with(name, ${WORKER}) AND beat_at < now() - make_interval(secs => ${afterSeconds})`,
  );
}

/**
 * True for one process at most in each period: it takes the turn. Nobody has to be elected, and a
 * process that dies leaves the next turn to another.
 */
export async function takeTurn(name: string, everySeconds: number): Promise<boolean> {
  const taken = await asSystem(
    (tx) => tx.$executeRaw`
      INSERT INTO heartbeat (name, beat_at, detail) VALUES (${name}, now(), '{}')
      ON CONFLICT (name) DO UPDATE SET beat_at = excluded.beat_at
      WHERE heartbeat.beat_at <= now() - make_interval(secs => ${everySeconds})`,
  );
  return taken > 0;
}

/** Where the last turn of this name stopped; null when it begins. */
export async function readPlace(name: string): Promise<unknown> {
  const [row] = await asSystem(
    (tx) => tx.$queryRaw<{ place: unknown }[]>`
      SELECT detail->'place' AS place FROM heartbeat WHERE name = ${name}`,
  );
  return row?.place ?? null;
}

/** Remembers where this turn stopped. */
export async function writePlace(name: string, place: Prisma.InputJsonValue | null): Promise<void> {
  await asSystem(
    (tx) => tx.$executeRaw`
      UPDATE heartbeat SET detail = jsonb_build_object('place', ${JSON.stringify(place)}::jsonb) WHERE name = ${name}`,
  );
}
