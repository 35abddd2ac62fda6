/** Messages of the platform as they wait, opened: what a person would read, and the token of its link. */

import { unseal } from "@/config/seal";
import type { AccountMailContent } from "@/db/system/accountMail";
import { asOwner, type TestDatabase } from "./database";

export interface WaitingMail {
  to: string;
  content: AccountMailContent;
}

/** Every message in the order it was queued. */
export async function sentMails(database: TestDatabase): Promise<WaitingMail[]> {
  const rows = await asOwner<{ id: string; to_email: string; sealed: Buffer | null }>(
    database,
    "SELECT id, to_email, sealed FROM account_mail ORDER BY id",
  );
  return rows.flatMap(({ id, to_email, sealed }) =>
    sealed
      ? [{ to: to_email, content: JSON.parse(unseal(sealed, `account_mail/${id}`)) as AccountMailContent }]
      : [],
  );
}

/** The token of the newest link of this kind sent to this address. */
export async function tokenIn(database: TestDatabase, to: string, before: string): Promise<string> {
  const mails = (await sentMails(database)).filter((mail) => mail.to === to);
  const url = mails
    .map(({ content }) => content.button.url)
    .findLast((candidate) => candidate.includes(before));
  const token = url?.split(before)[1];
  if (!token) throw new Error(`no link ${before} was sent to ${to}`);
  return token;
}
