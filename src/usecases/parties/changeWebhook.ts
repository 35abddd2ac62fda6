/** What a person does with an address that is told what happens: tries it, stops it, gives it another secret. */
import { inCompany, isId, type Tx } from "@/db/inCompany";
import {
  deleteEndpoint,
  type EndpointRow,
  insertTestEvent,
  lockEndpoint,
  newWebhookSecret,
  replaceSecret,
  resumeEndpoint,
  sendAgain,
  stopEndpoint,
} from "@/db/parties/webhookEndpoints";
import { DomainError } from "@/domain/invariant";
import type { JournalAction } from "@/domain/reporting/journalSentence";
import { journalBy } from "../journalBy";
import { onceForForm } from "../onceForForm";
import type { CompanyCtx } from "../ports";
import { notFound } from "./saveClient";

/** The address, locked until the end of the transaction. @throws DomainError NOT_FOUND */
async function locked(tx: Tx, { companyId }: CompanyCtx, endpointId: string): Promise<EndpointRow> {
  const endpoint = isId(endpointId) ? await lockEndpoint(tx, companyId, endpointId) : null;
  if (!endpoint) throw notFound();
  return endpoint;
}

async function told(
  tx: Tx,
  ctx: CompanyCtx,
  action: JournalAction,
  { id, name }: EndpointRow,
): Promise<void> {
  await journalBy(tx, ctx, { action, entity: "webhook", entityId: id, data: { name } });
}

function stopped(): DomainError {
  return new DomainError("WEBHOOK_STOPPED", "Ce webhook est arrêté. Remettez-le d’abord en marche.");
}

/** Lets an event of no fact leave for the address. @throws DomainError NOT_FOUND; WEBHOOK_STOPPED when it is not at work */
export async function testWebhook(ctx: CompanyCtx, endpointId: string): Promise<void> {
  const { companyId } = ctx;
  await inCompany(companyId, async (tx) => {
    const { state } = await locked(tx, ctx, endpointId);
    if (state !== "ACTIVE") throw stopped();
    await insertTestEvent(tx, companyId, endpointId, ctx.clock.now());
  });
  await ctx.bell.ring("webhooks", { companyId });
}

/** Lets an event leave again, with the same id and the same words. @throws DomainError NOT_FOUND; WEBHOOK_STOPPED */
export async function resendWebhook(ctx: CompanyCtx, endpointId: string, eventId: string): Promise<void> {
  const { companyId } = ctx;
  if (!isId(eventId)) throw notFound();
  await inCompany(companyId, async (tx) => {
    const { state } = await locked(tx, ctx, endpointId);
    if (state !== "ACTIVE") throw stopped();
    if (!(await sendAgain(tx, companyId, { endpointId, eventId }, ctx.clock.now()))) throw notFound();
  });
  await ctx.bell.ring("webhooks", { companyId });
}

/** Tells the address nothing more, until it is resumed. @throws DomainError NOT_FOUND, WEBHOOK_STOPPED */
export async function pauseWebhook(ctx: CompanyCtx, endpointId: string): Promise<void> {
  await inCompany(ctx.companyId, async (tx) => {
    const endpoint = await locked(tx, ctx, endpointId);
    if ((await stopEndpoint(tx, ctx.companyId, endpointId, "PAUSED")) === null) throw stopped();
    await told(tx, ctx, "webhook.paused", endpoint);
  });
}

/** Goes on, with what was waiting to be tried again and what had been given up. @throws DomainError NOT_FOUND; WEBHOOK_AT_WORK */
export async function resumeWebhook(ctx: CompanyCtx, endpointId: string): Promise<void> {
  const { companyId } = ctx;
  await inCompany(companyId, async (tx) => {
    const endpoint = await locked(tx, ctx, endpointId);
    if (endpoint.state === "ACTIVE")
      throw new DomainError("WEBHOOK_AT_WORK", "Ce webhook est déjà en marche.");
    await resumeEndpoint(tx, companyId, endpointId, ctx.clock.now());
    await told(tx, ctx, "webhook.resumed", endpoint);
  });
  await ctx.bell.ring("webhooks", { companyId });
}

/**
 * Signs with a new secret, and with the one before for a day. The caller has asked the person to prove who they are.
 *
 * @returns the secret, which nobody can read again; null when this form had renewed it before
 * @throws DomainError NOT_FOUND
 */
export async function renewWebhookSecret(
  ctx: CompanyCtx,
  endpointId: string,
): Promise<{ secret: string | null }> {
  const secret = newWebhookSecret();
  let isNew = false;
  await onceForForm(ctx, async (tx) => {
    const endpoint = await locked(tx, ctx, endpointId);
    await replaceSecret(tx, ctx.companyId, endpointId, secret, ctx.clock.now());
    await told(tx, ctx, "webhook.secret_renewed", endpoint);
    isNew = true;
  });
  return { secret: isNew ? secret : null };
}

/** Forgets the address and what it was told. @throws DomainError NOT_FOUND */
export async function removeWebhook(ctx: CompanyCtx, endpointId: string): Promise<void> {
  await inCompany(ctx.companyId, async (tx) => {
    const endpoint = await locked(tx, ctx, endpointId);
    // The journal first: a fact that is being told to this address holds it, and then asks for the address.
    await told(tx, ctx, "webhook.removed", endpoint);
    await deleteEndpoint(tx, ctx.companyId, endpointId);
  });
}
