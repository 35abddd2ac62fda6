/** Clients to choose from: a short list, or what matches a search. */
import type { NamedClient } from "@/domain/parties/clientChoice";
import { contains, containsWord } from "../contains";
import { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";
import { storableText } from "../storableText";

const COLUMNS = Prisma.sql`client.id, client.name, client.city, client.reference, client.siren, person.email`;
/** The address of the first person to write to, whose language and name the messages take. */
const WITH_PERSON = Prisma.sql`client LEFT JOIN LATERAL (
    SELECT contact.email FROM contact
    WHERE contact.company_id = client.company_id AND contact.client_id = client.id AND contact.email IS NOT NULL
    ORDER BY contact.position, contact.id LIMIT 1
  ) person ON true`;

/**
 * Clients that are not archived, or those that are, by name, at most `limit`. A search looks into the name, the
 * reference and the SIREN; those whose name the text begins with come first.
 */
export async function readClientChoices(
  tx: Tx,
  companyId: string,
  search: string,
  limit: number,
  isArchived = false,
): Promise<NamedClient[]> {
  const text = storableText(search);
  const digits = search.replace(/[\s.\u00a0]/g, "");
  const matches =
    search === ""
      ? Prisma.empty
      : Prisma.sql`AND (${containsWord(Prisma.sql`client.name`, search)} OR client.reference ILIKE ${contains(search)}
          OR (${/^\d{3,}$/.test(digits)} AND client.siren LIKE ${contains(digits)})
          OR (client.name_key <> '' AND starts_with(name_key(${text}), client.name_key)))`;
  return tx.$queryRaw<NamedClient[]>`
    SELECT ${COLUMNS} FROM ${WITH_PERSON}
    WHERE client.company_id = ${companyId}::uuid AND (client.archived_at IS NOT NULL) = ${isArchived} ${matches}
    ORDER BY (${search !== ""} AND client.name_key = name_key(${text})) DESC, lower(client.name), client.id
    LIMIT ${limit}`;
}

/** One client of the company, archived or not; null when there is none. */
export async function readClientChoice(tx: Tx, companyId: string, id: string): Promise<NamedClient | null> {
  const [found] = await tx.$queryRaw<NamedClient[]>`
    SELECT ${COLUMNS} FROM ${WITH_PERSON}
    WHERE client.company_id = ${companyId}::uuid AND client.id = ${id}::uuid`;
  return found ?? null;
}
