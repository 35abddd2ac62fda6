/** The part of a journal that concerns some things, with what is needed to verify it without the rest. */
import type { Tx } from "../inCompany";
import { type ChainedEntry, FIRST_HASH } from "./journal";

/** Entries about others: only how many, and the hash of the last. */
export interface HiddenRun {
  readonly hidden: true;
  readonly from: string;
  readonly to: string;
  readonly hash: string;
}

export interface JournalExtract {
  /** From the first entry of the company to its last, each one either shown or inside a hidden run. */
  readonly lines: readonly (HiddenRun | (Omit<ChainedEntry, "seq"> & { seq: string }))[];
  readonly visible: number;
  readonly headSeq: string;
  readonly headHash: string;
}

/** Entries of one file; a claim has some dozens. */
const MAX_ENTRIES = 20_000;

/** Extracts the entries about these things, as they were written. */
export async function extractJournal(
  tx: Tx,
  companyId: string,
  entityIds: readonly string[],
): Promise<JournalExtract> {
  // The head first: what is added meanwhile lies beyond it, and is left out.
  const head = await tx.journalHead.findUnique({ where: { companyId } });
  const headSeq = head?.seq ?? 0n;
  const headHash = head?.hash ?? FIRST_HASH;
  const rows = await tx.journalEntry.findMany({
    where: { companyId, entityId: { in: [...entityIds] }, seq: { lte: headSeq } },
    orderBy: { seq: "asc" },
    take: MAX_ENTRIES,
  });
  const lines: JournalExtract["lines"][number][] = [];
  let next = 1n;
  for (const row of rows) {
    if (row.seq > next) lines.push(hiddenRun(next, row.seq - 1n, row.previousHash));
    lines.push({
      seq: row.seq.toString(),
      at: row.at.toISOString(),
      actor: row.actor,
      action: row.action,
      entity: row.entity,
      entityId: row.entityId,
      data: row.data as Record<string, unknown>,
      previousHash: row.previousHash,
      hash: row.hash,
    });
    next = row.seq + 1n;
  }
  if (next <= headSeq) lines.push(hiddenRun(next, headSeq, headHash));
  return { lines, visible: rows.length, headSeq: headSeq.toString(), headHash };
}

function hiddenRun(from: bigint, to: bigint, hash: string): HiddenRun {
  return { hidden: true, from: from.toString(), to: to.toString(), hash };
}
