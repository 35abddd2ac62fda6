/** Which company a program may enter by its key, and as what: read from the database on each request. */
import { type FoundApiKey, findApiKey } from "@/db/parties/apiKeys";
import { hashLinkToken } from "@/db/system/linkSecret";
import type { Instant } from "@/domain/calendar";
import { isApiKey } from "@/domain/parties/apiKey";

const BEARER = /^Bearer ([\x21-\x7e]{1,200})$/i;

/**
 * The key of an `Authorization` header. Wrong, ended and revoked are one and the same, and take the same time.
 *
 * @returns null when there is none that works
 */
export async function accessByKey(authorization: string | null, now: Instant): Promise<FoundApiKey | null> {
  const key = BEARER.exec(authorization ?? "")?.[1] ?? "";
  return isApiKey(key) ? findApiKey(hashLinkToken(key), now) : null;
}
