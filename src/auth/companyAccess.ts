/** Which companies a person may enter, and as what: read from the database on each request. */
import { asUser, inSlicesOfCompanies } from "@/db/inCompany";
import { companyIdOf } from "@/db/parties/slugs";
import { fromLocalDate } from "@/db/values";
import type { LocalDate } from "@/domain/calendar";
import { localDateAt } from "@/domain/zonedTime";
import { may, type Permission, type Role } from "./permissions";

export interface CompanyAccess {
  companyId: string;
  slug: string;
  name: string;
  role: Role;
  /** The firm whose mandate opens the company; null for the company's own members. */
  firmId: string | null;
}

interface Grant {
  companyId: string;
  role: Role;
  firmId: string | null;
}

/**
 * Memberships, then mandates in force today, one grant a company. A membership wins over a mandate;
 * a person of two firms acts for the one whose mandate was recorded first.
 *
 * @param companyId looks at this company only
 */
async function grantsOf(userId: string, today: LocalDate, companyId?: string): Promise<Grant[]> {
  const only = companyId === undefined ? {} : { companyId };
  return asUser(userId, async (tx) => {
    const members = await tx.membership.findMany({
      where: { userId, ...only },
      select: { companyId: true, role: true },
    });
    const day = fromLocalDate(today);
    const mandates = await tx.mandate.findMany({
      where: {
        ...only,
        firm: { members: { some: { userId } } },
        revokedOn: null,
        grantedOn: { lte: day },
        OR: [{ endsOn: null }, { endsOn: { gte: day } }],
      },
      orderBy: { id: "asc" },
      select: { companyId: true, firmId: true },
    });
    const grants = new Map<string, Grant>();
    const all: Grant[] = [
      ...members.map((member) => ({ ...member, firmId: null })),
      ...mandates.map((mandate) => ({ ...mandate, role: "ACCOUNTANT" as const })),
    ];
    for (const grant of all) {
      if (!grants.has(grant.companyId)) grants.set(grant.companyId, grant);
    }
    return [...grants.values()];
  });
}

/** Every company this person may enter, by name. */
export async function companiesOf(userId: string, now: number): Promise<CompanyAccess[]> {
  const grants = await grantsOf(userId, mandateDay(now));
  const names = await companyNames(grants.map((grant) => grant.companyId));
  return grants
    .flatMap((grant): CompanyAccess[] => {
      const company = names.get(grant.companyId);
      return company ? [{ ...grant, ...company }] : [];
    })
    .sort((a, b) => a.name.localeCompare(b.name, "fr"));
}

/**
 * The access to one company by its address; null when there is none, or the role may not do it. Looks
 * at that company alone: anyone may give mandates to a firm, and their number must not matter.
 */
export async function accessTo(
  userId: string,
  slug: string,
  permission: Permission,
  now: number,
): Promise<CompanyAccess | null> {
  const companyId = await companyIdOf(slug);
  if (companyId === null) return null;
  const [grant] = await grantsOf(userId, mandateDay(now), companyId);
  if (!grant || !may(grant.role, permission)) return null;
  const company = (await companyNames([companyId])).get(companyId);
  return company ? { ...grant, ...company } : null;
}

/** The day a mandate is judged on. */
export function mandateDay(now: number): LocalDate {
  return localDateAt(now, "Europe/Paris");
}

/** Addresses and names of companies whose access the caller has checked, by id. */
export async function companyNames(
  companyIds: readonly string[],
): Promise<Map<string, { slug: string; name: string }>> {
  const rows = await inSlicesOfCompanies(companyIds, (tx, ids) =>
    tx.company.findMany({
      where: { id: { in: ids } },
      select: { id: true, slug: true, legalName: true, tradeName: true },
    }),
  );
  return new Map(rows.map((row) => [row.id, { slug: row.slug, name: row.tradeName ?? row.legalName }]));
}

export interface FirmAccess {
  firmId: string;
  slug: string;
  name: string;
  role: "PARTNER" | "ASSISTANT";
}

/** Firms this person works for. */
export async function firmsOf(userId: string): Promise<FirmAccess[]> {
  const rows = await asUser(userId, (tx) =>
    tx.firmMember.findMany({
      where: { userId },
      select: { role: true, firm: { select: { id: true, slug: true, name: true } } },
      orderBy: { firm: { name: "asc" } },
    }),
  );
  return rows.map(({ role, firm }) => ({ firmId: firm.id, slug: firm.slug, name: firm.name, role }));
}
