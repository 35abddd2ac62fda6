/** Reminders about the same invoices stand in one conversation at the debtor's. */

export interface Thread {
  /** Message-ID this one answers. */
  inReplyTo: string;
  /** Message-IDs of the conversation, oldest first. */
  references: readonly string[];
  /** Subject of the first message, when this one is about the same invoices and goes on with it. */
  subject: string | null;
}

/** Most messages cited: the first one and the last ones are what mail readers look at. */
const MAX_REFERENCES = 20;

/** The conversation a message goes on with; null when it is the first one. Earlier ones come oldest first. */
export function threadOf(
  earlier: readonly { header: string; subject: string; isSameSubject: boolean }[],
): Thread | null {
  const headers = earlier.map((message) => message.header);
  const [first] = headers;
  const last = headers.at(-1);
  if (first === undefined || last === undefined) return null;
  const references =
    headers.length <= MAX_REFERENCES ? headers : [first, ...headers.slice(-(MAX_REFERENCES - 1))];
  const same = earlier.find((message) => message.isSameSubject);
  return { inReplyTo: last, references, subject: same ? withoutMark(same.subject) : null };
}

/** « en retard de 101 jours »: true on the day it was written only. */
const COUNTS_DAYS = /\d\s*(?:jours?|days?)(?![\p{L}\p{N}])/iu;

/**
 * `Re: ` and the subject of the first message: some readers (Gmail first) break a conversation
 * when anything else in its subject changes. French mail programs understand `Re:` as well.
 * A subject that counts days is no longer true: the message then has its own.
 */
export function threadSubject(own: string, thread: Thread | null): string {
  return thread?.subject && !COUNTS_DAYS.test(thread.subject) ? `Re: ${thread.subject}` : own;
}

function withoutMark(subject: string): string {
  return subject.replace(/^(?:re|tr|fwd?)\s*:\s*/i, "");
}
