/** Messages of the platform to its users, waiting to leave. */
import { seal, unseal } from "@/config/seal";
import type { Instant } from "@/domain/calendar";
import type { ReminderContent } from "@/domain/dunning/reminder";
import { asNobody, type Tx } from "../inCompany";
import { newId } from "../values";

export interface AccountMailContent {
  subject: string;
  preheader: string;
  paragraphs: readonly string[];
  button: { label: string; url: string };
  notice: string;
  /** A reminder tried by the person who writes it, in place of the words above. */
  reminder?: { fromName: string; content: ReminderContent };
}

export interface WaitingAccountMail {
  id: string;
  toEmail: string;
  /** This one included. */
  attempts: number;
  sealed: Uint8Array;
}

const LEASE_MS = 15 * 60_000;
const place = (id: string) => `account_mail/${id}`;

/** Queues one message. Its words hold a link: they are sealed until it leaves. */
export async function queueAccountMail(
  toEmail: string,
  content: AccountMailContent,
  now: Instant,
): Promise<void> {
  await asNobody((tx) => queueAccountMailIn(tx, toEmail, content, now));
}

/** Queues one message with what it announces: neither exists without the other. */
export async function queueAccountMailIn(
  tx: Tx,
  toEmail: string,
  content: AccountMailContent,
  now: Instant,
): Promise<void> {
  const id = newId();
  await tx.accountMail.create({
    data: {
      id,
      toEmail,
      sealed: seal(JSON.stringify(content, withoutBigint), place(id)),
      dueAt: new Date(now),
      createdAt: new Date(now),
    },
  });
}

function withoutBigint(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}

/**
 * Takes messages that are due. A link asked for twice may arrive twice: unlike a reminder, a
 * message whose sender died is taken again after its lease. The one that waits longest comes first.
 */
export async function takeAccountMails(now: Instant, limit: number): Promise<WaitingAccountMail[]> {
  const rows = await asNobody(
    (tx) => tx.$queryRaw<(WaitingAccountMail & { dueAt: Date })[]>`
      UPDATE account_mail SET lease_until = ${new Date(now + LEASE_MS)}, attempts = attempts + 1
      WHERE id IN (
        SELECT id FROM account_mail
        WHERE closed_at IS NULL AND sealed IS NOT NULL AND due_at <= ${new Date(now)} AND (lease_until IS NULL OR lease_until < ${new Date(now)})
        ORDER BY due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      RETURNING id, to_email AS "toEmail", attempts, sealed, due_at AS "dueAt"`,
  );
  return rows.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
}

/** The words of a message. @throws when they cannot be read any more: the key they were sealed with is gone */
export function openAccountMail({ id, sealed }: WaitingAccountMail): AccountMailContent {
  return JSON.parse(unseal(sealed, place(id))) as AccountMailContent;
}

/** Records the end of an attempt. `retryAt` null: it left, or will not be tried again; its words are erased. */
export async function settleAccountMail(
  id: string,
  outcome: string,
  retryAt: Date | null,
  now: Instant,
): Promise<void> {
  await asNobody((tx) =>
    tx.accountMail.update({
      where: { id },
      data: retryAt
        ? { outcome, dueAt: retryAt, leaseUntil: null }
        : { outcome, sealed: null, closedAt: new Date(now), leaseUntil: null },
    }),
  );
}
