/** A person sends a client its statement of account, from the page where it is read. */
import { lockInvoices } from "@/db/dunning/facts";
import { readOpenInvoiceIds } from "@/db/dunning/inbound";
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { findStatement, insertStatements } from "@/db/settlement/statementMessages";
import { newId } from "@/db/values";
import type { Instant } from "@/domain/calendar";
import { DomainError } from "@/domain/invariant";
import { capitalised } from "@/domain/legal/phrases";
import { refusalOf, refusalWords } from "@/domain/settlement/statementSchedule";
import { localDateAt } from "@/domain/zonedTime";
import { contentKey } from "../dunning/contentKey";
import { planInvoices } from "../dunning/planInvoices";
import { type Deed, journalAt } from "../journalBy";
import { notFound } from "../parties/saveClient";
import { actorUserId, type CompanyCtx } from "../ports";
import { readStatementFacts, type StatementCandidate, type StatementFacts } from "./statementFacts";

/** Name of a statement in its key: sent by hand, once a day; by the schedule, once a month. */
export function statementKey(
  companyId: string,
  source: { clientId: string; period: string },
  recipients: StatementCandidate["recipients"],
): string {
  const run = { invoiceId: "ACCOUNT_STATEMENT", stepId: `${source.clientId} ${source.period}` };
  return contentKey(companyId, [run], recipients);
}

/**
 * Why no statement may be sent by hand now, as a sentence; null when it may. One contact a day: a
 * statement never adds to a reminder.
 */
export function handRefusal(facts: StatementFacts, candidate: StatementCandidate): string | null {
  if (facts.company.paused)
    return "Tout est arrêté\u00a0: remettez les envois en marche avant d’envoyer un relevé.";
  const refused = refusalOf(candidate, false);
  if (refused) return `${capitalised(refusalWords(refused))}\u00a0: aucun relevé ne lui est envoyé.`;
  const isToday = (at: Instant) => localDateAt(at, facts.zone) === facts.today;
  return candidate.contacts.some(isToday)
    ? "Un message lui est déjà destiné aujourd’hui\u00a0: le relevé peut partir demain."
    : null;
}

/**
 * Puts the statement on its way: an intent, which the worker writes with the figures of the moment it
 * leaves. Pressed twice, it leaves once.
 *
 * @param mayApprove the person may let messages leave; without it, safe mode keeps it for one who may
 * @throws DomainError with the reason when a rule stops it; NOT_FOUND when the client is of another company
 */
export async function sendAccountStatement(
  ctx: CompanyCtx,
  clientId: string,
  mayApprove: boolean,
): Promise<{ messageId: string; isWaiting: boolean }> {
  if (!isId(clientId)) throw notFound();
  const { companyId } = ctx;
  const result = await inCompany(companyId, async (tx) => {
    await lockClient(tx, companyId, clientId);
    return queueByHand(tx, ctx, clientId, mayApprove);
  });
  await ctx.bell.ring("mail", { companyId });
  return result;
}

/** Two people who send it at once take turns, and each sees what the other has done. */
async function lockClient(tx: Tx, companyId: string, clientId: string): Promise<void> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM client WHERE company_id = ${companyId}::uuid AND id = ${clientId}::uuid FOR NO KEY UPDATE`;
  if (!row) throw notFound();
}

async function queueByHand(tx: Tx, ctx: CompanyCtx, clientId: string, mayApprove: boolean) {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  const facts = await readStatementFacts(tx, companyId, [clientId], now);
  const [candidate] = facts.candidates;
  if (!candidate) throw notFound();
  const { recipients } = candidate;
  const key = statementKey(companyId, { clientId, period: facts.today }, recipients);
  const isWaiting = !mayApprove && facts.company.safeMode;
  const same = await findStatement(tx, companyId, key);
  if (same) return { messageId: same, isWaiting };
  const refused = handRefusal(facts, candidate);
  if (refused) throw new DomainError("NO_STATEMENT", refused);
  const openIds = await readOpenInvoiceIds(tx, companyId, clientId);
  await lockInvoices(tx, companyId, openIds);
  const messageId = newId();
  await insertStatements(
    tx,
    companyId,
    [
      {
        id: messageId,
        clientId,
        state: isWaiting ? "AWAITING_APPROVAL" : "READY",
        contentKey: key,
        toEmails: recipients.to,
        ccEmails: recipients.cc,
        dueAt: now,
        isApproved: mayApprove,
        approvedById: mayApprove ? actorUserId(ctx.actor) : null,
        monthOn: null,
      },
    ],
    now,
  );
  // A contact like any other: the reminders of the client keep their distance from it.
  await planInvoices(tx, companyId, openIds, now);
  await journalAt(tx, ctx, statementDeed(messageId, clientId, null), now);
  return { messageId, isWaiting };
}

/** A statement put on its way, as the journal tells it. */
export function statementDeed(messageId: string, clientId: string, monthOn: string | null): Deed {
  const data = { clientId, ...(monthOn && { month: monthOn }) };
  return { action: "message.statement_queued", entity: "message", entityId: messageId, data };
}
