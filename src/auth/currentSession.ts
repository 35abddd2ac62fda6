/** Who is signed in: read once a request. */
import { cookies } from "next/headers";
import { getServerSession } from "next-auth";
import { encode } from "next-auth/jwt";
import { cache } from "react";
import { env } from "@/config/env";
import type { Instant } from "@/domain/calendar";
import { authOptions, SESSION_DAYS, sessionCookieName, sessionCookieOptions } from "./options";
import { createSession, readSession, revokeSession, type SessionUser } from "./sessions";

/** The person behind the request, or null. */
export const currentSession = cache(async (): Promise<SessionUser | null> => {
  const session = await getServerSession(authOptions());
  if (!session?.userId || !session.sessionId) return null;
  const user = await readSession(session.sessionId, Date.now());
  return user && user.userId === session.userId ? user : null;
});

/** Opens a session on this device: a fresh one at every sign-in, so that none can be fixed beforehand. */
export async function startSession(
  userId: string,
  visitor: { device: string; network: string },
  now: Instant,
): Promise<void> {
  const sessionId = await createSession(userId, visitor, now);
  const maxAge = SESSION_DAYS * 86_400;
  const token = await encode({ token: { userId, sessionId }, secret: env().APP_SECRET, maxAge });
  const jar = await cookies();
  jar.set(sessionCookieName(), token, { ...sessionCookieOptions(), maxAge });
}

/** Closes the session of this device. */
export async function endSession(now: Instant): Promise<void> {
  const user = await currentSession();
  if (user) await revokeSession(user.userId, user.sessionId, now);
  const jar = await cookies();
  jar.delete({ name: sessionCookieName(), path: "/" });
}
