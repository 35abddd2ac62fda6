/** The list of letters, as its page shows it. */
import {
  countLetterTabs,
  LETTER_TABS,
  type LetterCursor,
  type LetterFilter,
  type LetterListRow,
  type LetterTab,
  readLetterPage,
  readLettersById,
} from "@/db/dunning/letterList";
import { inCompany, isId } from "@/db/inCompany";
import type { LocalDate } from "@/domain/calendar";
import { companyToday } from "../invoicing/saveInvoice";
import type { CompanyCtx } from "../ports";

export { LETTER_TABS, type LetterTab };
export type LetterLine = LetterListRow;

const PAGE_SIZE = 50;

/** Filters as they stand in the address of the page. Anything else there is ignored. */
export interface LetterQuery extends LetterFilter {
  cursor: LetterCursor | null;
}

type Params = Readonly<Record<string, string | string[] | undefined>>;

function one(params: Params, name: string): string {
  const value = params[name];
  return (Array.isArray(value) ? value[0] : value) ?? "";
}

/** Reads filters from an address: unknown values fall back to the defaults, never to an error. */
export function readLetterQuery(params: Params): LetterQuery {
  const channel = one(params, "nature");
  return {
    tab: LETTER_TABS.find((tab) => tab === one(params, "etat")) ?? "a-approuver",
    search: one(params, "q").trim().slice(0, 80),
    channel: channel === "LETTER" || channel === "FORMAL_NOTICE" ? channel : null,
    cursor: readCursor(one(params, "apres"), "after") ?? readCursor(one(params, "avant"), "before"),
  };
}

function readCursor(text: string, direction: "after" | "before"): LetterCursor | null {
  const [at = "", id = ""] = text.split(".");
  return /^\d{1,15}$/.test(at) && isId(id) ? { atMs: Number(at), id, direction } : null;
}

export interface LetterList {
  today: LocalDate;
  lines: LetterLine[];
  counts: Record<LetterTab, number>;
  /** Keys for the previous and next pages, absent when there is none. */
  previous: string | null;
  next: string | null;
}

/** One page of the list, with the number of letters in each group. */
export async function listLetters(ctx: CompanyCtx, query: LetterQuery): Promise<LetterList> {
  const { cursor, ...filter } = query;
  return inCompany(ctx.companyId, async (tx) => {
    const today = await companyToday(tx, ctx.companyId, ctx.clock.now());
    const rows = await readLetterPage(tx, ctx.companyId, { filter, cursor, limit: PAGE_SIZE + 1 });
    const isBackward = cursor?.direction === "before";
    const hasMore = rows.length > PAGE_SIZE;
    const lines = !hasMore ? rows : isBackward ? rows.slice(1) : rows.slice(0, PAGE_SIZE);
    const keyOf = (line: LetterLine | undefined) =>
      line === undefined ? null : `${Math.round(line.createdAtMs)}.${line.id}`;
    return {
      today,
      lines,
      counts: await countLetterTabs(tx, ctx.companyId),
      previous: (isBackward ? hasMore : cursor !== null) ? keyOf(lines[0]) : null,
      next: isBackward || hasMore ? keyOf(lines.at(-1)) : null,
    };
  });
}

/** Most letters one gesture takes: as many as a cover list holds. */
export const MAX_CHOSEN_LETTERS = 300;

/** The letters checked in the list that are of this company, by client. */
export async function readChosenLetters(
  ctx: CompanyCtx,
  ids: readonly string[],
): Promise<{ today: LocalDate; letters: LetterLine[] }> {
  const wanted = [...new Set(ids.filter(isId))].slice(0, MAX_CHOSEN_LETTERS);
  return inCompany(ctx.companyId, async (tx) => ({
    today: await companyToday(tx, ctx.companyId, ctx.clock.now()),
    letters: wanted.length === 0 ? [] : await readLettersById(tx, ctx.companyId, wanted),
  }));
}
