/** The keys of the company's programs, as their page shows them. */
import { inCompany } from "@/db/inCompany";
import { readApiKeys } from "@/db/parties/apiKeys";
import { readActorNames } from "@/db/system/journalPages";
import { addDays, type LocalDate } from "@/domain/calendar";
import type { ApiScope } from "@/domain/parties/apiKey";
import { localDateAt } from "@/domain/zonedTime";
import type { CompanyCtx } from "../ports";
import { readCompanyZone } from "./readCompanyZone";
import { notFound } from "./saveClient";

export interface ApiKeyView {
  id: string;
  name: string;
  scope: ApiScope;
  ending: string;
  createdOn: LocalDate;
  creator: string;
  /** Who made it works here no more, and may have kept it: the company keeps the key, and should replace it. */
  isCreatorGone: boolean;
  /** Last day it works; null: until it is revoked. */
  expiresOn: LocalDate | null;
  isExpired: boolean;
  lastUsedOn: LocalDate | null;
}

/** One of the keys that were not revoked. @throws DomainError NOT_FOUND for any other */
export async function readApiKey(ctx: CompanyCtx, keyId: string): Promise<ApiKeyView> {
  const key = (await listApiKeys(ctx)).find(({ id }) => id === keyId);
  if (!key) throw notFound();
  return key;
}

/** Keys that were not revoked, the newest first: a page holds them all. */
export async function listApiKeys(ctx: CompanyCtx): Promise<ApiKeyView[]> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  return inCompany(companyId, async (tx) => {
    const keys = await readApiKeys(tx, companyId);
    const zone = await readCompanyZone(tx, companyId);
    const creatorIds = keys.map(({ createdById }) => createdById);
    const { users } = await readActorNames(tx, creatorIds, []);
    const members = await tx.membership.findMany({
      where: { companyId, userId: { in: creatorIds } },
      select: { userId: true },
    });
    const present = new Set(members.map(({ userId }) => userId));
    const dayOf = (at: Date) => localDateAt(at.getTime(), zone);
    return keys.map(({ createdById, createdAt, expiresAt, lastUsedAt, ...key }) => ({
      ...key,
      createdOn: dayOf(createdAt),
      creator: users.get(createdById) ?? "une personne partie",
      isCreatorGone: !present.has(createdById),
      // It ends with the first instant of the day after.
      expiresOn: expiresAt && addDays(dayOf(expiresAt), -1),
      isExpired: expiresAt !== null && expiresAt.getTime() <= now,
      lastUsedOn: lastUsedAt && dayOf(lastUsedAt),
    }));
  });
}
