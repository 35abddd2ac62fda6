/** Sends the platform's own messages: someone waits for a sign-in link, so they go first. */
import { accountMailPorts } from "@/context/sending";
import { sendAccountMails } from "@/usecases/parties/sendAccountMails";
import type { Mailer } from "@/usecases/ports";

export async function sweepAccountMail(mailer: Mailer, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await sendAccountMails(accountMailPorts(mailer))) > 0);
}
