/**
 * Decisions treated one after the other: which list they come from, which one this is, how many there
 * are. All of it stands in the address of the page, so that nothing is kept anywhere else.
 */
import { NBSP } from "../money";
import { type WorkTab, workTabOf } from "./workTabs";

/** Name in addresses of the chain. */
export const CHAIN_PARAM = "suite";

/** Name in addresses of what says that the decision of the page is made, and that the chain counts it. */
export const DECIDED_PARAM = "faite";

/** Name in addresses of what the decision that one leaves asked: whether it was made or passed is then looked up. */
export const LEFT_PARAM = "laissee";

/** A list of decisions: that of a firm over its companies, or that of one company. */
export interface WorkList {
  of: "cabinet" | "societe";
  /** Name in addresses of the firm or of the company. */
  slug: string;
  tab: WorkTab;
  /** Only the decisions of this company; empty for those of all. */
  company: string;
}

export interface WorkChain extends WorkList {
  /** Place of this decision in the list: the next one comes after it. */
  place: string;
  /** What it asks, see WaitingKind; empty in an address of an older version. */
  kind: string;
  /** The first is 1. */
  rank: number;
  total: number;
  /** Rank of the first one that was treated. */
  from: number;
  /** How many were decided since; the others were passed. */
  done: number;
}

const CHAIN =
  /^(cabinet|societe)\.([a-z0-9-]{1,80})~([a-z]{1,12})~([a-z0-9-]{0,80})~(\d{1,15}_[0-9a-f-]{36})~(\d{1,6})~(\d{1,6})(?:~(\d{1,6})~(\d{1,6})~([A-Z_]{1,30}))?$/;

/** The chain as an address carries it. */
export function chainText(chain: WorkChain): string {
  const { of, slug, tab, company, place, rank, total, from, done, kind } = chain;
  return [`${of}.${slug}`, tab, company, place, rank, total, from, done, kind].join("~");
}

/** Reads it back; null for anything else. */
export function readChain(text: string | null | undefined): WorkChain | null {
  const [, of, slug = "", tab, company = "", place = "", rank, total, from = "1", done = "0", kind = ""] =
    CHAIN.exec(text ?? "") ?? [];
  if (of !== "cabinet" && of !== "societe") return null;
  const counts = { rank: Number(rank), total: Number(total), from: Number(from), done: Number(done) };
  return { of, slug, tab: workTabOf(tab), company, place, kind, ...counts };
}

/** Address of the list, with its filters. */
export function listPath({ of, slug, tab, company }: WorkList, more: Record<string, string> = {}): string {
  const base = of === "cabinet" ? `/cabinet/${slug}/a-faire` : `/${slug}`;
  const params = new URLSearchParams({
    ...(tab !== "tout" && { liste: tab }),
    ...(company !== "" && { societe: company }),
    ...more,
  });
  return params.size === 0 ? base : `${base}?${params}`;
}

/** Address that leads to the first decision of a list. */
export function firstPath(list: WorkList): string {
  return listPath(list, { rang: "1" });
}

/** Address that leads to the decision after this one, which was passed or is decided and counted. */
export function nextPath(
  { place, rank, from, done, kind: _, ...list }: WorkChain,
  said: Readonly<Record<string, string>> = {},
): string {
  return listPath(list, {
    apres: place,
    rang: String(rank + 1),
    ...(from > 1 && { depuis: String(from) }),
    ...(done > 0 && { faites: String(done) }),
    ...said,
  });
}

/** Address that leads on from a decision that the chain does not count: it was passed, unless someone has made it. */
export function leavePath(chain: WorkChain): string {
  return nextPath(chain, { ...(chain.kind !== "" && { [LEFT_PARAM]: chain.kind }) });
}

/** What was done just before the page that is shown, and the page it was done on. */
export interface Said {
  /** Word of a closed list, see flash.ts. */
  fini: string;
  /** Path of ours. */
  de: string;
}

/** Address that leads on from a decision that has just been made on the page of this path. */
export function decidedPath(chain: WorkChain, fini: string, path: string): string {
  const decided = counted(chain, 1);
  return nextPath(decided, { fini, de: withChain(path, chainText(decided), true) });
}

/** The chain with so many decisions more, or less. */
export function counted(chain: WorkChain, by: 1 | -1): WorkChain {
  return { ...chain, done: Math.max(0, chain.done + by) };
}

/** The page a decision is made on, from that of one of its forms: `/a/courriers/1/postee`. */
export function decisionPage(pathname: string): string {
  return DECISION_PAGE.exec(pathname)?.[0] ?? pathname;
}

const DECISION_PAGE = /^\/[^/]+\/(?:messages\/recus|[^/]+)\/[^/]+/;

/** How far one got: « 4 décisions traitées, 1 passée »; empty when there was none. */
export function chainSummary(treated: number, passed: number): string {
  const of = (count: number, one: string, many: string) =>
    count === 0 ? [] : [`${count}${NBSP}${count > 1 ? many : one}`];
  return [
    ...of(treated, "décision traitée", "décisions traitées"),
    ...(treated > 0 ? of(passed, "passée", "passées") : of(passed, "décision passée", "décisions passées")),
  ].join(", ");
}

/**
 * A path of ours that goes on carrying the chain.
 *
 * @param isCounted the chain counts the decision of this page already
 */
export function withChain(path: string, chain: string, isCounted = false): string {
  return withParams(path, { [CHAIN_PARAM]: chain, [DECIDED_PARAM]: isCounted ? "1" : "" });
}

/** A path of ours with these values in its query, whatever follows `#`; an empty one is taken out. */
export function withParams(path: string, values: Readonly<Record<string, string>>): string {
  const [before = "", after] = path.split("#");
  const [base = "", query = ""] = before.split("?");
  const params = new URLSearchParams(query);
  for (const [name, value] of Object.entries(values)) {
    if (value === "") params.delete(name);
    else params.set(name, value);
  }
  const search = params.size === 0 ? "" : `?${params}`;
  return `${base}${search}${after === undefined ? "" : `#${after}`}`;
}
