/** The mailbox where answers to the company's messages arrive: named, opened, read from then on. */
import { inCompany } from "@/db/inCompany";
import { openMailbox, readMailbox, saveMailbox } from "@/db/parties/mailbox";
import { fieldError, line, type RawFields, readFields } from "@/domain/fields";
import { ACCESS_FIELDS } from "@/domain/parties/mailServer";
import { journalCompany } from "../journalBy";
import type { CompanyCtx } from "../ports";
import { MailboxError, type MailboxReader } from "./mailboxReader";

const MAX_PASSWORD_LENGTH = 500;
const FIELDS = {
  ...ACCESS_FIELDS,
  userName: line("l’identifiant de la boîte", 254),
  folder: line("le dossier", 100, { optional: true }),
} as const;

/**
 * Opens the mailbox once and keeps it. What is in it already is not read.
 *
 * @throws InputError with every field that is wrong, or what the opening has shown beside its field
 */
export async function saveOwnMailbox(ctx: CompanyCtx, raw: RawFields, reader: MailboxReader): Promise<void> {
  const fields = readFields(raw, FIELDS);
  const typed = raw.password ?? "";
  if (typed.length > MAX_PASSWORD_LENGTH)
    throw fieldError("password", "TOO_LONG", "Ce mot de passe est trop long.");
  const password = typed !== "" ? typed : await keptPassword(ctx, fields);
  if (!password) throw fieldError("password", "REQUIRED", "Saisissez le mot de passe de cette boîte.");
  const mailbox = { ...fields, folder: fields.folder || "INBOX", password };
  const refusal = reader.refusal(mailbox);
  if (refusal) throw fieldError("host", "HOST", refusal);
  const position = await reader.open(mailbox).catch((error: unknown) => {
    if (error instanceof MailboxError) throw fieldError(error.field, "MAILBOX", error.message);
    throw error;
  });
  await inCompany(ctx.companyId, async (tx) => {
    await saveMailbox(tx, ctx.companyId, { ...mailbox, ...position }, new Date(ctx.clock.now()));
    const { host, userName, folder } = mailbox;
    await journalCompany(tx, ctx, "company.mailbox_saved", { host, userName, folder });
  });
}

/** The password there is goes with the place and the user it was given for. */
async function keptPassword(
  ctx: CompanyCtx,
  fields: { host: string; port: number; userName: string; security: string },
): Promise<string | null> {
  const row = await inCompany(ctx.companyId, (tx) => readMailbox(tx, ctx.companyId));
  const same =
    row !== null &&
    row.host === fields.host &&
    row.port === fields.port &&
    row.userName === fields.userName &&
    row.security === fields.security;
  return same ? (openMailbox(row)?.password ?? null) : null;
}

/** Stops reading the mailbox and forgets its password. @returns true when there was one */
export async function removeOwnMailbox(ctx: CompanyCtx): Promise<boolean> {
  return inCompany(ctx.companyId, async (tx) => {
    const { count } = await tx.mailbox.deleteMany({ where: { companyId: ctx.companyId } });
    if (count > 0) await journalCompany(tx, ctx, "company.mailbox_removed", {});
    return count > 0;
  });
}
