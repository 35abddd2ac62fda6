/** The firm's companies as the list is asked for: tab, search, order, page. */
import type { MandatedCompany } from "@/auth/firmAccess";
import { daysBetween, type LocalDate } from "@/domain/calendar";
import { comparisonKey } from "@/domain/parties/asciiText";
import type { FirmCompany } from "@/usecases/reporting/readFirmCompanies";

/** A company with the mandate that opens it. */
export type ListedCompany = FirmCompany & Pick<MandatedCompany, "mandateId" | "grantedOn" | "endsOn">;

export const FIRM_TABS = ["a-traiter", "mode-sur", "mandats", "toutes"] as const;
export type FirmTab = (typeof FIRM_TABS)[number];

export const FIRM_ORDERS = ["a-faire", "retard", "nom"] as const;
export type FirmOrder = (typeof FIRM_ORDERS)[number];

export interface FirmQuery {
  tab: FirmTab;
  order: FirmOrder;
  search: string;
  /** Name in addresses of the company after which the page begins; empty for the first page. */
  after: string;
}

/** A mandate that ends within this many days is to be renewed. */
const RENEW_WITHIN_DAYS = 30;
export const FIRM_PAGE = 100;

type Search = Readonly<Record<string, string | string[] | undefined>>;

/** Reads the address; what is not understood is as if it were not there. */
export function readFirmQuery(search: Search): FirmQuery {
  const text = (name: string) => (typeof search[name] === "string" ? search[name] : "");
  return {
    tab: FIRM_TABS.find((tab) => tab === text("liste")) ?? "a-traiter",
    order: FIRM_ORDERS.find((order) => order === text("ordre")) ?? "a-faire",
    search: text("q").slice(0, 100),
    after: text("apres").slice(0, 100),
  };
}

/** True when the mandate ends soon. */
export function isToRenew(company: Pick<ListedCompany, "endsOn">, today: LocalDate): boolean {
  return company.endsOn !== null && daysBetween(today, company.endsOn) <= RENEW_WITHIN_DAYS;
}

/** A decision waits, or a movement of the bank. */
export function needsSomeone({ toDoCount, transferCount }: FirmCompany): boolean {
  return toDoCount + transferCount > 0;
}

/** Puts each company beside its mandate. */
export function withMandates(
  companies: readonly FirmCompany[],
  mandates: readonly MandatedCompany[],
): ListedCompany[] {
  const byId = new Map(mandates.map((mandate) => [mandate.companyId, mandate]));
  return companies.flatMap((company) => {
    const mandate = byId.get(company.companyId);
    if (!mandate) return [];
    const { mandateId, grantedOn, endsOn } = mandate;
    return [{ ...company, mandateId, grantedOn, endsOn }];
  });
}

/** How many companies each tab holds. */
export function countTabs(companies: readonly ListedCompany[], today: LocalDate): Record<FirmTab, number> {
  const number = (tab: FirmTab) => companies.filter((company) => isInTab(company, tab, today)).length;
  return {
    "a-traiter": number("a-traiter"),
    "mode-sur": number("mode-sur"),
    mandats: number("mandats"),
    toutes: companies.length,
  };
}

function isInTab(company: ListedCompany, tab: FirmTab, today: LocalDate): boolean {
  switch (tab) {
    case "a-traiter":
      return needsSomeone(company);
    case "mode-sur":
      return company.safeMode;
    case "mandats":
      return isToRenew(company, today);
    default:
      return true;
  }
}

/** One page of the list, and where the next one begins. */
export function listCompanies(
  companies: readonly ListedCompany[],
  query: FirmQuery,
  today: LocalDate,
): { page: ListedCompany[]; total: number; next: string | null } {
  const key = comparisonKey(query.search);
  const digits = query.search.replace(/\D/g, "");
  const matches = ({ name, siren, city }: ListedCompany) =>
    comparisonKey(`${name} ${city}`).includes(key) || (digits.length >= 3 && siren.includes(digits));
  const found = companies
    .filter((company) => isInTab(company, query.tab, today) && matches(company))
    .sort((a, b) => compare(a, b, query.order));
  const start = query.after === "" ? 0 : found.findIndex(({ slug }) => slug === query.after) + 1;
  const page = found.slice(start, start + FIRM_PAGE);
  const hasMore = start + FIRM_PAGE < found.length;
  return { page, total: found.length, next: hasMore ? (page.at(-1)?.slug ?? null) : null };
}

function compare(a: ListedCompany, b: ListedCompany, order: FirmOrder): number {
  const byName = a.name.localeCompare(b.name, "fr") || a.slug.localeCompare(b.slug);
  if (order === "a-faire") return b.toDoCount - a.toDoCount || b.transferCount - a.transferCount || byName;
  if (order === "retard" && a.overdueCents !== b.overdueCents)
    return a.overdueCents < b.overdueCents ? 1 : -1;
  return byName;
}
