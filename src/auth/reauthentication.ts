/**
 * Asks a person who is signed in to prove again who they are, before what an open session alone
 * must not be able to do: bank details, the address or the password of the account.
 */
import { asNobody } from "@/db/inCompany";
import type { Instant } from "@/domain/calendar";
import { fieldError } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { verifyPassword } from "./passwords";
import { limitRate, RATES } from "./rateLimit";
import type { SessionUser } from "./sessions";

/** How long a sign-in by link counts as proof, for people who have no password. */
const FRESH_MS = 15 * 60_000;

/** How the person proved it, for the journal. */
export type Proof = "password" | "link";

/** What the form must ask for: a password, nothing (a fresh link was used), or a new link first. */
export function proofNeeded(user: SessionUser, now: Instant): "password" | "none" | "link" {
  if (user.hasPassword) return "password";
  return now - user.signedInAt <= FRESH_MS ? "none" : "link";
}

/**
 * @param password what was typed in the field `currentPassword`
 * @throws InputError beside the field when the password is wrong; DomainError `FRESH_LINK` when a
 *   link must be used first
 */
export async function proveIdentity(user: SessionUser, password: string, now: Instant): Promise<Proof> {
  const needed = proofNeeded(user, now);
  if (needed === "none") return "link";
  if (needed === "link") {
    throw new DomainError(
      "FRESH_LINK",
      "Pour ce geste, reconnectez-vous d’abord avec un lien reçu par courriel, puis revenez dans les quinze minutes.",
    );
  }
  if (password === "") {
    throw fieldError("currentPassword", "REQUIRED", "Tapez votre mot de passe\u00a0: ce geste le demande.");
  }
  await limitRate(RATES.signInByAccount, user.email);
  const stored = await asNobody((tx) =>
    tx.user.findUniqueOrThrow({ where: { id: user.userId }, select: { passwordHash: true } }),
  );
  if (!(await verifyPassword(stored.passwordHash, password))) {
    throw fieldError("currentPassword", "WRONG", "Ce n’est pas votre mot de passe actuel.");
  }
  return "password";
}
