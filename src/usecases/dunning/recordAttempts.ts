/** Writes what became of messages handed to a server, and everything that follows from it. */
import {
  type AddressNews,
  dateSteps,
  freeSteps,
  markAddresses,
  wakeClients,
  wakePlans,
} from "@/db/dunning/deliveries";
import { markBounced } from "@/db/dunning/inbound";
import { type CommittedMessage, recordOutcomes } from "@/db/dunning/outbox";
import type { Tx } from "@/db/inCompany";
import { appendJournal } from "@/db/system/journal";
import type { Instant, LocalDate } from "@/domain/calendar";
import type { AfterDelivery } from "@/domain/dunning/afterDelivery";
import type { RejectedRecipient } from "@/domain/dunning/deliveryOutcome";
import { recipientsLeft } from "@/domain/dunning/recipients";

export interface Attempt {
  message: CommittedMessage;
  after: AfterDelivery;
  /** The server was at fault and not the message: the attempt does not count. */
  isUncounted: boolean;
}

/** Whose lease these attempts were made under, and when. */
export interface AttemptTimes {
  leaseToken: string;
  /** The company's own calendar day. */
  today: LocalDate;
  now: Instant;
}

const MAX_REFUSAL = 300;

/**
 * Records attempts, marks addresses, dates or frees the steps, and wakes the plans of the
 * invoices. An attempt whose lease was taken over meanwhile changes nothing.
 *
 * @returns invoices to decide again
 */
export async function recordAttempts(
  tx: Tx,
  companyId: string,
  attempts: readonly Attempt[],
  { leaseToken, today, now }: AttemptTimes,
): Promise<string[]> {
  const outcomes = attempts.map(({ message, after, isUncounted }) => ({
    id: message.id,
    state: after.state,
    outcome: after.note,
    dueAt: after.state === "READY" ? new Date(now + after.retryInMs) : null,
    isUncounted,
    settledEmails: settledBy(message, after),
    unservedEmails: unservedBy(after),
  }));
  const owned = new Set(await recordOutcomes(tx, companyId, leaseToken, outcomes, now));
  const mine = attempts.filter(({ message }) => owned.has(message.id));
  const news = mine.flatMap(addressNews);
  await markAddresses(tx, companyId, news);
  const lost = mine.filter(isLost);
  for (const { message, after } of lost) await markBounced(tx, companyId, message.id, after.note, now);
  await dateSteps(tx, companyId, idsOf(mine.filter(({ after }) => after.state === "SENT")), today);
  await freeSteps(tx, companyId, idsOf([...lost, ...mine.filter(hasDeadAddress)]), now);
  const settled = idsOf(mine.filter(({ after }) => after.state !== "READY"));
  const spokenOf = await wakePlans(tx, companyId, settled, now);
  const others = await wakeClients(tx, companyId, clientsWithout(news), now);
  await appendJournal(
    tx,
    companyId,
    mine.map((attempt) => {
      const { message, after } = attempt;
      const { mimeSha256, messageIdHeader: messageId } = message;
      return {
        actor: "system",
        action: `message.${after.state.toLowerCase() as Lowercase<typeof after.state>}`,
        entity: "message",
        entityId: message.id,
        data: { mimeSha256, messageId, note: after.note, ...(isLost(attempt) && { isLost: true }) },
      };
    }),
    now,
  );
  return [...new Set([...spokenOf, ...others])];
}

/** Clients one of whose addresses was refused: an email about their other invoices may have become a call. */
function clientsWithout(news: readonly AddressNews[]): string[] {
  return [...new Set(news.filter(({ state }) => state === "REFUSED").map(({ clientId }) => clientId))];
}

function idsOf(attempts: readonly Attempt[]): string[] {
  return attempts.map(({ message }) => message.id);
}

/** Copies left, and nobody it is addressed to will have it: as after a bounce, its step did not happen. */
function isLost({ after }: Attempt): boolean {
  return after.state === "SENT" && after.isLost;
}

/** Recipients that another attempt leaves out: the server took it for them, or refused them for good. */
function settledBy(message: CommittedMessage, after: AfterDelivery): string[] {
  const unserved =
    after.state === "READY"
      ? after.partial?.pending
      : after.state === "FAILED"
        ? (after.rejected ?? undefined)
        : undefined;
  return unserved === undefined ? [] : recipientsLeft(message).filter((email) => !unserved.includes(email));
}

/** Recipients whom a server refused it for, while it left for others. */
function unservedBy(after: AfterDelivery): readonly string[] {
  if (after.state === "READY") return after.partial?.refused ?? [];
  return after.state === "UNCERTAIN" ? [] : (after.rejected ?? []);
}

/** The facts will choose another contact, or a call. */
function hasDeadAddress({ after }: Attempt): boolean {
  return after.state === "FAILED" && after.refusedAddresses.length > 0;
}

function addressNews({ message, after }: Attempt): AddressNews[] {
  const { clientId } = message;
  const refused = refusedBy(after).map(
    (one): AddressNews => ({
      clientId,
      email: one.recipient,
      state: "REFUSED",
      refusal: one.text.slice(0, MAX_REFUSAL),
    }),
  );
  if (after.state !== "SENT") return refused;
  const working = message.toEmails
    .filter((email) => !message.settledEmails.includes(email) && !after.rejected.includes(email))
    .map((email): AddressNews => ({ clientId, email, state: "WORKING", refusal: null }));
  return [...refused, ...working];
}

/** Addresses that do not exist any more, in the words of the server. */
function refusedBy(after: AfterDelivery): readonly RejectedRecipient[] {
  if (after.state === "SENT" || after.state === "FAILED") return after.refusedAddresses;
  return after.state === "READY" ? (after.partial?.refusedAddresses ?? []) : [];
}
