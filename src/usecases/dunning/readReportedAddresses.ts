/** What came back says of the addresses we wrote to: which are given up, and why. */
import type { AddressNews } from "@/db/dunning/deliveries";
import { type AnsweredMessage, haveBouncedBefore } from "@/db/dunning/inbound";
import type { Tx } from "@/db/inCompany";
import {
  COMPLAINT_WORDS,
  type InboundFinding,
  isDeadAddress,
  MOST_BOUNCES,
  type ReportedRecipient,
  reportWords,
  wornWords,
} from "@/domain/dunning/inbound";

export interface ReportedAddresses {
  /** Recipients of ours that a server gave up on this time. */
  failedEmails: string[];
  /** Addresses not to write to any more. */
  news: AddressNews[];
}

/**
 * An address is given up when its server says that it is dead, when the last {@link MOST_BOUNCES}
 * messages to it came back whatever the reason, or when its owner reported ours as unwanted.
 */
export async function readReportedAddresses(
  tx: Tx,
  companyId: string,
  message: AnsweredMessage,
  finding: InboundFinding,
): Promise<ReportedAddresses> {
  const news = (email: string, refusal: string): AddressNews => ({
    clientId: message.clientId,
    email,
    state: "REFUSED",
    refusal,
  });
  if (finding.kind === "COMPLAINT") {
    const readers = ours(message, finding.recipients.length === 0 ? [null] : finding.recipients);
    return { failedEmails: [], news: readers.map((email) => news(email, COMPLAINT_WORDS)) };
  }
  if (finding.kind !== "REPORT") return { failedEmails: [], news: [] };
  const failed = failures(message, finding.recipients);
  const given: AddressNews[] = [];
  for (const { email, recipient } of failed) {
    if (isDeadAddress(recipient)) given.push(news(email, reportWords(recipient)));
    else if (await haveBouncedBefore(tx, companyId, message, email, MOST_BOUNCES - 1)) {
      given.push(news(email, wornWords(reportWords(recipient))));
    }
  }
  return { failedEmails: failed.map(({ email }) => email), news: given };
}

/** Addresses of ours that these names stand for. A report that names nobody is about the only one. */
function ours(message: AnsweredMessage, named: readonly (string | null)[]): string[] {
  const all = [...message.toEmails, ...message.ccEmails];
  const found = named.flatMap((name) => {
    const email = all.find((one) => one.toLowerCase() === name?.toLowerCase());
    // Forwarded mail comes back under another name: with one recipient there is no doubt.
    return email ?? (all.length === 1 ? (all[0] ?? []) : []);
  });
  return [...new Set(found)];
}

function failures(message: AnsweredMessage, recipients: readonly ReportedRecipient[]) {
  return recipients
    .filter(({ action }) => action === "failed")
    .flatMap((recipient) => ours(message, [recipient.address]).map((email) => ({ email, recipient })));
}
