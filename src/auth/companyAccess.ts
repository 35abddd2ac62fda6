/** Which companies a person may enter, and as what: read from the database on each request. */
import { asUser, inCompanies } from "@/db/inCompany";
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

/** Memberships, then mandates in force today. A membership wins over a mandate. */
async function grantsOf(userId: string, today: LocalDate): Promise<Grant[]> {
  return asUser(userId, async (tx) => {
    const members = await tx.membership.findMany({
      where: { userId },
      select: { companyId: true, role: true },
    });
    const day = fromLocalDate(today);
    const mandates = await tx.mandate.findMany({
      where: {
        firm: { members: { some: { userId } } },
        revokedOn: null,
        grantedOn: { lte: day },
        OR: [{ endsOn: null }, { endsOn: { gte: day } }],
      },
      select: { companyId: true, firmId: true },
    });
    const own = members.map((member): Grant => ({ ...member, firmId: null }));
    const held = new Set(own.map((grant) => grant.companyId));
    const mandated = mandates
      .filter((mandate) => !held.has(mandate.companyId))
      .map((mandate): Grant => ({ ...mandate, role: "ACCOUNTANT" }));
    return [...own, ...mandated];
  });
}

/** Every company this person may enter, by name. */
export async function companiesOf(userId: string, now: number): Promise<CompanyAccess[]> {
  const grants = await grantsOf(userId, localDateAt(now, "Europe/Paris"));
  if (grants.length === 0) return [];
  const ids = grants.map((grant) => grant.companyId);
  const companies = await inCompanies(ids, (tx) =>
    tx.company.findMany({
      where: { id: { in: ids } },
      select: { id: true, slug: true, legalName: true, tradeName: true },
    }),
  );
  const byId = new Map(companies.map((company) => [company.id, company]));
  return grants
    .flatMap((grant): CompanyAccess[] => {
      const company = byId.get(grant.companyId);
      return company ? [{ ...grant, slug: company.slug, name: company.tradeName ?? company.legalName }] : [];
    })
    .sort((a, b) => a.name.localeCompare(b.name, "fr"));
}

/** The access to one company by its address; null when there is none, or the role may not do it. */
export async function accessTo(
  userId: string,
  slug: string,
  permission: Permission,
  now: number,
): Promise<CompanyAccess | null> {
  const access = (await companiesOf(userId, now)).find((company) => company.slug === slug);
  return access && may(access.role, permission) ? access : null;
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
