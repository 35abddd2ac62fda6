/** The list of clients, as its page shows it. */
import { inCompany, isId } from "@/db/inCompany";
import { sumOpenInvoices } from "@/db/invoicing/invoiceList";
import {
  CLIENT_SORTS,
  CLIENT_TABS,
  type ClientCursor,
  type ClientFilter,
  type ClientListRow,
  type ClientPlanRow,
  type ClientSort,
  type ClientTab,
  countClientTabs,
  readClientPage,
  readClientPlans,
} from "@/db/parties/clientList";
import { readUsualDelays } from "@/db/reporting/usualDelays";
import { daysBetween, type LocalDate } from "@/domain/calendar";
import { formatDateShort } from "@/domain/dateText";
import type { Reason } from "@/domain/dunning/reason";
import { nextWords, standingOf } from "@/domain/dunning/standing";
import { DEBTOR_KINDS } from "@/domain/legal/debtorKind";
import type { UsualDelayDays } from "@/domain/reporting/paymentHabits";
import { companyToday } from "../invoicing/saveInvoice";
import type { CompanyCtx } from "../ports";

export { CLIENT_TABS, type ClientTab };

const PAGE_SIZE = 50;

/** Filters as they stand in the address of the page. Anything else there is ignored. */
export interface ClientQuery extends ClientFilter {
  tab: ClientTab;
  sort: ClientSort;
  cursor: ClientCursor | null;
}

type Params = Readonly<Record<string, string | string[] | undefined>>;

function one(params: Params, name: string): string {
  const value = params[name];
  return (Array.isArray(value) ? value[0] : value) ?? "";
}

/** Reads filters from an address: unknown values fall back to the defaults, never to an error. */
export function readClientQuery(params: Params): ClientQuery {
  return {
    tab: CLIENT_TABS.find((tab) => tab === one(params, "etat")) ?? "tous",
    kind: DEBTOR_KINDS.find((kind) => kind === one(params, "type")) ?? null,
    search: one(params, "q").trim().slice(0, 80),
    sort: CLIENT_SORTS.find((sort) => sort === one(params, "tri")) ?? "retard",
    cursor: readCursor(one(params, "apres"), "after") ?? readCursor(one(params, "avant"), "before"),
  };
}

function readCursor(id: string, direction: "after" | "before"): ClientCursor | null {
  return isId(id) ? { id, direction } : null;
}

export interface ClientLine extends ClientListRow {
  /** Days late of the oldest open invoice; 0 when none is late. */
  oldestDaysLate: number;
  usualDelayDays: UsualDelayDays;
  /** `Courriel, demain`; empty when nothing is owed. */
  next: string;
}

export interface ClientList {
  lines: ClientLine[];
  counts: Record<ClientTab, number>;
  openCents: bigint;
  overdueCents: bigint;
  /** Keys for the previous and next pages, absent when there is none. */
  previous: string | null;
  next: string | null;
}

/** One page of the list, with its totals. */
export async function listClients(ctx: CompanyCtx, query: ClientQuery): Promise<ClientList> {
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const today = await companyToday(tx, companyId, ctx.clock.now());
    const { sort, cursor, ...filter } = query;
    const rows = await readClientPage(tx, companyId, { filter, sort, cursor, limit: PAGE_SIZE + 1, today });
    const isBackward = cursor?.direction === "before";
    const hasMore = rows.length > PAGE_SIZE;
    const page = !hasMore ? rows : isBackward ? rows.slice(1) : rows.slice(0, PAGE_SIZE);
    const ids = page.map((row) => row.id);
    const plans = await readClientPlans(tx, companyId, ids);
    const delays = await readUsualDelays(tx, companyId, today, ids);
    const counts = await countClientTabs(tx, companyId, today);
    const sums = await sumOpenInvoices(tx, companyId, today);
    const hasPrevious = isBackward ? hasMore : cursor !== null;
    return {
      lines: page.map((row) => ({
        ...row,
        oldestDaysLate: row.oldestDueOn ? Math.max(0, daysBetween(row.oldestDueOn, today)) : 0,
        usualDelayDays: delays.get(row.id) ?? null,
        next: nextForClient(row, plans.get(row.id), today),
      })),
      counts,
      ...sums,
      previous: hasPrevious ? (ids[0] ?? null) : null,
      next: isBackward || hasMore ? (ids.at(-1) ?? null) : null,
    };
  });
}

function nextForClient(row: ClientListRow, plan: ClientPlanRow | undefined, today: LocalDate): string {
  if (row.openCount === 0) return "";
  if (row.isOptedOut) return "Aucune, à votre demande";
  if (plan?.hasOpenCall) return "Appel à passer";
  if (!plan) return "";
  const reasons = (plan.reasons ?? []) as Reason[];
  const facts = { ...plan, status: "OPEN", today, reasons, lastChannel: null } as const;
  const [first] = reasons;
  if (first?.code === "IN_FLIGHT") return inFlightWords(first);
  if (first?.code !== "HELD") return nextWords(facts);
  const until = first.untilOn ? `, jusqu’au ${formatDateShort(first.untilOn)}` : "";
  return `${standingOf(facts).word}${until}`;
}

/** What waits for a person, in three words. */
function inFlightWords({ channel, state }: Extract<Reason, { code: "IN_FLIGHT" }>): string {
  const what = { EMAIL: "Relance", CALL: "Appel", LETTER: "Lettre", FORMAL_NOTICE: "Mise en demeure" }[
    channel
  ];
  return {
    AWAITING_APPROVAL: `${what} à approuver`,
    LEAVING: `${what} en partance`,
    UNCERTAIN: "Envoi incertain",
    TO_POST: `${what} à poster`,
  }[state];
}
