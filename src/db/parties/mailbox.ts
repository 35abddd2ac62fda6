/** The mailbox of a company, where answers are looked for. Its password is sealed for that company. */
import { seal, unseal } from "@/config/seal";
import type { Instant } from "@/domain/calendar";
import type { MailAccess } from "@/domain/parties/mailServer";
import type { Mailbox } from "../generated/client";
import type { Tx } from "../inCompany";

export type MailboxRow = Mailbox;

/** A mailbox to read, and where its reading stands. */
export interface OpenMailbox extends MailAccess {
  folder: string;
}

const place = (companyId: string) => `mailbox/${companyId}/password`;

export async function readMailbox(tx: Tx, companyId: string): Promise<MailboxRow | null> {
  return tx.mailbox.findUnique({ where: { companyId } });
}

/** What is needed to open the mailbox; null when the password that is kept can no longer be read. */
export function openMailbox(row: MailboxRow): OpenMailbox | null {
  const { companyId, host, port, security, userName, folder } = row;
  try {
    return { host, port, security, userName, password: unseal(row.password, place(companyId)), folder };
  } catch {
    return null;
  }
}

/** Keeps a mailbox that has just been opened: what is in it already is not read. */
export async function saveMailbox(
  tx: Tx,
  companyId: string,
  mailbox: OpenMailbox & { uidValidity: bigint; lastUid: bigint },
  now: Date,
): Promise<void> {
  const { password, ...rest } = mailbox;
  const data = {
    ...rest,
    password: seal(password, place(companyId)),
    readAt: now,
    problem: null,
    failures: 0,
    nextReadAt: now,
  };
  await tx.mailbox.upsert({ where: { companyId }, create: { companyId, ...data }, update: data });
}

/** What was read up to where, and when to look again. */
export async function recordReading(
  tx: Tx,
  companyId: string,
  reading: { uidValidity: bigint; lastUid: bigint; now: Instant; nextReadAt: Instant },
): Promise<void> {
  const { now, nextReadAt, ...place } = reading;
  await tx.mailbox.updateMany({
    where: { companyId },
    data: {
      ...place,
      readAt: new Date(now),
      nextReadAt: new Date(nextReadAt),
      problem: null,
      failures: 0,
    },
  });
}

/** The mailbox could not be read: it is left alone for a while. */
export async function recordMailboxProblem(
  tx: Tx,
  companyId: string,
  problem: string,
  nextReadAt: Instant,
): Promise<void> {
  await tx.mailbox.updateMany({
    where: { companyId },
    data: { problem, nextReadAt: new Date(nextReadAt), failures: { increment: 1 } },
  });
}
