/**
 * The worker: listens to the bell and looks by itself at every tick. Either alone is enough; the
 * bell only makes it quicker.
 *
 * On SIGTERM it takes no new work, lets what is leaving finish, gives back what it had leased and
 * ends with 0. On a deadline, or an error nobody expected, it ends with 1: leases make that safe.
 */
import { randomUUID } from "node:crypto";
import { env, environmentWarnings } from "@/config/env";
import { errorFacts, logger } from "@/config/logger";
import { BEAT_MS, sayAlive, sayGone } from "@/context/health";
import { createMailer } from "@/context/sending";
import { closeStores } from "@/context/stores";
import { onAnnounced } from "@/context/webhooks";
import { listen } from "@/queue/backend";
import { coalesce } from "./coalesce";
import { serveHealth } from "./health";
import { OwnServerLanes } from "./ownServerLanes";
import { isAtWork, isStopping, noteStopping, noteWork } from "./pulse";
import { sweepAll, sweepLong } from "./sweep";
import { sweepAccountMail } from "./sweepers/accountMail";
import { sweepCopies } from "./sweepers/copies";
import { sweepMailboxes } from "./sweepers/mailboxes";
import { sweepOldTraces } from "./sweepers/oldTraces";
import { sweepWebhooks } from "./sweepers/webhooks";

/** Longer than a usual dialogue with a mail server; the supervisor must wait longer still. */
const STOP_DEADLINE_MS = 25_000;

/** Runs one piece of work at a time, until the worker stops; its failure is logged, and the next tick looks again. */
function tirelessly(failure: string, signal: AbortSignal, work: () => Promise<void>): () => Promise<void> {
  return coalesce(async () => {
    if (signal.aborted) return;
    try {
      await work();
    } catch (error) {
      logger().error(errorFacts(error), failure);
    }
  });
}

async function start(): Promise<void> {
  const { WORKER_TICK_SECONDS } = env();
  for (const warning of environmentWarnings(env())) logger().warn(warning);
  const stopping = new AbortController();
  const mailer = createMailer();
  const lanes = new OwnServerLanes();
  const { signal } = stopping;
  const sweep = tirelessly("sweep failed", signal, async () => {
    await sweepAll(mailer, lanes, signal);
    noteWork();
  });
  // Beside the sweep: someone waits for a sign-in link, and a mailbox or a file may be slow.
  const accountMail = tirelessly("account mail failed", signal, () => sweepAccountMail(mailer, signal));
  const copies = tirelessly("copies not sent", signal, () => sweepCopies(mailer, signal));
  const mailboxes = tirelessly("mailboxes not read", signal, () => sweepMailboxes(signal));
  const webhooks = tirelessly("webhooks not posted", signal, () => sweepWebhooks(signal));
  // Everything old may take minutes, once a table has grown large: no import waits for it.
  const traces = tirelessly("old traces not forgotten", signal, () => sweepOldTraces(signal));
  const work = tirelessly("long work failed", signal, async () => {
    if (await sweepLong(signal)) void sweep();
  });
  const beside = [work, accountMail, mailboxes, copies, webhooks, traces];
  const lookAround = () => {
    // Nobody waits for their end: a bell answered late would keep the others from being heard.
    for (const look of beside) void look();
    return sweep();
  };
  // What this worker announces itself needs no queue.
  onAnnounced(() => void webhooks());
  const listener = listen(async (name) => {
    if (name === "webhooks") void webhooks();
    else await lookAround();
  });
  const timer = setInterval(lookAround, WORKER_TICK_SECONDS * 1000);
  const health = serveHealth();
  const workerId = randomUUID();
  const beat = () => sayAlive(workerId, isAtWork()).catch(() => undefined);
  const beats = setInterval(beat, BEAT_MS);

  const stop = async (signal: string) => {
    if (isStopping()) return;
    noteStopping();
    logger().info({ signal }, "worker stopping");
    setTimeout(() => process.exit(1), STOP_DEADLINE_MS).unref();
    clearInterval(timer);
    clearInterval(beats);
    stopping.abort();
    await listener.close();
    // Waits for what is under way; what comes after sees the signal and does nothing.
    await Promise.all([sweep(), ...beside.map((look) => look()), lanes.end()]);
    await mailer.close();
    health.close();
    await sayGone(workerId).catch(() => undefined);
    await closeStores();
    process.exit(0);
  };
  process.on("SIGTERM", () => void stop("SIGTERM"));
  process.on("SIGINT", () => void stop("SIGINT"));

  await lookAround();
  await beat();
  logger().info("worker ready");
}

for (const event of ["uncaughtException", "unhandledRejection"] as const) {
  process.on(event, (error: unknown) => {
    logger().fatal(errorFacts(error), event);
    process.exit(1);
  });
}

await start();
