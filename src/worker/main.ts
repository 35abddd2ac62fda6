/**
 * The worker: listens to the bell and looks by itself at every tick. Either alone is enough; the
 * bell only makes it quicker.
 *
 * On SIGTERM it takes no new work, lets what is leaving finish, gives back what it had leased and
 * ends with 0. On a deadline, or an error nobody expected, it ends with 1: leases make that safe.
 */
import { randomUUID } from "node:crypto";
import { env } from "@/config/env";
import { errorFacts, logger } from "@/config/logger";
import { BEAT_MS, sayAlive, sayGone } from "@/context/health";
import { createMailer } from "@/context/sending";
import { closeStores } from "@/context/stores";
import { listen } from "@/queue/backend";
import { coalesce } from "./coalesce";
import { serveHealth } from "./health";
import { OwnServerLanes } from "./ownServerLanes";
import { isAtWork, isStopping, noteStopping, noteWork } from "./pulse";
import { sweepAll, sweepLong } from "./sweep";
import { sweepAccountMail } from "./sweepers/accountMail";

/** Longer than a usual dialogue with a mail server; the supervisor must wait longer still. */
const STOP_DEADLINE_MS = 25_000;

async function start(): Promise<void> {
  const { WORKER_TICK_SECONDS } = env();
  const stopping = new AbortController();
  const mailer = createMailer();
  const lanes = new OwnServerLanes();
  const sweep = coalesce(async () => {
    if (stopping.signal.aborted) return;
    try {
      await sweepAll(mailer, lanes, stopping.signal);
      noteWork();
    } catch (error) {
      // A database that restarts, a network that drops: the next tick looks again.
      logger().error(errorFacts(error), "sweep failed");
    }
  });
  const accountMail = coalesce(async () => {
    if (stopping.signal.aborted) return;
    try {
      await sweepAccountMail(mailer, stopping.signal);
    } catch (error) {
      logger().error(errorFacts(error), "account mail failed");
    }
  });
  const work = coalesce(async () => {
    if (stopping.signal.aborted) return;
    try {
      if (await sweepLong(stopping.signal)) void sweep();
    } catch (error) {
      logger().error(errorFacts(error), "long work failed");
    }
  });
  const lookAround = () => {
    // Nobody waits for their end: a bell answered late would keep the others from being heard.
    void work();
    void accountMail();
    return sweep();
  };
  const listener = listen(lookAround);
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
    await Promise.all([sweep(), work(), accountMail(), lanes.end()]);
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
