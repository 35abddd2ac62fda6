/**
 * Decisions treated one after the other: which list they come from, which one this is, how many there
 * are. All of it stands in the address of the page, so that nothing is kept anywhere else.
 */
import { type WorkTab, workTabOf } from "./workTabs";

/** Name in addresses of the chain. */
export const CHAIN_PARAM = "suite";

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
  /** The first is 1. */
  rank: number;
  total: number;
}

const CHAIN =
  /^(cabinet|societe)\.([a-z0-9-]{1,80})~([a-z]{1,12})~([a-z0-9-]{0,80})~(\d{1,15}_[0-9a-f-]{36})~(\d{1,6})~(\d{1,6})$/;

/** The chain as an address carries it. */
export function chainText(chain: WorkChain): string {
  const { of, slug, tab, company, place, rank, total } = chain;
  return [`${of}.${slug}`, tab, company, place, rank, total].join("~");
}

/** Reads it back; null for anything else. */
export function readChain(text: string | null | undefined): WorkChain | null {
  const [, of, slug = "", tab, company = "", place = "", rank, total] = CHAIN.exec(text ?? "") ?? [];
  if (of !== "cabinet" && of !== "societe") return null;
  return { of, slug, tab: workTabOf(tab), company, place, rank: Number(rank), total: Number(total) };
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

/** Address that leads to the decision of this rank: the first of the list after a place, or of all. */
export function stepPath(list: WorkList, after: string | null, rank: number): string {
  return listPath(list, { ...(after !== null && { apres: after }), rang: String(rank) });
}

/** Address that leads to the decision after this one. */
export function nextPath(chain: WorkChain): string {
  return stepPath(chain, chain.place, chain.rank + 1);
}

/** A path of ours that goes on carrying the chain. */
export function withChain(path: string, chain: string): string {
  const [before = "", after] = path.split("#");
  const [base = "", query = ""] = before.split("?");
  const params = new URLSearchParams(query);
  params.set(CHAIN_PARAM, chain);
  return `${base}?${params}${after === undefined ? "" : `#${after}`}`;
}
