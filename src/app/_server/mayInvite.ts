/** Who may have the platform write to someone who did not ask: a confirmed address, and not too often. */
import { limitRate, RATES } from "@/auth/rateLimit";
import type { SessionUser } from "@/auth/sessions";
import { DomainError } from "@/domain/invariant";

/** @throws DomainError in French when the person may not send an invitation now */
export async function requireMayInvite(user: SessionUser): Promise<void> {
  if (!user.isEmailVerified) {
    throw new DomainError(
      "UNCONFIRMED",
      "Confirmez d’abord votre propre adresse, avec le lien reçu à l’ouverture de votre compte.",
    );
  }
  await limitRate(RATES.inviteByUser, user.userId);
}
