/** Which companies a firm may act for: its mandates in force, read on each request. */
import { asUser } from "@/db/inCompany";
import { fromLocalDate, toLocalDate, toLocalDateOrNull } from "@/db/values";
import type { LocalDate } from "@/domain/calendar";
import { companyNames, type FirmAccess, firmsOf, mandateDay } from "./companyAccess";

/** A mandate that opens a company to the firm today. */
export interface MandatedCompany {
  companyId: string;
  slug: string;
  name: string;
  mandateId: string;
  grantedOn: LocalDate;
  /** Last day, included; null when it has none. */
  endsOn: LocalDate | null;
}

/** The firm of this address when the person works for it, else null: it does not exist for them. */
export async function firmAccessTo(userId: string, slug: string): Promise<FirmAccess | null> {
  return (await firmsOf(userId)).find((firm) => firm.slug === slug) ?? null;
}

/**
 * Companies with a mandate in force for this firm, by name.
 *
 * @param userId a member of the firm: mandates are visible to members only
 */
export async function mandatedCompanies(
  userId: string,
  firmId: string,
  now: number,
): Promise<MandatedCompany[]> {
  const day = fromLocalDate(mandateDay(now));
  const mandates = await asUser(userId, (tx) =>
    tx.mandate.findMany({
      where: {
        firmId,
        firm: { members: { some: { userId } } },
        revokedOn: null,
        grantedOn: { lte: day },
        OR: [{ endsOn: null }, { endsOn: { gte: day } }],
      },
    }),
  );
  const names = await companyNames(mandates.map((mandate) => mandate.companyId));
  return mandates
    .flatMap((mandate): MandatedCompany[] => {
      const company = names.get(mandate.companyId);
      if (!company) return [];
      return [
        {
          companyId: mandate.companyId,
          ...company,
          mandateId: mandate.id,
          grantedOn: toLocalDate(mandate.grantedOn),
          endsOn: toLocalDateOrNull(mandate.endsOn),
        },
      ];
    })
    .sort((a, b) => a.name.localeCompare(b.name, "fr"));
}
