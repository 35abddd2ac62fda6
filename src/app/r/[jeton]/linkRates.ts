/** How often a link may be opened or answered. A visitor no proxy names shares no count with the others. */
import { countAttempt, countNetwork, RATES } from "@/auth/rateLimit";

/** Counts one reading. @returns true while it is within bounds */
export async function mayRead(token: string, network: string): Promise<boolean> {
  if (!(await countNetwork(RATES.answerByNetwork, network))) return false;
  return countAttempt(RATES.openedLink, token);
}

/** Counts one answer. @returns true while it is within bounds */
export async function mayAnswer(token: string, network: string): Promise<boolean> {
  if (!(await countNetwork(RATES.answerByNetwork, network))) return false;
  return countAttempt(RATES.answerByLink, token);
}
