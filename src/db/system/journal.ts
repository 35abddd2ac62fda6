/**
 * The journal of a company: append-only and hash-chained. Entry n carries the hash of entry
 * n − 1, so that a changed, removed or inserted entry is found by anyone who recomputes.
 */
import type { Instant } from "@/domain/calendar";
import { canonicalJson } from "@/domain/canonicalJson";
import type { JournalAction } from "@/domain/reporting/journalSentence";
import type { Tx } from "../inCompany";
import { JsonList } from "../jsonList";
import { sha256Hex } from "../sha256";
import { storable } from "../storableText";
import { announce } from "./announce";

interface JournalFacts {
  /** `user:<id>`, `firm:<id>/user:<id>`, `debtor:<link id>`, `key:<id>` or `system`. */
  actor: string;
  entity: string;
  entityId: string;
  /** Facts worth proving later. Strings, numbers as strings, nested objects; no undefined. */
  data: Record<string, unknown>;
}

export interface JournalEvent extends JournalFacts {
  /** What happened: `payment.recorded`. */
  action: JournalAction;
}

/** An entry as it was written, maybe by an older program. */
export interface ChainedEntry extends JournalFacts {
  action: string;
  seq: bigint;
  at: string;
  previousHash: string;
  hash: string;
}

/** Where every chain starts. */
export const FIRST_HASH = "0".repeat(64);

/** SHA-256 of what the entry says, in canonical JSON: it stands for the entry where it must stay hidden. */
export function contentHash(entry: Omit<ChainedEntry, "hash" | "previousHash">): string {
  return sha256Of({ ...entry, seq: entry.seq.toString() });
}

/**
 * SHA-256 of the content's hash and of the previous entry's: whoever is given the content's hash alone
 * can still follow the chain, without reading what concerns others.
 */
export function entryHash(entry: Omit<ChainedEntry, "hash">): string {
  const { previousHash, ...content } = entry;
  return sha256Of({ content: contentHash(content), previousHash });
}

function sha256Of(value: unknown): string {
  return sha256Hex(canonicalJson(value));
}

/**
 * Adds events at the end of the company's chain, in one statement, inside the caller's
 * transaction. Locks the head of the chain until the end of it: call it last. Addresses of programs that
 * listen to such a fact are told of it, see `announce`.
 */
export async function appendJournal(
  tx: Tx,
  companyId: string,
  events: readonly JournalEvent[],
  now: Instant,
): Promise<void> {
  if (events.length === 0) return;
  // What programs listen to is read with the head: a company that tells none pays no statement for it.
  const [head] = await tx.$queryRaw<{ seq: bigint; hash: string; listened: string[] }[]>`
    INSERT INTO journal_head (company_id, seq, hash) VALUES (${companyId}::uuid, 0, ${FIRST_HASH})
    ON CONFLICT (company_id) DO UPDATE SET seq = journal_head.seq
    RETURNING seq, hash, ARRAY(
      SELECT unnest(p.events) FROM webhook_endpoint p
      WHERE p.company_id = ${companyId}::uuid AND p.state = 'ACTIVE') AS listened`;
  let seq = head?.seq ?? 0n;
  let previousHash = head?.hash ?? FIRST_HASH;
  const at = new Date(now).toISOString();
  const data = new JsonList();
  // The hash is taken of what is kept: texts of strangers may hold what PostgreSQL refuses.
  const rows = storable(events).map((event) => {
    seq += 1n;
    const entry = { ...event, seq, at, previousHash };
    const hash = entryHash(entry);
    const row = {
      seq: seq.toString(),
      at,
      actor: event.actor,
      action: event.action,
      entity: event.entity,
      entity_id: event.entityId,
      data_at: data.placeOf(event.data),
      previous_hash: previousHash,
      hash,
    };
    previousHash = hash;
    return row;
  });
  await tx.$executeRaw`
    INSERT INTO journal_entry (company_id, seq, at, actor, action, entity, entity_id, data, previous_hash, hash)
    SELECT ${companyId}::uuid, e.seq, e.at, e.actor, e.action, e.entity, e.entity_id, ${data.text}::jsonb -> e.data_at,
           e.previous_hash, e.hash
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS e(
      seq bigint, at timestamptz, actor text, action text, entity text, entity_id uuid, data_at int,
      previous_hash text, hash text)`;
  await tx.$executeRaw`
    UPDATE journal_head SET seq = ${seq}, hash = ${previousHash} WHERE company_id = ${companyId}::uuid`;
  if (head && head.listened.length > 0) await announce(tx, companyId, events, head.listened, now);
}

/** Entries recomputed in one reading. */
const VERIFY_BATCH = 2_000;

/**
 * Recomputes the whole chain of a company, from its first entry to the head. Entries added
 * meanwhile are verified as well: the head is read last, and what it announces must be there.
 *
 * @returns the sequence number of the first entry that does not hold, or null when all do
 */
export async function verifyJournal(
  tx: Tx,
  companyId: string,
): Promise<{ entries: bigint; brokenAt: bigint | null }> {
  let previousHash = FIRST_HASH;
  let expected = 1n;
  let announced = 0n;
  for (;;) {
    const rows = await tx.journalEntry.findMany({
      where: { companyId, seq: { gte: expected } },
      orderBy: { seq: "asc" },
      take: VERIFY_BATCH,
    });
    for (const row of rows) {
      if (!holds(row, expected, previousHash)) return { entries: expected - 1n, brokenAt: expected };
      previousHash = row.hash;
      expected += 1n;
    }
    if (rows.length === VERIFY_BATCH) continue;
    // The head is committed with its entries: one read before them would accuse the honest.
    if (announced >= expected) return { entries: expected - 1n, brokenAt: expected };
    const head = await tx.journalHead.findUnique({ where: { companyId } });
    announced = head?.seq ?? 0n;
    if (announced >= expected) continue;
    const isWhole = announced === expected - 1n && (head?.hash ?? FIRST_HASH) === previousHash;
    return { entries: expected - 1n, brokenAt: isWhole ? null : expected };
  }
}

type StoredEntry = NonNullable<Awaited<ReturnType<Tx["journalEntry"]["findFirst"]>>>;

function holds(row: StoredEntry, expected: bigint, previousHash: string): boolean {
  const entry = {
    seq: row.seq,
    at: row.at.toISOString(),
    actor: row.actor,
    action: row.action,
    entity: row.entity,
    entityId: row.entityId,
    data: row.data as Record<string, unknown>,
    previousHash: row.previousHash,
  };
  return row.seq === expected && row.previousHash === previousHash && entryHash(entry) === row.hash;
}
