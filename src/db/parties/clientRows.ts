/** Clients by the thousand, for imports. */
import type { Instant } from "@/domain/calendar";
import type { DebtorKind } from "@/domain/legal/debtorKind";
import type { ClientSigns } from "@/domain/parties/clientMatch";
import type { Tx } from "../inCompany";
import { jsonRows } from "../storableText";

/** The key of each name, as the database compares names. */
export async function readNameKeys(tx: Tx, names: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.$queryRaw<{ name: string; key: string }[]>`
    SELECT name, name_key(name) AS key FROM unnest(${[...new Set(names)]}::text[]) AS n(name)`;
  return new Map(rows.map((row) => [row.name, row.key]));
}

export interface FoundClient extends ClientSigns {
  id: string;
  name: string;
  isArchived: boolean;
}

/** Clients with one of these references, SIREN or names: those still in use first, then the oldest. */
export async function findClients(
  tx: Tx,
  companyId: string,
  sought: readonly ClientSigns[],
): Promise<FoundClient[]> {
  const distinct = (values: (string | null)[]) => [...new Set(values.filter((value) => value))];
  const references = distinct(sought.map((client) => client.reference));
  const sirens = distinct(sought.map((client) => client.siren));
  const nameKeys = distinct(sought.map((client) => client.nameKey));
  return tx.$queryRaw<FoundClient[]>`
    SELECT id, name, reference, siren, name_key AS "nameKey", archived_at IS NOT NULL AS "isArchived" FROM client
    WHERE company_id = ${companyId}::uuid
      AND (reference = ANY(${references}::text[]) OR siren = ANY(${sirens}::text[]) OR name_key = ANY(${nameKeys}::text[]))
    ORDER BY archived_at IS NOT NULL, id`;
}

/** True when the company has put a client away. */
export async function hasArchivedClient(tx: Tx, companyId: string): Promise<boolean> {
  const where = { companyId, archivedAt: { not: null } };
  return (await tx.client.findFirst({ where, select: { id: true } })) !== null;
}

/** Takes up again those of these clients that were put away. @returns them */
export async function unarchiveClients(
  tx: Tx,
  companyId: string,
  ids: readonly string[],
): Promise<{ id: string; name: string }[]> {
  if (ids.length === 0) return [];
  return tx.$queryRaw<{ id: string; name: string }[]>`
    UPDATE client SET archived_at = NULL
    WHERE company_id = (SELECT ${companyId}::uuid) AND id = ANY(${[...ids]}::uuid[]) AND archived_at IS NOT NULL
    RETURNING id, name`;
}

export interface NewClient {
  id: string;
  kind: DebtorKind;
  name: string;
  reference: string | null;
  siren: string | null;
  vatNumber: string | null;
  complement: string | null;
  street: string | null;
  postcode: string | null;
  city: string | null;
  country: string;
  contact: { id: string; name: string; email: string | null; phone: string | null } | null;
}

/**
 * Creates clients with their contact.
 *
 * @returns the id each one really has: another than asked when someone has just created that reference
 */
export async function insertClients(
  tx: Tx,
  companyId: string,
  clients: readonly NewClient[],
  now: Instant,
): Promise<Map<string, string>> {
  if (clients.length === 0) return new Map();
  const inserted = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO client (company_id, id, kind, name, reference, siren, vat_number, complement, street, postcode, city, country, created_at)
    SELECT ${companyId}::uuid, r.id, r.kind::client_kind, r.name, r.reference, r.siren, r."vatNumber", r.complement, r.street,
           r.postcode, r.city, r.country, ${new Date(now)}
    FROM json_to_recordset(${jsonRows(clients)}::json) AS r(
      id uuid, kind text, name text, reference text, siren text, "vatNumber" text, complement text, street text,
      postcode text, city text, country text)
    ON CONFLICT (company_id, reference) DO NOTHING
    RETURNING id`;
  const own = new Set(inserted.map((row) => row.id));
  await insertContacts(
    tx,
    companyId,
    clients.filter((client) => own.has(client.id)),
  );
  const ids = new Map(clients.map((client) => [client.id, client.id]));
  const taken = clients.filter((client) => !own.has(client.id));
  if (taken.length === 0) return ids;
  const others = await tx.client.findMany({
    where: { companyId, reference: { in: taken.flatMap(({ reference }) => reference ?? []) } },
    select: { id: true, reference: true },
  });
  for (const { id, reference } of taken) {
    const other = others.find((client) => client.reference === reference);
    if (other) ids.set(id, other.id);
  }
  return ids;
}

async function insertContacts(tx: Tx, companyId: string, clients: readonly NewClient[]): Promise<void> {
  const rows = clients.flatMap(({ id, contact }) => (contact ? [{ ...contact, clientId: id }] : []));
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO contact (company_id, id, client_id, role, name, email, phone)
    SELECT ${companyId}::uuid, r.id, r."clientId", 'BILLING', r.name, r.email, r.phone
    FROM json_to_recordset(${jsonRows(rows)}::json) AS r(id uuid, "clientId" uuid, name text, email text, phone text)`;
}
