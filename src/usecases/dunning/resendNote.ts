/** What becomes of a note that did not leave: another one leaves, or it is filed. */
import { readRecipients } from "@/db/dunning/contacts";
import {
  insertAnother,
  type NoteRecipients,
  readAwaitedNote,
  type UnsentNote,
} from "@/db/dunning/refusedNotes";
import { inCompany, type Tx } from "@/db/inCompany";
import { readOvertakenDecisions } from "@/db/settlement/disputeDecisions";
import { recipientsOf } from "@/domain/dunning/recipients";
import { DomainError } from "@/domain/invariant";
import { journalAt } from "../journalBy";
import { actorUserId, type CompanyCtx } from "../ports";
import { lockMessages, messageMoved, requireOne, told } from "./lockMessages";

/**
 * « Renvoyer »: the same words leave again in a message of their own; the refused one stays as it was, and no
 * longer waits.
 *
 * @throws DomainError MESSAGE_MOVED when it does not wait any more; NOTE_OVERTAKEN when its figures are not true any
 *   more; NO_RECIPIENT when no address of the client works
 */
export async function resendNote(ctx: CompanyCtx, messageId: string): Promise<void> {
  const { companyId } = ctx;
  await inCompany(companyId, async (tx) => {
    const note = await lockRefusedNote(tx, companyId, messageId);
    if (await isOvertaken(tx, companyId, note)) {
      throw new DomainError(
        "NOTE_OVERTAKEN",
        "Les montants ont changé depuis que ce message a été écrit : classez-le, et écrivez à votre client.",
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
    await insert(tx, ctx, note, recipients);
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

/**
 * A person said that this message, whose fate nobody knew, did not leave: another one leaves in its place when it is
 * a note that its client still waits for, that still says what is true and that somebody can receive.
 */
export async function sendAnother(tx: Tx, ctx: CompanyCtx, messageId: string): Promise<void> {
  const { companyId } = ctx;
  const note = await readAwaitedNote(tx, companyId, messageId);
  if (!note || (await isOvertaken(tx, companyId, note))) return;
  const recipients = await recipientsNow(tx, companyId, note);
  if (recipients.toEmails.length > 0) await insert(tx, ctx, note, recipients);
}

/** Locks a refused note that waits for a person. @throws DomainError MESSAGE_MOVED when it does not, or not any more */
async function lockRefusedNote(tx: Tx, companyId: string, messageId: string): Promise<UnsentNote> {
  const { ids } = await lockMessages(tx, companyId, [messageId], "FAILED");
  const id = requireOne(ids);
  const { resolvedById } = await tx.message.findUniqueOrThrow({
    where: { companyId_id: { companyId, id } },
    select: { resolvedById: true },
  });
  const note = resolvedById === null ? await readAwaitedNote(tx, companyId, id) : null;
  if (!note) throw messageMoved();
  return note;
}

async function isOvertaken(tx: Tx, companyId: string, note: UnsentNote): Promise<boolean> {
  return (await readOvertakenDecisions(tx, companyId, [note])).length > 0;
}

async function settle(tx: Tx, ctx: CompanyCtx, messageId: string): Promise<void> {
  await tx.message.update({
    where: { companyId_id: { companyId: ctx.companyId, id: messageId } },
    data: { resolvedById: actorUserId(ctx.actor) },
  });
}

async function insert(tx: Tx, ctx: CompanyCtx, note: UnsentNote, recipients: NoteRecipients): Promise<void> {
  const now = ctx.clock.now();
  const id = await insertAnother(tx, ctx.companyId, note.id, recipients, new Date(now));
  await journalAt(tx, ctx, told("message.resent")(id), now);
}

/**
 * Whom a note goes to now; nobody in `toEmails` when no address of the client works. An address that its client has
 * no more, or that a server has refused, is left out; when nobody is left of those it was addressed to, it goes to
 * those who receive the client's messages. Those who had their copy do not get another one: of a message that
 * failed, nobody else had it.
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
  const served = note.ccEmails.filter((email) => note.settledEmails.includes(email));
  const kept = note.toEmails.filter((email) => reachable.has(email));
  const candidates = kept.length > 0 ? kept : recipientsOf(people).to;
  const toEmails = candidates.filter((email) => !served.includes(email));
  const ccEmails = note.ccEmails.filter((email) => reachable.has(email) && !toEmails.includes(email));
  return { toEmails, ccEmails, settledEmails: served };
}
