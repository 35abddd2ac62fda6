/** What a person says of messages: approve, skip, has it left or not, try again. */

import { spreadApproved } from "@/db/dunning/approvals";
import { lockInvoices, readCompanyFacts } from "@/db/dunning/facts";
import { readOpenInvoiceIds } from "@/db/dunning/inbound";
import { markPressedDue } from "@/db/dunning/markDue";
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { forgetNotices } from "@/db/settlement/instalmentNotices";
import { forgetStatementRuns } from "@/db/settlement/statementSchedule";
import { isAutomatic, type MessageKind } from "@/domain/dunning/note";
import { DomainError } from "@/domain/invariant";
import { journalAt } from "../journalBy";
import { actorUserId, type CompanyCtx } from "../ports";
import { lockMessages, messageMoved, requireOne, told } from "./lockMessages";
import { planInvoices } from "./planInvoices";
import { readUnsent, sendAnother } from "./resendNote";
import { type ReadWords, refuseReworded } from "./wordsAuthors";

/** Most messages approved with one gesture. */
const MAX_APPROVED = 500;

/**
 * Lets messages leave. They are written and checked again by the worker, in the sending window:
 * one whose invoice was paid meanwhile does not leave. Several to one client leave one after the
 * other, as far apart as the pressure limit asks.
 *
 * @param readWords what the page showed of their words; a message that it leaves out is approved as it is
 * @returns how many were approved
 * @throws DomainError MESSAGE_REWORDED when someone has changed the words since they were read
 */
export async function approveMessages(
  ctx: CompanyCtx,
  messageIds: readonly string[],
  readWords: ReadWords = new Map(),
): Promise<number> {
  if (messageIds.length > MAX_APPROVED) {
    throw new DomainError("TOO_MANY", `Approuvez au plus ${MAX_APPROVED} messages à la fois.`);
  }
  const now = ctx.clock.now();
  const approved = await inCompany(ctx.companyId, async (tx) => {
    const { ids, invoiceIds } = await lockMessages(tx, ctx.companyId, messageIds, "AWAITING_APPROVAL");
    await refuseReworded(tx, ctx.companyId, new Map([...readWords].filter(([id]) => ids.includes(id))));
    await tx.message.updateMany({
      where: { companyId: ctx.companyId, id: { in: ids } },
      data: { state: "READY", approvedAt: new Date(now), approvedById: actorUserId(ctx.actor) },
    });
    const { contactGapHours } = await readCompanyFacts(tx, ctx.companyId);
    await spreadApproved(tx, ctx.companyId, ids, { now, gapHours: contactGapHours });
    await planInvoices(tx, ctx.companyId, invoiceIds, now);
    await journalAt(tx, ctx, ids.map(told("message.approved")), now);
    return ids.length;
  });
  await ctx.bell.ring("mail", { companyId: ctx.companyId });
  return approved;
}

/**
 * Sets a reminder aside: its step counts as passed without contact, and the scenario goes on. The
 * other invoices of the client, which waited for this contact, need not wait any more.
 */
export async function skipMessage(ctx: CompanyCtx, messageId: string): Promise<void> {
  const now = ctx.clock.now();
  await inCompany(ctx.companyId, async (tx) => {
    const others = await lockOthers(tx, ctx.companyId, messageId);
    const { ids, invoiceIds } = await lockMessages(tx, ctx.companyId, [messageId], "AWAITING_APPROVAL");
    const id = requireOne(ids);
    await tx.message.update({
      where: { companyId_id: { companyId: ctx.companyId, id } },
      data: { state: "CANCELLED", outcome: "Écartée par une personne." },
    });
    await endSteps(tx, ctx.companyId, id, "SUPERSEDED");
    await planInvoices(tx, ctx.companyId, [...new Set([...invoiceIds, ...others])], now);
    await journalAt(tx, ctx, told("message.skipped")(id), now);
  });
}

/** Locks every open invoice of the client of a message, before the message itself as everyone does. */
async function lockOthers(tx: Tx, companyId: string, messageId: string): Promise<string[]> {
  if (!isId(messageId)) return [];
  const message = await tx.message.findUnique({
    where: { companyId_id: { companyId, id: messageId } },
    select: { clientId: true },
  });
  if (!message) return [];
  const ids = await readOpenInvoiceIds(tx, companyId, message.clientId);
  await lockInvoices(tx, companyId, ids);
  return ids;
}

async function endSteps(tx: Tx, companyId: string, messageId: string, state: "SUPERSEDED" | "CANCELLED") {
  await tx.dunningStep.updateMany({ where: { companyId, messageId, state: "DONE" }, data: { state } });
}

/** What follows a message that did not leave. */
export type AfterUnsent =
  /** Another note is on its way. */
  | "LEAVES_AGAIN"
  /** Its client waits for it, and it cannot leave as it is: a person decides, as for one that was refused. */
  | "WAITS"
  /** The facts decide, or nobody waits for it. */
  | "NOTHING";

/**
 * Settles an uncertain message. « Partie »: it counts as sent. « Pas partie »: it did not happen, and the facts
 * decide whether a new one leaves; a note that its client still waits for leaves again.
 *
 * @returns what it was, and what becomes of a note that did not leave
 */
export async function resolveUncertain(
  ctx: CompanyCtx,
  messageId: string,
  hasLeft: boolean,
): Promise<{ kind: MessageKind; after: AfterUnsent }> {
  const now = ctx.clock.now();
  const resolved = await inCompany(ctx.companyId, async (tx) => {
    const { ids, invoiceIds } = await lockMessages(tx, ctx.companyId, [messageId], "UNCERTAIN");
    const id = requireOne(ids);
    const unsent = hasLeft ? null : await readUnsent(tx, ctx, id);
    const after: AfterUnsent = !unsent ? "NOTHING" : unsent.recipients ? "LEAVES_AGAIN" : "WAITS";
    const where = { companyId_id: { companyId: ctx.companyId, id } };
    const { kind, clientId, sendingAt, bouncedAt } = await tx.message.findUniqueOrThrow({ where });
    const sentAt = sendingAt ?? new Date(now);
    const resolvedById = actorUserId(ctx.actor);
    const state = hasLeft ? "SENT" : after === "WAITS" ? "FAILED" : "CANCELLED";
    const data = {
      // One that came back meanwhile still waits to be treated.
      SENT: {
        state,
        resolvedById: bouncedAt === null ? resolvedById : null,
        sentAt,
        outcome: "Partie, selon une personne.",
      },
      CANCELLED: { state, resolvedById, outcome: "Pas partie, selon une personne." },
      // No server said anything of it, and nobody has decided what becomes of it.
      FAILED: { state, outcome: null },
    } as const;
    await tx.message.update({ where, data: data[state] });
    if (!hasLeft) {
      await endSteps(tx, ctx.companyId, id, "CANCELLED");
      await forgetStatementRuns(tx, ctx.companyId, [id], now);
      await forgetNotices(tx, ctx.companyId, [id], now);
    }
    if (unsent?.recipients) await sendAnother(tx, ctx, unsent.note, unsent.recipients);
    await planInvoices(tx, ctx.companyId, invoiceIds, now);
    if (!hasLeft) await markPressedDue(tx, ctx.companyId, [clientId], invoiceIds, now);
    const action = hasLeft ? "message.confirmed_sent" : "message.confirmed_not_sent";
    await journalAt(tx, ctx, told(action)(id), now);
    return { kind, after };
  });
  await ctx.bell.ring("dunning", { companyId: ctx.companyId });
  await ctx.bell.ring("mail", { companyId: ctx.companyId });
  return resolved;
}

/**
 * Takes up a message that failed for good: its step did not happen, and the facts decide again.
 *
 * @throws DomainError MESSAGE_MOVED also for a note, which no fact decides again: see `resendNote`
 */
export async function retryFailed(ctx: CompanyCtx, messageId: string): Promise<void> {
  const now = ctx.clock.now();
  await inCompany(ctx.companyId, async (tx) => {
    const { ids, invoiceIds } = await lockMessages(tx, ctx.companyId, [messageId], "FAILED");
    const id = requireOne(ids);
    const { kind } = await tx.message.update({
      where: { companyId_id: { companyId: ctx.companyId, id } },
      data: { resolvedById: actorUserId(ctx.actor) },
    });
    if (!isAutomatic(kind)) throw messageMoved();
    await endSteps(tx, ctx.companyId, id, "CANCELLED");
    await forgetStatementRuns(tx, ctx.companyId, [id], now);
    await forgetNotices(tx, ctx.companyId, [id], now);
    await planInvoices(tx, ctx.companyId, invoiceIds, now);
    await journalAt(tx, ctx, told("message.retried")(id), now);
  });
  await ctx.bell.ring("dunning", { companyId: ctx.companyId });
}
