/** The first time a person proves that an address is theirs. */
import type { Tx } from "@/db/inCompany";
import type { Instant } from "@/domain/calendar";
import { revokeSessionsIn } from "./sessions";
import { spendTokens } from "./tokens";

/** An account whose address nobody had proved yet. */
export interface UnprovenUser {
  id: string;
  email: string;
  passwordHash: string | null;
}

/**
 * Confirms an address proved from elsewhere than a session of the account. Anyone may sign up with
 * the address of somebody else: whoever reads it gets the account, and whoever opened it loses it.
 * The password is erased, every session closed, and no link asked for before works any more.
 *
 * @returns true when a password was erased: the person must be told to choose one
 */
export async function proveFromElsewhere(tx: Tx, user: UnprovenUser, now: Instant): Promise<boolean> {
  await tx.user.update({
    where: { id: user.id },
    data: { emailVerifiedAt: new Date(now), passwordHash: null },
  });
  await revokeSessionsIn(tx, user.id, now);
  await spendTokens(tx, { userId: user.id, emails: [user.email] }, now);
  return user.passwordHash !== null;
}
