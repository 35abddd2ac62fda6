/**
 * A real worker process, a real database and a misbehaving mail server, for tests that kill
 * things. The worker is the program that runs in production, bundled once a test run.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { threadId } from "node:worker_threads";
import { build } from "esbuild";
import pg from "pg";
import { type Instant, localDate } from "@/domain/calendar";
import { instantOf } from "@/domain/zonedTime";
import { bundleOptions } from "../../bin/prepare.mjs";
import { setTestEnvironment } from "./environment";
import { trialsFolder } from "./trialsFolder";

const root = fileURLToPath(new URL("../..", import.meta.url));

let bundled: Promise<string> | undefined;

/** Bundles the worker; every test of this process shares it. */
export function workerProgram(): Promise<string> {
  bundled ??= (async () => {
    const outdir = join(trialsFolder(), String(threadId));
    await build({ ...bundleOptions(["worker"]), outdir, sourcemap: false });
    return join(outdir, "worker.mjs");
  })();
  return bundled;
}

export interface WorkerOptions {
  databaseUrl: string;
  smtpPort: number;
  failpoint?: string;
  redisUrl?: string;
  connections?: number;
  tickSeconds?: number;
}

export interface WorkerProcess {
  child: ChildProcess;
  /** Resolves with the exit code, or the signal that ended it. */
  ended: Promise<number | string>;
  kill(signal: NodeJS.Signals): void;
}

const running = new Set<ChildProcess>();

/** Ends every worker a failed test left behind. */
export function killWorkers(): void {
  for (const child of running) child.kill("SIGKILL");
}

/** Starts a worker on this database and mail server. */
export async function startWorker(options: WorkerOptions): Promise<WorkerProcess> {
  const program = await workerProgram();
  const env: NodeJS.ProcessEnv = { ...process.env, VITEST: "" };
  const previous = { ...process.env };
  setTestEnvironment(options.databaseUrl);
  Object.assign(env, process.env, {
    SMTP_URL: `smtp://127.0.0.1:${options.smtpPort}?tls=off`,
    DUMENT_DEMO: "1",
    WORKER_PORT: "0",
    WORKER_TICK_SECONDS: String(options.tickSeconds ?? 0.3),
    SMTP_CONNECTIONS: String(options.connections ?? 3),
    FAILPOINT: options.failpoint ?? "",
    REDIS_URL: options.redisUrl ?? "",
    LOG_LEVEL: process.env.FAULTS_LOG ?? "fatal",
    NODE_OPTIONS: "",
  });
  Object.assign(process.env, previous);
  const child = spawn(process.execPath, [program], {
    cwd: root,
    env,
    stdio: ["ignore", "inherit", "inherit"],
  });
  running.add(child);
  const ended = new Promise<number | string>((resolve) => {
    child.once("exit", (code, signal) => {
      running.delete(child);
      resolve(signal ?? code ?? -1);
    });
  });
  return { child, ended, kill: (signal) => void child.kill(signal) };
}

/** The owner's view of a database: to look behind the policies, and to hold its clock. */
export class Behind {
  private constructor(private readonly client: pg.Client) {}

  static async open(url: string): Promise<Behind> {
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => undefined);
    await client.connect();
    return new Behind(client);
  }

  async rows<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.client.query<Row>(sql, values)).rows;
  }

  /** A statement asked again and again: PostgreSQL plans it once. `name` is its own, of 63 characters at most. */
  async prepared<Row extends pg.QueryResultRow>(name: string, sql: string): Promise<Row[]> {
    return (await this.client.query<Row>({ name, text: sql })).rows;
  }

  /** Puts the demonstration's clock at an instant; it goes on from there. */
  async setClock(at: Instant): Promise<void> {
    await this.client.query(
      "INSERT INTO demo_clock (id, offset_ms, is_ready) VALUES (1, $1, true) ON CONFLICT (id) DO UPDATE SET offset_ms = excluded.offset_ms",
      [at - Date.now()],
    );
  }

  async moveClock(ms: number): Promise<void> {
    await this.client.query("UPDATE demo_clock SET offset_ms = offset_ms + $1", [ms]);
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}

/** A Tuesday morning, with the sending window open. */
export function tuesdayMorning(): Instant {
  return instantOf(localDate("2026-11-24"), 10 * 60, "Europe/Paris");
}

/** Waits until `test` holds, looking often; fails with `what` after `limitMs`. */
export async function until(what: string, test: () => Promise<boolean>, limitMs = 60_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await test())) {
    if (Date.now() > end) throw new Error(`still waiting: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** A seeded generator (mulberry32), so that a run can be repeated. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
