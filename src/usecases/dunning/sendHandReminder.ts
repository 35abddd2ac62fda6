/** A person has a reminder leave now, and may take it back while it has not left. */
import { insertMessages } from "@/db/dunning/contacts";
import { lockInvoices } from "@/db/dunning/facts";
import {
  cancelHandReminder,
  insertHandReminder,
  readWaitingHandReminder,
  type WaitingHandReminder,
} from "@/db/dunning/handReminders";
import { readOpenInvoiceIds } from "@/db/dunning/inbound";
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { newId } from "@/db/values";
import { handStopSentence, nextAfterHand } from "@/domain/dunning/handReminder";
import { reasonSentence } from "@/domain/dunning/reason";
import { line, type RawFields, readFields } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { sumCents } from "@/domain/money";
import { journalBy } from "../journalBy";
import { notFound } from "../parties/saveClient";
import { actorUserId, type CompanyCtx } from "../ports";
import { draftHandReminder, type HandDraft, type HandTarget } from "./draftHandReminder";
import { planInvoices } from "./planInvoices";

/** Fewest letters of a reason that says something. */
const SHORTEST_URGENCY = 10;
const LONGEST_URGENCY = 300;

/** What the person's role allows. */
export interface HandRights {
  /** Lets messages leave: without it, the reminder waits for someone who may. */
  mayApprove: boolean;
  /** May go beyond the pressure limit, in words. */
  mayInsist: boolean;
}

/**
 * Puts a reminder on its way, as the scenario does: an intent first, then the worker writes it, checks
 * the facts once more and sends it. The same request made twice gives one message.
 *
 * @param raw `modele` (words), `vu` (what the page showed), `urgence` (why the pressure limit gives way)
 * @returns id of the message, and whether it waits for approval
 * @throws DomainError with the reason as a sentence when a rule stops it
 */
export async function sendHandReminder(
  ctx: CompanyCtx,
  target: HandTarget,
  raw: RawFields,
  rights: HandRights,
): Promise<{ messageId: string; isWaiting: boolean }> {
  const { modele, urgence } = readFields(raw, {
    modele: line("le modèle", 40, { optional: true }),
    urgence: line("la raison", LONGEST_URGENCY, { optional: true }),
  });
  const now = ctx.clock.now();
  const result = await inCompany(ctx.companyId, async (tx) => {
    const asked = { target, stepId: modele, now };
    const draft = await draftHandReminder(tx, ctx.companyId, asked, true);
    const same = await alreadyAsked(tx, ctx.companyId, draft);
    if (same) return { messageId: same.id, isWaiting: same.state === "AWAITING_APPROVAL" };
    refuseStopped(draft);
    if ((raw.vu ?? "") !== draft.seen) {
      throw new DomainError(
        "CHANGED",
        "Les faits ont changé depuis cet aperçu. Rechargez la page et relisez le message.",
      );
    }
    const urgency = urgencyOf(draft, urgence, rights);
    return putHandReminder(tx, ctx, draft, { urgency, mayApprove: rights.mayApprove });
  });
  await ctx.bell.ring("mail", { companyId: ctx.companyId });
  return result;
}

/** The message of the same invoices that this very request, or its double, has already made. */
async function alreadyAsked(
  tx: Tx,
  companyId: string,
  { invoices, contentKey, spoken }: HandDraft,
): Promise<WaitingHandReminder | null> {
  const ids = invoices.map((invoice) => invoice.id);
  const waiting = await readWaitingHandReminder(tx, companyId, ids);
  if (!waiting || waiting.state === "UNCERTAIN") return null;
  // While one is on its way its invoices are stopped: none is left to speak of.
  return spoken.length === 0 || waiting.contentKey === contentKey ? waiting : null;
}

function refuseStopped({ invoices, spoken, recipients, template, people }: HandDraft): void {
  if (spoken.length === 0) {
    const sentences = new Set(invoices.flatMap(({ stops }) => stops.map(handStopSentence)));
    const [only] = sentences;
    throw new DomainError("STOPPED", only && sentences.size === 1 ? only : "Aucune facture à relancer ici.");
  }
  if (!template)
    throw new DomainError("NO_TEMPLATE", "Aucun scénario en service n’a de courriel après l’échéance.");
  if (recipients.to.length > 0) return;
  const hasRefused = people.some(({ emailState }) => emailState === "REFUSED");
  throw new DomainError(
    "NO_EMAIL",
    hasRefused
      ? "L’adresse de ce client a été refusée\u00a0: corrigez-la, appelez ou écrivez un courrier."
      : "Ce client n’a pas d’adresse électronique\u00a0: ajoutez-en une, appelez ou écrivez un courrier.",
  );
}

/** The reason that goes beyond the pressure limit; null when the limit is respected. */
function urgencyOf({ timing }: HandDraft, words: string, { mayInsist }: HandRights): string | null {
  if (!timing?.pressure) return null;
  if (!mayInsist) throw new DomainError("PRESSURE", reasonSentence(timing.pressure));
  if (words.length >= SHORTEST_URGENCY) return words;
  throw new DomainError(
    "URGENCY_REQUIRED",
    "Dites en quelques mots pourquoi ce contact ne peut pas attendre.",
    "urgence",
  );
}

async function putHandReminder(
  tx: Tx,
  ctx: CompanyCtx,
  draft: HandDraft,
  { urgency, mayApprove }: { urgency: string | null; mayApprove: boolean },
): Promise<{ messageId: string; isWaiting: boolean }> {
  const { companyId } = ctx;
  const { template, timing, spoken, recipients, clientId } = draft;
  if (!template || !timing) throw notFound();
  const now = ctx.clock.now();
  const at = new Date(now);
  const messageId = newId();
  const { step } = template;
  const message = {
    id: messageId,
    clientId,
    tone: step.tone,
    state: mayApprove ? ("READY" as const) : ("AWAITING_APPROVAL" as const),
    contentKey: draft.contentKey,
    toEmails: recipients.to,
    ccEmails: recipients.cc,
    claimedCents: sumCents(spoken.map((invoice) => invoice.balanceCents)),
    dueAt: new Date(timing.leavesAt),
    invoices: spoken.map(({ id, balanceCents, loaded }) => ({
      invoiceId: id,
      invoiceVersion: loaded.invoiceVersion,
      balanceCents,
    })),
  };
  await insertMessages(tx, companyId, [message], at);
  const noticeIsNext = isNoticeNext(draft);
  const createdById = actorUserId(ctx.actor);
  await insertHandReminder(
    tx,
    companyId,
    { messageId, stepId: step.id, noticeIsNext, urgency, createdById },
    at,
  );
  if (mayApprove) {
    await tx.message.update({
      where: { companyId_id: { companyId, id: messageId } },
      data: { approvedAt: at, approvedById: createdById },
    });
  }
  await planInvoices(tx, companyId, await readOpenInvoiceIds(tx, companyId, clientId), now);
  const data = {
    clientId,
    tone: step.tone,
    stepId: step.id,
    needsApproval: !mayApprove,
    invoices: spoken.map((invoice) => invoice.id),
    ...(urgency && { urgency }),
  };
  await journalBy(tx, ctx, { action: "message.asked", entity: "message", entityId: messageId, data });
  return { messageId, isWaiting: !mayApprove };
}

/** True when the scenario's own next word on one of these invoices is a formal notice. */
export function isNoticeNext({ spoken, timing }: HandDraft): boolean {
  return spoken.some(({ loaded }) => {
    const next = timing ? nextAfterHand(loaded.facts, timing.leavesAt) : null;
    return next !== null && next.kind !== "STOP" && next.channel === "FORMAL_NOTICE";
  });
}

/**
 * Takes back a reminder asked for by hand, while no server has been offered it.
 *
 * @throws DomainError NOT_FOUND when it is not one of this company, TOO_LATE when it has left
 */
export async function withdrawHandReminder(ctx: CompanyCtx, messageId: string): Promise<void> {
  if (!isId(messageId)) throw notFound();
  const { companyId } = ctx;
  await inCompany(companyId, async (tx) => {
    const row = await tx.handReminder.findUnique({
      where: { companyId_messageId: { companyId, messageId } },
      select: { message: { select: { clientId: true } } },
    });
    if (!row) throw notFound();
    const open = await readOpenInvoiceIds(tx, companyId, row.message.clientId);
    await lockInvoices(tx, companyId, open);
    const by = { userId: actorUserId(ctx.actor), outcome: "Retirée avant l’envoi, par une personne." };
    if (!(await cancelHandReminder(tx, companyId, messageId, by))) {
      throw new DomainError("TOO_LATE", "Trop tard\u00a0: ce message est parti ou en train de partir.");
    }
    await planInvoices(tx, companyId, open, ctx.clock.now());
    await journalBy(tx, ctx, {
      action: "message.withdrawn",
      entity: "message",
      entityId: messageId,
      data: {},
    });
  });
  await ctx.bell.ring("dunning", { companyId });
}
