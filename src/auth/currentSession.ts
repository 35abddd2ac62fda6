/** Who is signed in: read once a request. */
import { cookies } from "next/headers";
import { getServerSession } from "next-auth";
import { encode } from "next-auth/jwt";
import { cache } from "react";
import { env } from "@/config/env";
import type { Instant } from "@/domain/calendar";
import {
  authOptions,
  SESSION_DAYS,
  secondStepCookieName,
  sessionCookieName,
  sessionCookieOptions,
} from "./options";
import { beginSecondStep, endSecondStep, isSecondStepOpen } from "./secondStep";
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

/** Longer than the token inside, which has the last word. */
const SECOND_STEP_SECONDS = 15 * 60;

/**
 * Lets in who proved a password or a link: a session, or first the code of their telephone.
 *
 * @returns `in`, or `code` when the page of the code comes next
 */
export async function enter(
  userId: string,
  visitor: { device: string; network: string },
  now: Instant,
): Promise<"in" | "code"> {
  const token = await beginSecondStep(userId, now);
  if (token === null) {
    await startSession(userId, visitor, now);
    return "in";
  }
  const jar = await cookies();
  jar.set(secondStepCookieName(), token, { ...sessionCookieOptions(), maxAge: SECOND_STEP_SECONDS });
  return "code";
}

/** Whether this device may type the code that ends signing in. */
export async function isCodeAwaited(now: Instant): Promise<boolean> {
  const token = (await cookies()).get(secondStepCookieName())?.value;
  return token !== undefined && isSecondStepOpen(token, now);
}

/**
 * Opens the session once the code is right.
 *
 * @throws as {@link endSecondStep}
 */
export async function enterWithCode(
  code: string,
  visitor: { device: string; network: string },
  appUrl: string,
  now: Instant,
): Promise<void> {
  const jar = await cookies();
  const token = jar.get(secondStepCookieName())?.value ?? "";
  const userId = await endSecondStep(token, code, appUrl, now, Date.now());
  jar.delete({ name: secondStepCookieName(), path: "/" });
  await startSession(userId, visitor, now);
}

/** Closes the session of this device. */
export async function endSession(now: Instant): Promise<void> {
  const user = await currentSession();
  if (user) await revokeSession(user.userId, user.sessionId, now);
  const jar = await cookies();
  jar.delete({ name: sessionCookieName(), path: "/" });
}
