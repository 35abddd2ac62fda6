/** Sessions opened without the form: the sign-in itself has its own tests. */
import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import type { BrowserContext } from "playwright/test";
import { TEST_SECRET } from "../../support/environment";
import type { House } from "./house";

export const COOKIE = "dument-session";

/** Opens a session for the person of this address. @returns the value of its cookie */
export async function openSession(house: House, email: string): Promise<string> {
  const sessionId = randomUUID();
  const [session] = await house.behind.rows<{ userId: string }>(
    `INSERT INTO user_session (id, user_id, created_at, last_seen_at, device, network)
     SELECT $1, id, now(), now(), 'essai', 'direct' FROM user_account WHERE email = $2
     RETURNING user_id AS "userId"`,
    [sessionId, email],
  );
  if (!session) throw new Error(`nobody has the address ${email}`);
  return encode({ token: { userId: session.userId, sessionId }, secret: TEST_SECRET, maxAge: 86_400 });
}

/** Signs a browser in. */
export async function signIn(context: BrowserContext, house: House, email: string): Promise<void> {
  await context.addCookies([{ name: COOKIE, value: await openSession(house, email), url: house.url }]);
}
