/**
 * (h) Ten reminders of one company, that fall due while another company's 50 000 are being sent,
 * against the time the same ten take alone.
 */
import { type SinkProcess, startSinkProcess } from "../support/startSinkProcess";
import { type BenchLine, median } from "./measure";
import { asOwner, openBenchWorld } from "./world";

const LARGE = 50_000;
const SMALL = 10;
const RUNS = 5;
/** Messages of the large company that left before the small one came. */
const UNDER_WAY = 100;
const AIM = 3;

export async function fairnessBench(): Promise<BenchLine> {
  const sink = await startSinkProcess({ isDurable: false });
  const world = await openBenchWorld("fairness", {
    SMTP_URL: `smtp://127.0.0.1:${sink.port}?tls=off`,
    DUMENT_DEMO: "1",
  });
  const { Behind, tuesdayMorning } = await import("../support/fleet");
  const { refreshClock } = await import("@/context/clock");
  const behind = await Behind.open(world.url);
  await behind.setClock(tuesdayMorning());
  await refreshClock(true);
  const company = (count: number) => addCompany(behind, count);
  const alone: number[] = [];
  // The first one warms the compiler.
  for (let run = 0; run <= RUNS; run += 1) {
    const id = await company(SMALL);
    await asOwner(world.url, "ANALYZE");
    const seconds = await secondsUntilSent(behind, [id], sink, 0);
    if (run > 0) alone.push(seconds);
  }
  const beside: number[] = [];
  await company(LARGE);
  await asOwner(world.url, "ANALYZE");
  for (let run = 0; run < RUNS; run += 1) {
    const id = await company(SMALL);
    beside.push(await secondsUntilSent(behind, [id], sink, UNDER_WAY));
  }
  await behind.close();
  await sink.close();
  const ratio = median(beside) / median(alone);
  const printed = (runs: readonly number[]) => runs.map((one) => `${Math.round(one * 1000)}`).join(", ");
  return {
    name: `(h) ${SMALL} reminders due while ${LARGE} of another company are being sent`,
    ours: `${Math.round(median(beside) * 1000)} ms (${printed(beside)})`,
    limit: `${Math.round(median(alone) * 1000)} ms alone (${printed(alone)})`,
    ratio: `${ratio.toFixed(2)} (aim ≤ ${AIM})`,
    isReached: ratio <= AIM,
  };
}

type Behind = import("../support/fleet").Behind;

/** A company whose invoices are due, and not yet known to be. */
async function addCompany(behind: Behind, count: number): Promise<string> {
  const { makeCompany, parisClock } = await import("../support/world");
  const { addDueInvoices } = await import("../support/dueInvoices");
  const { tuesdayMorning } = await import("../support/fleet");
  const { companyId } = (await makeCompany(parisClock("2026-11-24"))).ctx;
  await addDueInvoices(behind, companyId, { count, dueOn: "2026-11-20", now: tuesdayMorning() });
  return companyId;
}

/**
 * Sweeps until every message of these companies has left; they fall due once `after` messages of
 * others did.
 */
async function secondsUntilSent(
  behind: Behind,
  companyIds: string[],
  sink: SinkProcess,
  after: number,
): Promise<number> {
  const { sweepReminders } = await import("@/worker/sweepers/reminders");
  const { OwnServerLanes } = await import("@/worker/ownServerLanes");
  const { createMailer } = await import("@/context/sending");
  const addresses = await behind.rows<{ email: string }>(
    "SELECT email FROM contact WHERE company_id = ANY($1::uuid[])",
    [companyIds],
  );
  const waited = new Set(addresses.map((row) => row.email));
  const move = (interval: string) =>
    behind.rows(`UPDATE dunning_plan SET due_at = due_at + $2::interval WHERE company_id = ANY($1::uuid[])`, [
      companyIds,
      interval,
    ]);
  if (after > 0) await move("1 year");
  const mailer = createMailer();
  const stop = new AbortController();
  let left = 0;
  let startedAt = after > 0 ? Number.NaN : performance.now();
  let doneAt = Number.NaN;
  const watched: typeof mailer = {
    ...mailer,
    async deliver(mail, own) {
      const outcome = await mailer.deliver(mail, own);
      left += 1;
      if (left === after) {
        await move("-1 year");
        startedAt = performance.now();
      }
      for (const to of mail.envelope.to) waited.delete(to);
      if (waited.size === 0 && Number.isNaN(doneAt)) {
        doneAt = performance.now();
        stop.abort();
      }
      return outcome;
    },
  };
  const lanes = new OwnServerLanes();
  await sweepReminders(watched, lanes, stop.signal);
  await lanes.end();
  await mailer.close();
  await sink.forget();
  if (Number.isNaN(doneAt - startedAt)) throw new Error("the small company was not sent");
  return (doneAt - startedAt) / 1000;
}
