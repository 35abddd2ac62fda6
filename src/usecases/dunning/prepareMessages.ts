/**
 * Writes the messages that are ready: checks them again and reads what they say with their invoices
 * locked, composes them without holding anything, and stores the exact bytes. A fact that changes
 * meanwhile is found when they are committed to be sent. Nothing is handed to a server here.
 */
import { readRecipients } from "@/db/dunning/contacts";
import { readCompanyFacts } from "@/db/dunning/facts";
import { readMisaddressed } from "@/db/dunning/misaddressed";
import {
  failUnwritable,
  leaseReady,
  type OutboxMessage,
  postponeReady,
  readLateNotices,
} from "@/db/dunning/outbox";
import { statementsBeyond } from "@/db/dunning/statements";
import { storeWritten } from "@/db/dunning/writtenMessages";
import { inCompany, type Tx } from "@/db/inCompany";
import { readFrozenNotes } from "@/db/legal/insolvency";
import { hasConfirmedOwner } from "@/db/parties/owners";
import { readOvertakenDecisions } from "@/db/settlement/disputeDecisions";
import { readBarredNotices } from "@/db/settlement/instalmentNotices";
import { addressStatements, readBarredStatements } from "@/db/settlement/statementMessages";
import { newId } from "@/db/values";
import type { Instant } from "@/domain/calendar";
import { type CalendarZone, timeZoneOf } from "@/domain/calendarZone";
import type { CompanyFacts } from "@/domain/dunning/facts";
import { isAutomatic } from "@/domain/dunning/note";
import { recipientsOf } from "@/domain/dunning/recipients";
import { isWindowOpen, windowFrom } from "@/domain/dunning/sendingWindow";
import { groupBy } from "@/domain/groupBy";
import { localDateAt } from "@/domain/zonedTime";
import type { MailPorts } from "../ports";
import { cancelMessages } from "./cancelMessages";
import { chooseRoute, type Route } from "./chooseRoute";
import { type ComposedBatch, composeMessages, type LoadedBatch, loadMessages } from "./writeMessages";

/** Longest time between writing a message and committing to send it. */
const LEASE_MS = 60_000;

/** Drawing a page takes up to a second: these many fit well within the lease, the others come next. */
const STATEMENTS_A_BATCH = 20;

export interface PreparedBatch {
  leaseToken: string;
  /** The company's calendar. */
  zone: CalendarZone;
  /** By which server they leave. */
  route: Route;
  /** Messages whose bytes are stored, ready to be committed and sent. */
  messages: OutboxMessage[];
  /** Bytes written just now, by message; those of an earlier attempt are in the database only. */
  mimeOf: ReadonlyMap<string, Uint8Array>;
  /** Nothing more is ready in this company. */
  isDrained: boolean;
}

/** Leases and writes up to `limit` messages of one company. */
export async function prepareMessages(
  companyId: string,
  ports: MailPorts,
  limit: number,
): Promise<PreparedBatch> {
  const leaseToken = newId();
  const now = ports.clock.now();
  const leased = await inCompany(companyId, (tx) => lease(tx, companyId, ports, { leaseToken, now, limit }), {
    timeoutMs: 60_000,
  });
  const { open, loaded, ...batch } = leased;
  const { written, unwritable } = await composeMessages(loaded, ports);
  const stored = await store(companyId, leaseToken, { written, unwritable }, now);
  const composed = new Set(loaded.toCompose.map(({ draft }) => draft.messageId));
  return {
    ...batch,
    leaseToken,
    // What is not stored was refused, or is no longer ours.
    messages: open
      .filter(({ id }) => !composed.has(id) || stored.has(id))
      .map((message) => ({ ...message, invoices: loaded.decidedOn.get(message.id) ?? message.invoices })),
    mimeOf: new Map(written.filter(({ id }) => stored.has(id)).map(({ id, mime }) => [id, mime])),
  };
}

interface LeasedBatch extends Pick<PreparedBatch, "zone" | "route" | "isDrained"> {
  open: OutboxMessage[];
  loaded: LoadedBatch;
}

/**
 * Leases messages with their invoices locked, unless no owner of the company has confirmed an address; puts
 * aside those that may not leave now, and reads what the others say.
 */
async function lease(
  tx: Tx,
  companyId: string,
  ports: MailPorts,
  { leaseToken, now, limit }: { leaseToken: string; now: Instant; limit: number },
): Promise<LeasedBatch> {
  const route = await chooseRoute(tx, companyId, now);
  const atMost = Math.min(limit, route.limit);
  const loaded: LoadedBatch = { toCompose: [], fromEmail: "", decidedOn: new Map() };
  const nothing: LeasedBatch = { zone: "METROPOLE", route, open: [], loaded, isDrained: true };
  if (atMost === 0 || !(await hasConfirmedOwner(tx, companyId))) return nothing;
  const times = { token: leaseToken, now, untilMs: now + LEASE_MS, limit: atMost };
  const found = await leaseReady(tx, companyId, times);
  ports.failpoint("before_claim_commit");
  if (found.length === 0) return nothing;
  const company = await readCompanyFacts(tx, companyId);
  const today = localDateAt(now, timeZoneOf(company.zone));
  const barred = [
    ...(await readFrozenNotes(tx, companyId, found)),
    ...(await readOvertakenDecisions(tx, companyId, found)),
    ...(await readBarredStatements(tx, companyId, found)),
    ...(await readBarredNotices(tx, companyId, found, today)),
    ...(await readLateNotices(
      tx,
      companyId,
      found.map((message) => message.id),
      today,
    )),
  ];
  const { leased, unreachable } = await addressAgain(tx, companyId, found);
  const kept = leased.filter(
    (message) =>
      mayStillLeave(message, company) && !barred.includes(message.id) && !unreachable.has(message.id),
  );
  const dropped = leased.filter((message) => !kept.includes(message)).map((message) => message.id);
  await cancelMessages(tx, companyId, dropped, now);
  const surplus = await statementsBeyond(tx, companyId, kept, STATEMENTS_A_BATCH);
  const drawable = kept.filter((message) => !surplus.has(message.id));
  const { open, later } = whenToLeave(drawable, ports, company, now);
  later.push(...[...surplus].map((id) => ({ id, until: now })));
  await postponeReady(tx, companyId, later);
  return {
    zone: company.zone,
    route,
    open,
    loaded: await loadMessages(tx, companyId, open, ports, { company, route, now }),
    isDrained: leased.length < atMost && surplus.size === 0,
  };
}

/**
 * Nothing leaves to someone who is no contact of the client any more: a statement goes to those of now,
 * while there are any; a reminder is decided again.
 */
async function addressAgain(
  tx: Tx,
  companyId: string,
  messages: readonly OutboxMessage[],
): Promise<{ leased: OutboxMessage[]; unreachable: ReadonlySet<string> }> {
  const misaddressed = await readMisaddressed(tx, companyId, messages);
  const statements = messages.filter(({ id, kind }) => kind === "ACCOUNT_STATEMENT" && misaddressed.has(id));
  if (statements.length === 0) return { leased: [...messages], unreachable: misaddressed };
  const clientIds = statements.map(({ clientId }) => clientId);
  const people = groupBy(await readRecipients(tx, companyId, clientIds), ({ clientId }) => clientId);
  const addresses = new Map(
    statements
      .map(({ id, clientId }) => ({ id, ...recipientsOf(people.get(clientId) ?? []) }))
      .filter(({ to }) => to.length > 0)
      .map((address) => [address.id, address] as const),
  );
  await addressStatements(tx, companyId, [...addresses.values()]);
  return {
    leased: messages.map((message) => {
      const address = addresses.get(message.id);
      return address ? { ...message, toEmails: address.to, ccEmails: address.cc, datedAt: null } : message;
    }),
    unreachable: new Set([...misaddressed].filter((id) => !addresses.has(id))),
  };
}

/** @returns the messages whose bytes are stored: those this lease still holds */
async function store(
  companyId: string,
  leaseToken: string,
  { written, unwritable }: ComposedBatch,
  now: Instant,
): Promise<Set<string>> {
  if (written.length + unwritable.length === 0) return new Set();
  return inCompany(companyId, async (tx) => {
    await failUnwritable(tx, companyId, leaseToken, unwritable);
    return new Set(await storeWritten(tx, companyId, leaseToken, written, now));
  });
}

/** A reminder decided on facts that changed since is dropped: the facts will decide again. */
function mayStillLeave(message: OutboxMessage, company: CompanyFacts): boolean {
  if (!isAutomatic(message.kind)) return true;
  const isAllowed = !company.paused && (message.approvedAt !== null || !company.safeMode);
  // A statement says what is true when it leaves: it is written on other facts, not dropped.
  return (message.isCurrent || message.kind === "ACCOUNT_STATEMENT") && isAllowed;
}

/** Reminders wait for the window; what goes to a large mailbox provider waits for its turn as well. */
function whenToLeave(
  messages: readonly OutboxMessage[],
  { pace }: MailPorts,
  company: CompanyFacts,
  now: Instant,
): { open: OutboxMessage[]; later: { id: string; until: Instant }[] } {
  const isOpen = isWindowOpen(company, now);
  const opensAt = isOpen ? now : windowFrom(company, now);
  const open: OutboxMessage[] = [];
  const later: { id: string; until: Instant }[] = [];
  for (const message of messages) {
    const isHeld = !isOpen && isAutomatic(message.kind);
    const until = isHeld ? opensAt : pace.reserve(message.toEmails[0] ?? "", now);
    if (until > now) later.push({ id: message.id, until });
    else open.push(message);
  }
  return { open, later };
}
