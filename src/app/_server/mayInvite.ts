/** Who may have the platform write: a confirmed address, and not too often. */
import { limitRate, RATES } from "@/auth/rateLimit";
import type { SessionUser } from "@/auth/sessions";
import { DomainError } from "@/domain/invariant";

/**
 * To someone who did not ask.
 *
 * @throws DomainError in French when the person may not send an invitation now
 */
export async function requireMayInvite(user: SessionUser): Promise<void> {
  requireConfirmed(user);
  await limitRate(RATES.inviteByUser, user.userId);
}

/**
 * A test of a message, or the question whether a mailbox takes copies.
 *
 * @throws DomainError in French when none may leave now
 */
export async function requireMaySendTest(user: SessionUser, companyId: string): Promise<void> {
  requireConfirmed(user);
  await limitRate(RATES.mailTestByCompany, companyId);
}

function requireConfirmed(user: SessionUser): void {
  if (user.isEmailVerified) return;
  throw new DomainError(
    "UNCONFIRMED",
    "Confirmez d’abord votre propre adresse, avec le lien reçu à l’ouverture de votre compte.",
  );
}
