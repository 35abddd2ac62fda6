/** Writes what became of messages handed to a server, and everything that follows from it. */
import { type AddressNews, dateSteps, freeSteps, markAddresses, wakePlans } from "@/db/dunning/deliveries";
import { type CommittedMessage, recordOutcomes } from "@/db/dunning/outbox";
import type { Tx } from "@/db/inCompany";
import { appendJournal } from "@/db/system/journal";
import type { Instant, LocalDate } from "@/domain/calendar";
import type { AfterDelivery } from "@/domain/dunning/afterDelivery";

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
  }));
  const owned = new Set(await recordOutcomes(tx, companyId, leaseToken, outcomes, now));
  const mine = attempts.filter(({ message }) => owned.has(message.id));
  await markAddresses(tx, companyId, mine.flatMap(addressNews));
  await dateSteps(tx, companyId, idsOf(mine.filter(({ after }) => after.state === "SENT")), today);
  await freeSteps(tx, companyId, idsOf(mine.filter(hasDeadAddress)), now);
  const settled = idsOf(mine.filter(({ after }) => after.state !== "READY"));
  const invoiceIds = await wakePlans(tx, companyId, settled, now);
  await appendJournal(
    tx,
    companyId,
    mine.map(({ message, after }) => ({
      actor: "system",
      action: `message.${after.state.toLowerCase() as Lowercase<typeof after.state>}`,
      entity: "message",
      entityId: message.id,
      data: { mimeSha256: message.mimeSha256, messageId: message.messageIdHeader, note: after.note },
    })),
    now,
  );
  return invoiceIds;
}

function idsOf(attempts: readonly Attempt[]): string[] {
  return attempts.map(({ message }) => message.id);
}

/** The facts will choose another contact, or a call. */
function hasDeadAddress({ after }: Attempt): boolean {
  return after.state === "FAILED" && after.refusedAddresses.length > 0;
}

function addressNews({ message, after }: Attempt): AddressNews[] {
  if (after.state !== "SENT" && after.state !== "FAILED") return [];
  const refused = after.refusedAddresses.map(
    (one): AddressNews => ({
      clientId: message.clientId,
      email: one.recipient,
      state: "REFUSED",
      refusal: one.text.slice(0, MAX_REFUSAL),
    }),
  );
  if (after.state === "FAILED") return refused;
  const working = message.toEmails
    .filter((email) => refused.every((one) => one.email !== email))
    .map((email): AddressNews => ({ clientId: message.clientId, email, state: "WORKING", refusal: null }));
  return [...refused, ...working];
}
