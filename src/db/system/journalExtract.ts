/** The part of a journal that concerns some things, with what is needed to follow the chain without the rest. */
import type { Tx } from "../inCompany";
import { type ChainedEntry, contentHash, FIRST_HASH } from "./journal";

/** Entries about others, in a row: the hash of what each says, and nothing of it. */
export interface HiddenRun {
  readonly hidden: true;
  readonly from: string;
  readonly contents: readonly string[];
}

export interface JournalExtract {
  /** Every entry from the first of the company to its last, shown or hidden. */
  readonly lines: readonly (HiddenRun | (Omit<ChainedEntry, "seq"> & { seq: string }))[];
  readonly visible: number;
  readonly headSeq: string;
  readonly headHash: string;
}

/** Entries read at once, and hidden on one line at most. */
const BATCH = 2_000;

/** Extracts the entries about these things, as they were written. */
export async function extractJournal(
  tx: Tx,
  companyId: string,
  entityIds: readonly string[],
): Promise<JournalExtract> {
  // The head first: what is added meanwhile lies beyond it, and is left out.
  const head = await tx.journalHead.findUnique({ where: { companyId } });
  const headSeq = head?.seq ?? 0n;
  const shown = new Set(entityIds);
  const lines: JournalExtract["lines"][number][] = [];
  let visible = 0;
  let contents: string[] = [];
  const hide = (before: bigint) => {
    if (contents.length > 0) {
      lines.push({ hidden: true, from: (before - BigInt(contents.length)).toString(), contents });
    }
    contents = [];
  };
  for (let next = 1n; next <= headSeq; next += BigInt(BATCH)) {
    const rows = await tx.journalEntry.findMany({
      where: { companyId, seq: { gte: next, lt: next + BigInt(BATCH), lte: headSeq } },
      orderBy: { seq: "asc" },
    });
    for (const { companyId: _, hash, previousHash, ...row } of rows) {
      const content = { ...row, at: row.at.toISOString(), data: row.data as Record<string, unknown> };
      if (!shown.has(row.entityId)) {
        contents.push(contentHash(content));
        continue;
      }
      hide(row.seq);
      lines.push({ ...content, seq: row.seq.toString(), previousHash, hash });
      visible += 1;
    }
    hide((rows.at(-1)?.seq ?? next - 1n) + 1n);
  }
  return { lines, visible, headSeq: headSeq.toString(), headHash: head?.hash ?? FIRST_HASH };
}
