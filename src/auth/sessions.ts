/** One row a sign-in on a device: what makes signing out everywhere, and listing devices, possible. */
import { asNobody, isId, type Tx } from "@/db/inCompany";
import { newId } from "@/db/values";
import type { Instant } from "@/domain/calendar";

export interface SessionUser {
  sessionId: string;
  userId: string;
  name: string;
  email: string;
  hasPassword: boolean;
  /** The address was confirmed by a link. */
  isEmailVerified: boolean;
  /** When this session was opened. */
  signedInAt: Instant;
}

export interface DeviceSession {
  id: string;
  device: string;
  network: string;
  createdAt: Date;
  lastSeenAt: Date;
}

const USER_FIELDS = { id: true, name: true, email: true, passwordHash: true, emailVerifiedAt: true } as const;

/** A session is forgotten after this long without a visit. */
const IDLE_DAYS = 30;
/** The last visit is written at most this often. */
const SEEN_EVERY_MS = 10 * 60_000;

export async function createSession(
  userId: string,
  visitor: { device: string; network: string },
  now: Instant,
): Promise<string> {
  const id = newId();
  await asNobody((tx) =>
    tx.userSession.create({
      data: {
        id,
        userId,
        createdAt: new Date(now),
        lastSeenAt: new Date(now),
        device: visitor.device.slice(0, 200),
        network: visitor.network.slice(0, 60),
      },
    }),
  );
  return id;
}

/** The person of a session, or null when it was revoked or left unused too long. */
export async function readSession(sessionId: string, now: Instant): Promise<SessionUser | null> {
  return asNobody(async (tx) => {
    const session = await tx.userSession.findUnique({
      where: { id: sessionId },
      include: { user: { select: USER_FIELDS } },
    });
    if (!session || session.revokedAt !== null) return null;
    const idleMs = now - session.lastSeenAt.getTime();
    if (idleMs > IDLE_DAYS * 86_400_000) return null;
    if (idleMs > SEEN_EVERY_MS) {
      await tx.userSession.update({ where: { id: sessionId }, data: { lastSeenAt: new Date(now) } });
    }
    const { id: userId, name, email, passwordHash, emailVerifiedAt } = session.user;
    return {
      sessionId,
      userId,
      name,
      email,
      hasPassword: passwordHash !== null,
      isEmailVerified: emailVerifiedAt !== null,
      signedInAt: session.createdAt.getTime(),
    };
  });
}

export async function listSessions(userId: string): Promise<DeviceSession[]> {
  return asNobody((tx) =>
    tx.userSession.findMany({
      where: { userId, revokedAt: null },
      orderBy: { lastSeenAt: "desc" },
      select: { id: true, device: true, network: true, createdAt: true, lastSeenAt: true },
      take: 50,
    }),
  );
}

/** Ends one session of this user; another user's session is left alone. */
export async function revokeSession(userId: string, sessionId: string, now: Instant): Promise<void> {
  if (!isId(sessionId)) return;
  await asNobody((tx) =>
    tx.userSession.updateMany({
      where: { id: sessionId, userId, revokedAt: null },
      data: { revokedAt: new Date(now) },
    }),
  );
}

/** Signs out everywhere; `exceptSessionId` keeps the device in hand. */
export async function revokeAllSessions(
  userId: string,
  now: Instant,
  exceptSessionId?: string,
): Promise<number> {
  return asNobody((tx) => revokeSessionsIn(tx, userId, now, exceptSessionId));
}

/** Like {@link revokeAllSessions}, in the transaction of what asks for it. */
export async function revokeSessionsIn(
  tx: Tx,
  userId: string,
  now: Instant,
  exceptSessionId?: string,
): Promise<number> {
  const result = await tx.userSession.updateMany({
    where: { userId, revokedAt: null, ...(exceptSessionId && { id: { not: exceptSessionId } }) },
    data: { revokedAt: new Date(now) },
  });
  return result.count;
}
