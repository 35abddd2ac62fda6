/**
 * The one door to a company's data. Each function opens one transaction, tells PostgreSQL whom
 * it acts for, and closes it: row-level security refuses everything else.
 */

import { invariant } from "@/domain/invariant";
import { appClient, systemClient } from "./connection";
import { inTransaction } from "./directStatements";
import type { Prisma } from "./generated/client";
import { callAnnounced } from "./system/announced";

/** A transaction in which the policies already know the company. */
export type Tx = Prisma.TransactionClient;

export interface TransactionLimits {
  /** Longest time the transaction may run, milliseconds. */
  timeoutMs?: number;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Companies one transaction may see. */
export const MAX_COMPANIES = 1_000;
/** Longest wait for a connection of the pool. */
const MAX_WAIT_MS = 10_000;
const RETRYABLE = new Set(["40001", "40P01"]);

/** True when the text can be the id of a row; anything else from an address is « not found ». */
export function isId(text: string): boolean {
  return UUID.test(text);
}

/** Serialization failures and deadlocks: PostgreSQL asks to try the whole transaction again. */
function isRetryable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ((error as { code?: string }).code === "P2034") return true;
  const cause = (error as { meta?: { driverAdapterError?: { cause?: { originalCode?: string } } } }).meta;
  const code = cause?.driverAdapterError?.cause?.originalCode ?? (error as { code?: string }).code;
  return code !== undefined && RETRYABLE.has(code);
}

async function scoped<T>(
  setting: "app.company_ids" | "app.user_id",
  value: string,
  work: (tx: Tx) => Promise<T>,
  limits: TransactionLimits,
): Promise<T> {
  const timeout = limits.timeoutMs ?? 15_000;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { tx, result } = await inTransaction(
        appClient(),
        { maxWait: MAX_WAIT_MS, timeout },
        async (tx) => {
          await tx.$executeRaw`SELECT set_config(${setting}, ${value}, true)`;
          return { tx, result: await work(tx) };
        },
      );
      callAnnounced(tx);
      return result;
    } catch (error) {
      if (attempt >= 4 || !isRetryable(error)) throw error;
    }
  }
}

/**
 * Runs `work` in one transaction that sees this company and nothing else.
 * Deadlocks are tried again, so `work` may run more than once and must act on the database only.
 */
export async function inCompany<T>(
  companyId: string,
  work: (tx: Tx) => Promise<T>,
  limits: TransactionLimits = {},
): Promise<T> {
  invariant(isId(companyId), "a company id is a uuid");
  return scoped("app.company_ids", companyId, work, limits);
}

/** Like {@link inCompany} for the lists of a firm: the caller has checked each mandate. */
export async function inCompanies<T>(
  companyIds: readonly string[],
  work: (tx: Tx) => Promise<T>,
  limits: TransactionLimits = {},
): Promise<T> {
  invariant(
    companyIds.length <= MAX_COMPANIES && companyIds.every(isId),
    `company ids are uuids, at most ${MAX_COMPANIES}`,
  );
  return scoped("app.company_ids", companyIds.join(","), work, limits);
}

/** Like {@link inCompanies} for any number of companies: in slices, each in a transaction of its own. */
export async function inSlicesOfCompanies<T>(
  companyIds: readonly string[],
  work: (tx: Tx, ids: string[]) => Promise<T[]>,
  limits: TransactionLimits = {},
): Promise<T[]> {
  const found: T[] = [];
  for (let from = 0; from < companyIds.length; from += MAX_COMPANIES) {
    const ids = companyIds.slice(from, from + MAX_COMPANIES);
    found.push(...(await inCompanies(ids, (tx) => work(tx, ids), limits)));
  }
  return found;
}

/** Sees the memberships, firms and mandates of one person, and the tables of people. */
export async function asUser<T>(userId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  invariant(isId(userId), "a user id is a uuid");
  return scoped("app.user_id", userId, work, {});
}

/** Tables of people only (accounts, sessions, one-time tokens): no company is visible. */
export async function asNobody<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return scoped("app.company_ids", "", work, {});
}

/** The sweeper's view: reads where work is due, across companies, and writes nothing of theirs. */
export async function asSystem<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(systemClient(), { maxWait: MAX_WAIT_MS, timeout: 60_000 }, work);
}
