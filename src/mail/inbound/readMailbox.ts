import type { SmtpServer } from "../smtpServer";
import { type ImapLine, ImapSession, quoted } from "./imapSession";
import { MAX_INBOUND_BYTES } from "./readInbound";

export interface Position {
  uidValidity: bigint;
  lastUid: bigint;
}

export interface MailboxRequest {
  server: SmtpServer;
  userName: string;
  password: string;
  folder: string;
  /** Null: from now on. */
  position: Position | null;
  /** Right-hand sides of our Message-IDs. */
  domains: readonly string[];
  timeouts: { connectMs: number; replyMs: number };
}

/** Messages whose headers are looked at in one reading; the next one goes on. */
const MAX_HEADERS = 200;

/** The step of the reading that failed, for whoever must mend it. */
export class MailboxStepError extends Error {
  constructor(
    readonly step: "open" | "login" | "folder" | "read",
    override readonly cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause));
    this.name = "MailboxStepError";
  }
}

async function at<Result>(step: MailboxStepError["step"], work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw new MailboxStepError(step, error);
  }
}

function number(lines: readonly ImapLine[], pattern: RegExp): bigint | null {
  for (const { text } of lines) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return BigInt(found);
  }
  return null;
}

/**
 * May it be about one of our messages? Only such a message is read whole: the rest of a mailbox is
 * nobody's business. Headers tell: what it answers, or that a server wrote it.
 */
export function mayConcernUs(headers: string, domains: readonly string[]): boolean {
  const unfolded = headers.replace(/\r?\n[ \t]+/g, " ");
  const cited = [...unfolded.matchAll(/^(?:in-reply-to|references):(.*)$/gim)]
    .map((match) => match[1] ?? "")
    .join(" ");
  if (domains.some((domain) => cited.toLowerCase().includes(`@${domain}>`))) return true;
  if (/^content-type:\s*multipart\/report/im.test(unfolded) || /^x-failed-recipients:/im.test(unfolded))
    return true;
  return /^(?:from|return-path):.*(?:mailer-daemon|postmaster|mail delivery)/im.test(unfolded);
}

/**
 * Reads what has arrived since a position. The folder is opened for reading only (EXAMINE) and
 * messages are peeked at: nothing is marked, moved or deleted.
 *
 * @throws MailboxStepError with the step that failed
 */
export async function readMailbox(
  request: MailboxRequest,
): Promise<{ position: Position; mails: Buffer[]; hasMore: boolean }> {
  const session = await at("open", ImapSession.open(request.server, request.timeouts));
  try {
    const { userName, password, folder } = request;
    await at("login", session.command(`LOGIN ${quoted(userName)} ${quoted(password)}`));
    const opened = await at("folder", session.command(`EXAMINE ${quoted(folder)}`));
    const uidValidity = number(opened, /\[UIDVALIDITY (\d+)\]/i) ?? 0n;
    const uidNext = number(opened, /\[UIDNEXT (\d+)\]/i) ?? 1n;
    const isKnown = request.position?.uidValidity === uidValidity;
    const lastUid = isKnown && request.position ? request.position.lastUid : uidNext - 1n;
    const read = await at("read", readAfter(session, lastUid, uidNext, request.domains));
    await session.command("LOGOUT").catch(() => undefined);
    return { ...read, position: { uidValidity, lastUid: read.lastUid } };
  } finally {
    session.close();
  }
}

async function readAfter(
  session: ImapSession,
  lastUid: bigint,
  uidNext: bigint,
  domains: readonly string[],
): Promise<{ lastUid: bigint; mails: Buffer[]; hasMore: boolean }> {
  const until = lastUid + BigInt(MAX_HEADERS) < uidNext - 1n ? lastUid + BigInt(MAX_HEADERS) : uidNext - 1n;
  if (until <= lastUid) return { lastUid, mails: [], hasMore: false };
  const headers = await session.command(
    `UID FETCH ${lastUid + 1n}:${until} (UID RFC822.SIZE BODY.PEEK[HEADER])`,
  );
  const mails: Buffer[] = [];
  for (const line of headers) {
    const uid = /\bUID (\d+)/i.exec(line.text)?.[1];
    const sizeBytes = Number(/\bRFC822\.SIZE (\d+)/i.exec(line.text)?.[1] ?? 0);
    const head = line.literals[0];
    if (uid === undefined || !head || sizeBytes > MAX_INBOUND_BYTES) continue;
    if (BigInt(uid) <= lastUid || !mayConcernUs(head.toString("latin1"), domains)) continue;
    const whole = await session.command(`UID FETCH ${uid} (BODY.PEEK[])`);
    const mime = whole.find((answer) => answer.literals.length > 0)?.literals[0];
    if (mime) mails.push(mime);
  }
  return { lastUid: until, mails, hasMore: until < uidNext - 1n };
}
