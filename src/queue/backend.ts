/**
 * BullMQ on the backend the environment names: Redis when REDIS_URL is set, PostgreSQL otherwise.
 * Same queue, same workers, same tests on both.
 */
import { randomUUID } from "node:crypto";
import { createPostgresBackend, Queue, Worker, withBackend } from "bullmq";
import { Redis } from "ioredis";
import { env } from "@/config/env";
import { errorFacts, logger } from "@/config/logger";
import { BELL_NAMES, BELLS, type BellName, type BellPayload } from "./contracts";

/** One queue for every bell: a job's name says which. */
const QUEUE = "dument-bell";
/** Finished jobs say nothing that PostgreSQL does not: few are kept, for a look. */
const RETENTION = { removeOnComplete: { count: 100 }, removeOnFail: { count: 100 } };

/** How long a ring may take, milliseconds: the worker looks by itself anyway. */
const PATIENCE_MS = 1_000;
/** How long a listener that closes waits for its last handlers. */
const FAREWELL_MS = 15_000;

const postgres = withBackend(createPostgresBackend);

/** Few connections: a ring is one short statement, and a listener holds one more to be notified. */
function postgresConnection() {
  return {
    connectionString: env().appDatabaseUrl,
    schema: "bullmq",
    max: 2,
    application_name: "dument-queue",
  };
}

function redisConnection(url: string, isProducer: boolean): Redis {
  return new Redis(url, {
    // A producer fails at once rather than keep a page waiting; a worker waits for Redis to return.
    maxRetriesPerRequest: isProducer ? 1 : null,
    enableOfflineQueue: !isProducer,
    keepAlive: 30_000,
  });
}

function complain(where: string) {
  return (error: Error) => logger().warn({ where, ...errorFacts(error) }, "queue unavailable");
}

export interface Ringer {
  ring<Name extends BellName>(name: Name, payload: BellPayload<Name>): Promise<void>;
  /** Whether a ring would be taken now. */
  isReady(): Promise<boolean>;
  close(): Promise<void>;
}

/** Rings the worker's bell. A ring that fails is logged and forgotten: the worker looks by itself. */
export function createRinger(): Ringer {
  const { REDIS_URL } = env();
  const redis = REDIS_URL ? redisConnection(REDIS_URL, true) : undefined;
  redis?.on("error", complain("ringer"));
  const options = { defaultJobOptions: { attempts: 1, ...RETENTION } };
  const queue = redis
    ? new Queue(QUEUE, { connection: redis, ...options })
    : new postgres.Queue(QUEUE, { connection: postgresConnection(), ...options });
  queue.on("error", complain("ringer"));
  return {
    async ring(name, payload) {
      try {
        // Without an id of ours, BullMQ would number jobs with a sequence it creates: our role may not.
        await soon(queue.add(name, BELLS[name].parse(payload), { jobId: randomUUID() }));
      } catch (error) {
        complain("ring")(error as Error);
      }
    },
    async isReady() {
      try {
        await soon(queue.getWaitingCount());
        return true;
      } catch {
        return false;
      }
    },
    async close() {
      await soon(queue.close()).catch(() => undefined);
      redis?.disconnect();
    },
  };
}

/**
 * Waits for an answer of the queue, but not long: a person may be waiting for a page, and a queue
 * that was away when this process started would keep them for ever.
 */
async function soon<T>(answer: Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("the queue does not answer")), patienceMs);
  });
  // An answer that comes after all, or fails later, changes nothing.
  answer.catch(() => undefined);
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

export interface Listener {
  /** Takes no new ring and waits for the handlers that run. */
  close(): Promise<void>;
}

/**
 * Calls `handle` at each ring. Jobs are tried once: what must be tried again is in PostgreSQL.
 * A ring this version does not know is passed over, because a queue outlives the code that filled it.
 */
export function listen(handle: (name: BellName, companyId: string | undefined) => Promise<void>): Listener {
  const { REDIS_URL } = env();
  const redis = REDIS_URL ? redisConnection(REDIS_URL, false) : undefined;
  redis?.on("error", complain("listener"));
  const process = async (job: { name: string; data: unknown }) => {
    const name = BELL_NAMES.find((known) => known === job.name);
    const payload = name && BELLS[name].safeParse(job.data);
    if (name && payload?.success) await handle(name, payload.data.companyId);
  };
  const options = { concurrency: BELL_NAMES.length, ...RETENTION };
  const worker = redis
    ? new Worker(QUEUE, process, { connection: redis, ...options })
    : new postgres.Worker(QUEUE, process, { connection: postgresConnection(), ...options });
  worker.on("error", complain("listener"));
  worker.on("failed", (_, error) => logger().error(errorFacts(error), "bell handler failed"));
  return {
    async close() {
      // A queue that is away never says good-bye; its rings come back when it does.
      await soon(worker.close(), FAREWELL_MS).catch(() => undefined);
      redis?.disconnect();
    },
  };
}
