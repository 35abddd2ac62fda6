/**
 * Statements written by hand go straight to the driver, on the connection of Prisma's own
 * transaction: the rows need no second translation, which is most of the cost of small statements.
 * Values cross the border as Prisma's raw statements do: `bigint` in cents, `Date` for instants and
 * (midnight UTC) for days, parsed JSON.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import pg from "pg";
import { invariant } from "@/domain/invariant";
import { Prisma, type PrismaClient } from "./generated/client";

/** The connection of a transaction, from the moment the pool hands it over. */
interface Opening {
  client: pg.PoolClient | null;
  /** Milliseconds of the process clock at which the pool handed it over. */
  openedAt: number;
  isOver: boolean;
}

/**
 * One for the process, as the pools are: the server of pages may hold this module more than once, and a
 * pool made by one copy opens the transactions of another.
 */
const kept = globalThis as typeof globalThis & { dumentOpening?: AsyncLocalStorage<Opening> };
kept.dumentOpening ??= new AsyncLocalStorage<Opening>();
const opening = kept.dumentOpening;

type Connected = Parameters<pg.Pool["connect"]>[0];

/** A pool that notes which connection the transaction being opened was given. */
export class TransactionPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>;
  override connect(callback: NonNullable<Connected>): void;
  override connect(callback?: Connected): Promise<pg.PoolClient> | undefined {
    if (callback) {
      super.connect(callback);
      return undefined;
    }
    const transaction = opening.getStore();
    return super.connect().then((client) => {
      if (transaction && transaction.client === null) {
        transaction.client = client;
        transaction.openedAt = performance.now();
      }
      return client;
    });
  }
}

export interface Limits {
  /** Longest wait for a connection, milliseconds. */
  maxWait: number;
  /** Longest time of the transaction, milliseconds. */
  timeout: number;
}

/**
 * Runs `work` in one transaction of Prisma, whose `$queryRaw` and `$executeRaw` speak to the
 * driver directly.
 *
 * @throws what PostgreSQL refused, with its SQLSTATE as `code`
 */
export async function inTransaction<T>(
  prisma: PrismaClient,
  limits: Limits,
  work: (tx: Prisma.TransactionClient) => Promise<T>,
): Promise<T> {
  const transaction: Opening = { client: null, openedAt: 0, isOver: false };
  try {
    return await opening.run(transaction, () =>
      prisma.$transaction((tx) => work(withDirectStatements(tx, transaction, limits)), limits),
    );
  } finally {
    transaction.isOver = true;
  }
}

function withDirectStatements(
  tx: Prisma.TransactionClient,
  transaction: Opening,
  { timeout }: Limits,
): Prisma.TransactionClient {
  const run = async (query: Statement, values: readonly unknown[]): Promise<pg.QueryResult> => {
    const { client, openedAt, isOver } = transaction;
    invariant(client, "a transaction has its connection");
    // Prisma gives the connection back when the time is over: nothing may be said on it any more.
    if (isOver || performance.now() - openedAt >= timeout)
      throw new Error(`the transaction is over: it may last ${timeout} ms`);
    return client.query({ ...statementOf(query, values), types: TYPES });
  };
  const direct: Record<string | symbol, unknown> = {
    $queryRaw: async (query: Statement, ...values: unknown[]) => (await run(query, values)).rows,
    $executeRaw: async (query: Statement, ...values: unknown[]) => (await run(query, values)).rowCount ?? 0,
  };
  return new Proxy(tx, { get: (target, name) => direct[name] ?? Reflect.get(target, name) });
}

type Statement = TemplateStringsArray | Prisma.Sql;

/** Texts of statements without parts of other statements, written once. */
const texts = new WeakMap<TemplateStringsArray, string>();

function statementOf(query: Statement, values: readonly unknown[]): { text: string; values: unknown[] } {
  const hasParts = isSql(query) || values.some((value) => isSql(value));
  if (hasParts) {
    const whole = isSql(query) ? query : Prisma.sql(query, ...values);
    return { text: whole.text, values: whole.values.map(encoded) };
  }
  let text = texts.get(query);
  if (text === undefined) {
    text = Prisma.sql(query, ...values).text;
    texts.set(query, text);
  }
  return { text, values: values.map(encoded) };
}

/** By its shape: several copies of the class may be loaded. Values of ours are never plain objects. */
function isSql(value: unknown): value is Prisma.Sql {
  return typeof value === "object" && value !== null && "strings" in value && "text" in value;
}

/** What the driver writes correctly whatever the time zone of this process. */
function encoded(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(encoded);
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return value;
}

const { builtins } = pg.types;

const day = (text: string) => new Date(`${text}T00:00:00Z`);
/** How columns are read, where the driver's own way is not Prisma's. */
const parsers = new Map<number, (text: string) => unknown>([
  [builtins.INT8, BigInt],
  [builtins.DATE, day],
  [builtins.TIMESTAMP, (text) => new Date(`${text.replace(" ", "T")}Z`)],
  [builtins.NUMERIC, (text) => new Prisma.Decimal(text)],
]);

const TYPES: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: "text" | "binary") =>
    (format !== "binary" && parsers.get(oid)) || pg.types.getTypeParser(oid, format ?? "text"),
};
