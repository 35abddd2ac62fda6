/** Sorts caught messages by the mailbox they would have reached. */
import type { CaughtMail } from "@/context/mailbox";

export interface Mailbox {
  address: string;
  count: number;
}

/** The mailboxes, the one written to last first. Messages come newest first. */
export function groupMailboxes(mails: readonly CaughtMail[]): Mailbox[] {
  const counts = new Map<string, number>();
  for (const address of mails.flatMap(addressesOf)) counts.set(address, (counts.get(address) ?? 0) + 1);
  return [...counts].map(([address, count]) => ({ address, count }));
}

/** Everyone a message reaches, each once, in lower case. */
export function addressesOf(mail: Pick<CaughtMail, "to">): string[] {
  return [...new Set(mail.to.map(({ address }) => address.toLowerCase()))];
}
