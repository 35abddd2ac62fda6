/** Every client of a company, a page at a time in the order of their ids: for programs, which read all of it. */
import type { LocalDate } from "@/domain/calendar";
import type { DebtorKind } from "@/domain/legal/debtorKind";
import { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";
import { storableText } from "../storableText";

export interface OrderedClient {
  id: string;
  name: string;
  kind: DebtorKind;
  reference: string | null;
  siren: string | null;
  /** Of the first person to write to. */
  email: string | null;
  isArchived: boolean;
  openCents: bigint;
  lateCents: bigint;
}

export interface ClientSelection {
  /** Those whose id comes after this one; null: from the first. */
  afterId: string | null;
  reference: string | null;
  siren: string | null;
}

/** Clients in the order of their ids. What is late was due before `today`. */
export async function readClientsInOrder(
  tx: Tx,
  companyId: string,
  walk: ClientSelection & { limit: number; today: LocalDate },
): Promise<OrderedClient[]> {
  const { afterId, reference, siren, limit, today } = walk;
  const conditions = [
    Prisma.sql`c.company_id = ${companyId}::uuid`,
    ...(afterId ? [Prisma.sql`c.id > ${afterId}::uuid`] : []),
    ...(reference === null ? [] : [Prisma.sql`c.reference = ${storableText(reference)}`]),
    ...(siren === null ? [] : [Prisma.sql`c.siren = ${storableText(siren)}`]),
  ];
  return tx.$queryRaw<OrderedClient[]>`
    SELECT c.id, c.name, c.kind::text AS kind, c.reference, c.siren, person.email,
           c.archived_at IS NOT NULL AS "isArchived",
           coalesce(owed.open, 0) AS "openCents", coalesce(owed.late, 0) AS "lateCents"
    FROM (SELECT * FROM client c WHERE ${Prisma.join(conditions, " AND ")} ORDER BY c.id LIMIT ${limit}) c
    LEFT JOIN LATERAL (
      SELECT k.email FROM contact k
      WHERE k.company_id = c.company_id AND k.client_id = c.id AND k.email IS NOT NULL
      ORDER BY k.position, k.id LIMIT 1) person ON true
    LEFT JOIN LATERAL (
      SELECT sum(i.balance_cents)::bigint AS open,
             sum(i.balance_cents) FILTER (WHERE i.due_on < ${today}::date)::bigint AS late
      FROM invoice i WHERE i.company_id = c.company_id AND i.client_id = c.id AND i.status = 'OPEN') owed ON true
    ORDER BY c.id`;
}
