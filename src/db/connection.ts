/** The two pools of a process. Nobody outside this room sees a bare client. */
import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import { env } from "@/config/env";
import { metrics } from "@/config/metrics";
import { TransactionPool } from "./directStatements";
import { PrismaClient } from "./generated/client";

interface Connection {
  prisma: PrismaClient;
  pool: pg.Pool;
}

/** Longer than any transaction waits for its own process, a page of PDF included. */
const IDLE_IN_TRANSACTION_MS = 30_000;

type Role = "app" | "system";

/** Kept across hot reloads of the development server, which re-evaluates modules. */
const kept = globalThis as typeof globalThis & { dumentConnections?: Partial<Record<Role, Connection>> };

function connect(role: Role): Connection {
  const { appDatabaseUrl, systemDatabaseUrl, DATABASE_POOL } = env();
  const pool = new TransactionPool({
    connectionString: role === "app" ? appDatabaseUrl : systemDatabaseUrl,
    // Prisma's own defaults are pg's: stated here so that a silent exhaustion cannot surprise.
    max: role === "app" ? DATABASE_POOL : 2,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    // A process that was frozen in the middle of a transaction gives its locks back to the others.
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    application_name: `dument-${role}`,
    // Prisma writes and reads instants as if the session were in UTC, whatever the server is set to.
    onConnect: (client) => client.query("SET TIME ZONE 'UTC'"),
  });
  // An idle connection that the server closes must not end the process; the pool opens another.
  pool.on("error", () => undefined);
  return { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) };
}

function connection(role: Role): Connection {
  kept.dumentConnections ??= {};
  const existing = kept.dumentConnections[role];
  if (existing) return existing;
  const made = connect(role);
  kept.dumentConnections[role] = made;
  return made;
}

/** Role `dument_app`. Use `inCompany`, `inCompanies` or `asUser`, not this. */
export function appClient(): PrismaClient {
  return connection("app").prisma;
}

/** Role `dument_system`: the sweeper's narrow view. Use `asSystem`, not this. */
export function systemClient(): PrismaClient {
  return connection("system").prisma;
}

/** Reports the pools to the metrics: an exhausted pool is the usual first outage. */
export function measurePools(): void {
  for (const role of ["app", "system"] as const) {
    const pool = kept.dumentConnections?.[role]?.pool;
    if (!pool) continue;
    metrics.poolConnections.set({ pool: role, state: "total" }, pool.totalCount);
    metrics.poolConnections.set({ pool: role, state: "idle" }, pool.idleCount);
    metrics.poolConnections.set({ pool: role, state: "waiting" }, pool.waitingCount);
  }
}

/** Closes the pools of this process. */
export async function disconnect(): Promise<void> {
  const open = Object.values(kept.dumentConnections ?? {});
  kept.dumentConnections = {};
  for (const { prisma, pool } of open) {
    await prisma.$disconnect();
    await pool.end();
  }
}
