/** Clients to choose from: a short list, or what matches a search. */

import { contains } from "../contains";
import { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";

export interface ClientChoice {
  id: string;
  name: string;
  city: string | null;
  reference: string | null;
  siren: string | null;
}

/**
 * Clients that are not archived, by name, at most `limit`. A search looks into the name, the
 * reference and the SIREN.
 */
export async function readClientChoices(
  tx: Tx,
  companyId: string,
  search: string,
  limit: number,
): Promise<ClientChoice[]> {
  const like = contains(search);
  const digits = search.replace(/\D/g, "");
  const matches =
    search === ""
      ? Prisma.empty
      : Prisma.sql`AND (name ILIKE ${like} OR reference ILIKE ${like}
          OR (${digits.length >= 3} AND siren LIKE ${contains(digits)}))`;
  return tx.$queryRaw<ClientChoice[]>`
    SELECT id, name, city, reference, siren FROM client
    WHERE company_id = ${companyId}::uuid AND archived_at IS NULL ${matches}
    ORDER BY lower(name), id LIMIT ${limit}`;
}
