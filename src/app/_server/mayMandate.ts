/** Who may name a firm in a mandate: a firm says yes to nothing, so that strangers must not flood its list. */
import { firmsOf } from "@/auth/companyAccess";
import { limitRate, RATES } from "@/auth/rateLimit";

/**
 * @param firm identifier of the firm; its own people register as many clients as they have
 * @throws DomainError in French when this person gave too many mandates today
 */
export async function requireMayMandate(userId: string, firm: string): Promise<void> {
  const isTheirs = (await firmsOf(userId)).some(({ slug }) => slug === firm.trim().toLowerCase());
  if (!isTheirs) await limitRate(RATES.mandateByUser, userId);
}
