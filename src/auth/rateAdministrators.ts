/** Who may enter the official rates: they bind every company of the server, so no company's role gives it. */
import { env } from "@/config/env";

/**
 * True for the confirmed accounts named in RATE_ADMINISTRATORS, and for anyone in the demonstration, whose
 * data is nobody's.
 */
export function mayEnterRates(
  user: { email: string; isEmailVerified: boolean },
  isDemonstration: boolean,
): boolean {
  if (isDemonstration) return true;
  return user.isEmailVerified && env().RATE_ADMINISTRATORS.includes(user.email.toLowerCase());
}
