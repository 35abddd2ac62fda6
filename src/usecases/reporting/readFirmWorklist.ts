/** « À faire » of a firm: the decisions of every company in one list, the oldest first. */
import { inCompanies, inSlicesOfCompanies, isId, MAX_COMPANIES, type Tx } from "@/db/inCompany";
import {
  countWaitingByCompany,
  readWaiting,
  readWaitingStakes,
  type WaitingCount,
  type WaitingCursor,
  type WaitingRow,
} from "@/db/reporting/firmWork";
import type { Instant } from "@/domain/calendar";
import type { WaitingKind } from "@/domain/reporting/waiting";
import { WORK_TABS, type WorkTab, workTabOf } from "@/domain/reporting/workTabs";
import { companyDay, readCompanyRows } from "./readFirmCompanies";

/** Decisions shown at once. */
const PAGE = 50;

export interface WorklistQuery {
  tab: WorkTab;
  after: WaitingCursor | null;
  /** Name in addresses of the only company to show; empty for all. */
  company: string;
  /** Rank of the decision to be led to instead of the list; null for the list. */
  rank: number | null;
  /** Rank of the first decision that was treated, and how many were made since. */
  from: number;
  done: number;
}

export interface WorklistLine extends Omit<WaitingRow, "companyId" | "leftCount"> {
  companyName: string;
  companySlug: string;
  invoiceCount: number;
  /** Number of the invoice with the earliest due date; null when the decision is about none. */
  number: string | null;
  invoiceId: string | null;
  balanceCents: bigint | null;
}

export interface WorklistView {
  lines: WorklistLine[];
  counts: Record<WorkTab, number>;
  /** Address parameter of the next page; null at the end. */
  next: string | null;
  /** How many decisions there are from the first shown to the end of the list. */
  left: number;
}

type Search = Readonly<Record<string, string | string[] | undefined>>;

/** Reads the filters and the place of the address; what is not understood is as if it were not there. */
export function readWorklistQuery(search: Search): WorklistQuery {
  const count = (text: unknown) => (typeof text === "string" && /^\d{1,6}$/.test(text) ? Number(text) : 0);
  const rank = count(search.rang);
  const cursor = typeof search.apres === "string" ? search.apres : "";
  const [ms = "", id = ""] = cursor.split("_");
  return {
    tab: workTabOf(search.liste),
    after: /^\d{1,15}$/.test(ms) && isId(id) ? { atMs: Number(ms), id } : null,
    company: typeof search.societe === "string" ? search.societe : "",
    rank: rank > 0 ? rank : null,
    from: Math.max(1, count(search.depuis)),
    done: count(search.faites),
  };
}

/** Place of a decision in the list, as addresses carry it. */
export function placeOf({ atMs, id }: WaitingCursor): string {
  return `${atMs}_${id}`;
}

/**
 * Reads one page of the list. One reading orders the work of at most {@link MAX_COMPANIES} companies:
 * beyond, the oldest ones are read.
 *
 * @param companyIds companies with a mandate in force, checked by the caller for this request
 */
export async function readFirmWorklist(
  companyIds: readonly string[],
  query: Pick<WorklistQuery, "tab" | "after">,
  now: Instant,
  limit = PAGE,
): Promise<WorklistView> {
  // Ids grow with time.
  const read = [...companyIds].sort().slice(0, MAX_COMPANIES);
  return inCompanies(read, (tx) => readPage(tx, read, query, { now, limit }), { timeoutMs: 30_000 });
}

/** Whether a decision of this kind waits in one of these companies, under this id. */
export async function isWaiting(
  companyIds: readonly string[],
  { id, kind }: { id: string; kind: string },
  now: Instant,
): Promise<boolean> {
  if (!isId(id)) return false;
  const read = [...companyIds].sort().slice(0, MAX_COMPANIES);
  return inCompanies(read, async (tx) => {
    const days = (await readCompanyRows(tx, read)).map((row) => companyDay(row, now));
    const found = await readWaiting(tx, days, { kinds: [kind], id, after: null }, 1);
    return found.length > 0;
  });
}

/** How many decisions wait in these companies: of each group, and of each kind. */
export async function countWork(
  companyIds: readonly string[],
  now: Instant,
): Promise<{ tabs: Record<WorkTab, number>; kinds: ReadonlyMap<WaitingKind, number> }> {
  const lines = await countKinds(companyIds, now);
  const kinds = new Map<WaitingKind, number>();
  for (const { kind, count } of lines) kinds.set(kind, (kinds.get(kind) ?? 0) + count);
  return { tabs: countsOf(lines), kinds };
}

/** How many decisions wait in all of them, for the number beside « À faire ». */
export async function countFirmDecisions(companyIds: readonly string[], now: Instant): Promise<number> {
  const counts = await countKinds(companyIds, now);
  return counts.reduce((sum, line) => sum + line.count, 0);
}

async function countKinds(companyIds: readonly string[], now: Instant): Promise<WaitingCount[]> {
  return inSlicesOfCompanies(companyIds, async (tx, ids) => {
    const companies = await readCompanyRows(tx, ids);
    return countWaitingByCompany(
      tx,
      companies.map((row) => companyDay(row, now)),
    );
  });
}

async function readPage(
  tx: Tx,
  companyIds: readonly string[],
  query: Pick<WorklistQuery, "tab" | "after">,
  { now, limit }: { now: Instant; limit: number },
): Promise<WorklistView> {
  const companies = await readCompanyRows(tx, companyIds);
  const days = companies.map((row) => companyDay(row, now));
  const counts = await countWaitingByCompany(tx, days);
  const kinds: readonly WaitingKind[] = query.tab === "tout" ? [] : WORK_TABS[query.tab];
  const found = await readWaiting(tx, days, { kinds, after: query.after }, limit + 1);
  const rows = found.slice(0, limit);
  const stakes = await readWaitingStakes(
    tx,
    companyIds,
    rows.map((row) => row.id),
  );
  const byId = new Map(companies.map((company) => [company.id, company]));
  const last = rows.at(-1);
  return {
    lines: rows.map(({ companyId, leftCount: _, ...row }) => {
      const company = byId.get(companyId);
      const stake = stakes.get(row.id);
      return {
        ...row,
        companyName: company?.tradeName ?? company?.legalName ?? "",
        companySlug: company?.slug ?? "",
        invoiceCount: stake?.invoiceCount ?? 0,
        number: stake?.number ?? null,
        invoiceId: stake?.invoiceId ?? null,
        balanceCents: stake?.balanceCents ?? null,
      };
    }),
    counts: countsOf(counts),
    next: found.length > limit && last ? placeOf(last) : null,
    left: rows[0]?.leftCount ?? 0,
  };
}

function countsOf(counts: readonly { kind: WaitingKind; count: number }[]): Record<WorkTab, number> {
  const total = (kinds: readonly WaitingKind[]) =>
    counts.reduce((sum, line) => sum + (kinds.includes(line.kind) ? line.count : 0), 0);
  return {
    tout: total(WORK_TABS.tout),
    delais: total(WORK_TABS.delais),
    appels: total(WORK_TABS.appels),
    accords: total(WORK_TABS.accords),
    reponses: total(WORK_TABS.reponses),
    envois: total(WORK_TABS.envois),
  };
}
