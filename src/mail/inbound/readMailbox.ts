import type { SmtpServer } from "../smtpServer";
import { type ImapBudget, type ImapLine, ImapSession, type ImapTimeouts, quoted } from "./imapSession";
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
  timeouts: ImapTimeouts;
}

/** What whoever reads does with one message; the next one is fetched after it. */
export type TakeMail = (mime: Uint8Array, uid: bigint) => Promise<void>;

/** Messages whose headers are looked at in one reading; the next one goes on. */
const MAX_HEADERS = 200;
/** The beginning of the headers of one message: what it answers stands there. */
const MAX_HEADER_BYTES = 65_536;
/** Messages handed over in one reading, all together; the next one goes on. */
const MAX_READING_BYTES = 50_000_000;

const BUDGET_OF_HEADERS: ImapBudget = { lines: 10_000, bytes: MAX_HEADERS * (MAX_HEADER_BYTES + 1_000) };
const BUDGET_OF_MAIL: ImapBudget = { lines: 10_000, bytes: MAX_INBOUND_BYTES + 500_000 };

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
 * Reads what has arrived since a position and hands it over, one message at a time. The folder is opened
 * for reading only (EXAMINE) and messages are peeked at: nothing is marked, moved or deleted.
 *
 * @returns where the next reading begins, and whether it has something to read already
 * @throws MailboxStepError with the step that failed, or what `take` throws
 */
export async function readMailbox(
  request: MailboxRequest,
  take: TakeMail,
): Promise<{ position: Position; hasMore: boolean }> {
  const session = await at("open", ImapSession.open(request.server, request.timeouts));
  try {
    const { userName, password, folder } = request;
    await at("login", session.command(`LOGIN ${quoted(userName)} ${quoted(password)}`));
    const opened = await at("folder", session.command(`EXAMINE ${quoted(folder)}`));
    const uidValidity = number(opened, /\[UIDVALIDITY (\d{1,10})\]/i) ?? 0n;
    const uidNext = number(opened, /\[UIDNEXT (\d{1,10})\]/i) ?? 1n;
    const isKnown = request.position?.uidValidity === uidValidity;
    const from = isKnown && request.position ? request.position.lastUid : uidNext - 1n;
    const { lastUid, hasMore } = await readBetween(session, { from, last: uidNext - 1n }, request, take);
    await session.command("LOGOUT").catch(() => undefined);
    return { hasMore, position: { uidValidity, lastUid } };
  } finally {
    session.close();
  }
}

/** Reads on after `from`, until `last` or until this reading has had its share. */
async function readBetween(
  session: ImapSession,
  { from, last }: { from: bigint; last: bigint },
  { domains, timeouts }: MailboxRequest,
  take: TakeMail,
): Promise<{ lastUid: bigint; hasMore: boolean }> {
  const until = from + BigInt(MAX_HEADERS) < last ? from + BigInt(MAX_HEADERS) : last;
  if (until <= from) return { lastUid: from, hasMore: false };
  // What was read counts even when there is more than one dialogue has time for.
  const endsAt = Date.now() + timeouts.dialogueMs / 2;
  let takenBytes = 0;
  for (const uid of await at("read", concerningUs(session, { from, until }, domains))) {
    const mime = await at("read", wholeMail(session, uid));
    if (mime) await take(mime, uid);
    takenBytes += mime?.length ?? 0;
    if (takenBytes > MAX_READING_BYTES || Date.now() > endsAt) return { lastUid: uid, hasMore: true };
  }
  return { lastUid: until, hasMore: until < last };
}

/** The messages after `from` and up to `until` that may be about ours, the oldest first. */
async function concerningUs(
  session: ImapSession,
  { from, until }: { from: bigint; until: bigint },
  domains: readonly string[],
): Promise<bigint[]> {
  const wanted = new Set<bigint>();
  const words = `UID FETCH ${from + 1n}:${until} (UID RFC822.SIZE BODY.PEEK[HEADER]<0.${MAX_HEADER_BYTES}>)`;
  for await (const { text, literals } of session.answers(words, BUDGET_OF_HEADERS)) {
    const uid = BigInt(/\bUID (\d{1,10})\b/i.exec(text)?.[1] ?? 0);
    const sizeBytes = Number(/\bRFC822\.SIZE (\d+)/i.exec(text)?.[1] ?? 0);
    const [head] = literals;
    if (!head || uid <= from || uid > until || sizeBytes > MAX_INBOUND_BYTES) continue;
    if (mayConcernUs(head.toString("latin1"), domains)) wanted.add(uid);
  }
  return [...wanted].sort((a, b) => (a < b ? -1 : 1));
}

/** A whole message, cut where none of ours could be as long; null when it is not there any more. */
async function wholeMail(session: ImapSession, uid: bigint): Promise<Buffer | null> {
  let mime: Buffer | null = null;
  const words = `UID FETCH ${uid} (BODY.PEEK[]<0.${MAX_INBOUND_BYTES}>)`;
  for await (const { literals } of session.answers(words, BUDGET_OF_MAIL)) mime ??= literals[0] ?? null;
  return mime;
}
