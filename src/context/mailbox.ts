/** What the mail catcher keeps, as a person reads it: for the inbox of the demonstration. */
import { env } from "@/config/env";
import type { CaughtMail } from "@/mail/caughtMails";
import { type ReadMail, readMime } from "@/mail/readMime";

export type { CaughtMail } from "@/mail/caughtMails";
export type { ReadMail } from "@/mail/readMime";

/** The catcher keeps no more than this. */
const MOST_MAILS = 2_000;
const PATIENCE_MS = 5_000;
const ID = /^\d{15}-\d{6}$/;

async function ask(path: string): Promise<Response | null> {
  const { MAIL_CATCHER_URL } = env();
  if (!MAIL_CATCHER_URL) return null;
  const url = new URL(path, MAIL_CATCHER_URL);
  return fetch(url, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => null);
}

/** Every message kept, newest first; null when the catcher does not answer. */
export async function listCaughtMails(): Promise<CaughtMail[] | null> {
  const response = await ask(`/messages?limit=${MOST_MAILS}`);
  return response?.ok ? ((await response.json()) as CaughtMail[]) : null;
}

/** One message as it was sent; null when it is not there (any more). */
export async function readCaughtMail(id: string): Promise<ReadMail | null> {
  if (!ID.test(id)) return null;
  const response = await ask(`/messages/${id}`);
  return response?.ok ? readMime(new Uint8Array(await response.arrayBuffer())) : null;
}
