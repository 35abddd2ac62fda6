/** What becomes of a note that did not leave, or came back: another one leaves, or it is filed. */
import { readRecipients } from "@/db/dunning/contacts";
import {
  insertAnother,
  isNoteOvertaken,
  type NoteRecipients,
  readAwaitedNote,
  type UnsentNote,
} from "@/db/dunning/refusedNotes";
import { inCompany, type Tx } from "@/db/inCompany";
import { recipientsOf } from "@/domain/dunning/recipients";
import { DomainError } from "@/domain/invariant";
import { companyToday } from "../invoicing/saveInvoice";
import { journalAt } from "../journalBy";
import { actorUserId, type CompanyCtx } from "../ports";
import { lockMessages, messageMoved, requireOne, told } from "./lockMessages";

/**
 * « Renvoyer »: the same words leave again in a message of their own; the refused one stays as it was, and no
 * longer waits.
 *
 * @throws DomainError MESSAGE_MOVED when it does not wait any more; NOTE_OVERTAKEN when its figures or its days
 *   are not those of today; NO_RECIPIENT when no address of the client works
 */
export async function resendNote(ctx: CompanyCtx, messageId: string): Promise<void> {
  const { companyId } = ctx;
  await inCompany(companyId, async (tx) => {
    const note = await lockRefusedNote(tx, companyId, messageId);
    if (await isOvertaken(tx, ctx, note)) {
      throw new DomainError(
        "NOTE_OVERTAKEN",
        "Les montants ou les dates de ce message ne sont plus d’actualité : classez-le, et écrivez à votre client.",
      );
    }
    const recipients = await recipientsNow(tx, companyId, note);
    if (recipients.toEmails.length === 0) {
      throw new DomainError(
        "NO_RECIPIENT",
        "Aucune adresse de ce client ne fonctionne : corrigez-la sur sa fiche, puis renvoyez ce message.",
      );
    }
    await settle(tx, ctx, note.id);
    await sendAnother(tx, ctx, note, recipients);
  });
  await ctx.bell.ring("mail", { companyId });
}

/**
 * « Classer »: the client was told otherwise, or need not be. The message stays readable where it was.
 *
 * @throws DomainError MESSAGE_MOVED when it does not wait any more
 */
export async function fileNote(ctx: CompanyCtx, messageId: string): Promise<void> {
  await inCompany(ctx.companyId, async (tx) => {
    const { id } = await lockRefusedNote(tx, ctx.companyId, messageId);
    await settle(tx, ctx, id);
    await journalAt(tx, ctx, told("message.filed")(id), ctx.clock.now());
  });
}

/** A note whose fate nobody knew, that did not leave according to a person, and that its client still waits for. */
export interface UnsentAwaited {
  note: UnsentNote;
  /** Whom another one goes to; null when it cannot leave as it is: it is overtaken, or nobody can receive it. */
  recipients: NoteRecipients | null;
}

/** What is to be known of such a message before it is settled; null when it is no note that its client waits for. */
export async function readUnsent(tx: Tx, ctx: CompanyCtx, messageId: string): Promise<UnsentAwaited | null> {
  const note = await readAwaitedNote(tx, ctx.companyId, messageId);
  if (!note) return null;
  const recipients = await recipientsNow(tx, ctx.companyId, note);
  const mayLeave = recipients.toEmails.length > 0 && !(await isOvertaken(tx, ctx, note));
  return { note, recipients: mayLeave ? recipients : null };
}

/**
 * Locks a note that was refused or came back and waits for a person.
 *
 * @throws DomainError MESSAGE_MOVED when it does not, or not any more
 */
async function lockRefusedNote(tx: Tx, companyId: string, messageId: string): Promise<UnsentNote> {
  const { ids } = await lockMessages(tx, companyId, [messageId], "FAILED", "SENT");
  const id = requireOne(ids);
  const { resolvedById } = await tx.message.findUniqueOrThrow({
    where: { companyId_id: { companyId, id } },
    select: { resolvedById: true },
  });
  const note = resolvedById === null ? await readAwaitedNote(tx, companyId, id) : null;
  if (!note) throw messageMoved();
  return note;
}

async function isOvertaken(tx: Tx, { companyId, clock }: CompanyCtx, note: UnsentNote): Promise<boolean> {
  const today = await companyToday(tx, companyId, clock.now());
  return isNoteOvertaken(tx, companyId, note.id, today);
}

async function settle(tx: Tx, ctx: CompanyCtx, messageId: string): Promise<void> {
  await tx.message.update({
    where: { companyId_id: { companyId: ctx.companyId, id: messageId } },
    data: { resolvedById: actorUserId(ctx.actor) },
  });
}

/** Puts another one on its way, once the first has left the states in which it could still be sent. */
export async function sendAnother(
  tx: Tx,
  ctx: CompanyCtx,
  note: UnsentNote,
  recipients: NoteRecipients,
): Promise<void> {
  const now = ctx.clock.now();
  const id = await insertAnother(tx, ctx.companyId, note.id, recipients, new Date(now));
  await journalAt(tx, ctx, told("message.resent")(id), now);
}

/**
 * Whom a note goes to now; nobody in `toEmails` when no address of the client works. An address that its client has
 * no more, or that a server has refused, is left out; when nobody is left of those it was addressed to, it goes to
 * those who receive the client's messages. Those who had their copy do not get another one: of a message that
 * failed or came back, nobody else had it.
 */
async function recipientsNow(tx: Tx, companyId: string, note: UnsentNote): Promise<NoteRecipients> {
  const people = await readRecipients(tx, companyId, [note.clientId]);
  const { replyToEmail } = await tx.company.findUniqueOrThrow({
    where: { id: companyId },
    select: { replyToEmail: true },
  });
  const reachable = new Set([
    replyToEmail,
    ...people.flatMap(({ email, emailState }) => (emailState === "REFUSED" ? [] : (email ?? []))),
  ]);
  const served = note.servedEmails;
  const kept = note.toEmails.filter((email) => reachable.has(email));
  const candidates = kept.length > 0 ? kept : recipientsOf(people).to;
  const toEmails = candidates.filter((email) => !served.includes(email));
  const ccEmails = note.ccEmails.filter((email) => reachable.has(email) && !toEmails.includes(email));
  return { toEmails, ccEmails, settledEmails: served };
}
