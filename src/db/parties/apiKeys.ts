/** Keys of programs: found before the company is known, by the hash of the key only. */
import type { Instant } from "@/domain/calendar";
import type { ApiScope } from "@/domain/parties/apiKey";
import { asSystem, inCompany, type Tx } from "../inCompany";

/** The last use is written at most this often. */
const USED_EVERY_MS = 3_600_000;

export interface FoundApiKey {
  companyId: string;
  id: string;
  scope: ApiScope;
}

/** The working key of this hash, whose use is noted; null when there is none, it has ended or was revoked. */
export async function findApiKey(tokenHash: string, now: Instant): Promise<FoundApiKey | null> {
  const [found] = await asSystem(
    (tx) => tx.$queryRaw<{ companyId: string; id: string }[]>`
      SELECT company_id AS "companyId", id FROM api_key
      WHERE token_hash = ${tokenHash} AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ${new Date(now)})`,
  );
  if (!found) return null;
  const where = { companyId_id: found };
  return inCompany(found.companyId, async (tx) => {
    const key = await tx.apiKey.findUnique({ where, select: { scope: true, lastUsedAt: true } });
    if (!key) return null;
    if (key.lastUsedAt === null || now - key.lastUsedAt.getTime() > USED_EVERY_MS) {
      await tx.apiKey.update({ where, data: { lastUsedAt: new Date(now) }, select: { id: true } });
    }
    return { ...found, scope: key.scope };
  });
}

export interface ApiKeyRow {
  id: string;
  name: string;
  scope: ApiScope;
  ending: string;
  createdById: string;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
}

/** Keys of the company that were not revoked, the newest first. */
export async function readApiKeys(tx: Tx, companyId: string): Promise<ApiKeyRow[]> {
  return tx.apiKey.findMany({
    where: { companyId, revokedAt: null },
    select: {
      id: true,
      name: true,
      scope: true,
      ending: true,
      createdById: true,
      createdAt: true,
      expiresAt: true,
      lastUsedAt: true,
    },
    orderBy: { id: "desc" },
  });
}

/** Names of keys, revoked ones included: the journal speaks of them. */
export async function readApiKeyNames(
  tx: Tx,
  companyId: string,
  keyIds: readonly string[],
): Promise<Map<string, string>> {
  if (keyIds.length === 0) return new Map();
  const rows = await tx.apiKey.findMany({
    where: { companyId, id: { in: [...keyIds] } },
    select: { id: true, name: true },
  });
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** What of these payments and invoices was recorded by a key: the name of the key by entity. */
export async function readKeyDeeds(
  tx: Tx,
  companyId: string,
  entityIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.$queryRaw<{ entityId: string; name: string }[]>`
    SELECT j.entity_id AS "entityId", k.name
    FROM journal_entry j JOIN api_key k ON k.company_id = j.company_id AND j.actor = 'key:' || k.id::text
    WHERE j.company_id = (SELECT ${companyId}::uuid) AND j.entity_id = ANY(${[...entityIds]}::uuid[])
      AND j.action IN ('invoice.created', 'payment.recorded')`;
  return new Map(rows.map((row) => [row.entityId, row.name]));
}

/** Names of the keys that suspended an invoice, by the instant they did. */
export async function readHoldKeys(
  tx: Tx,
  companyId: string,
  invoiceId: string,
): Promise<Map<number, string>> {
  const rows = await tx.$queryRaw<{ at: Date; name: string }[]>`
    SELECT j.at, k.name
    FROM journal_entry j JOIN api_key k ON k.company_id = j.company_id AND j.actor = 'key:' || k.id::text
    WHERE j.company_id = (SELECT ${companyId}::uuid) AND j.entity_id = ${invoiceId}::uuid AND j.action = 'hold.started'`;
  return new Map(rows.map(({ at, name }) => [at.getTime(), name]));
}
