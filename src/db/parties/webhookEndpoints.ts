/** Addresses that are told what happens in a company, and the secrets that sign what they receive. */
import { randomBytes } from "node:crypto";
import { seal, unseal } from "@/config/seal";
import type { Instant } from "@/domain/calendar";
import { type EndpointState, PREVIOUS_SECRET_MS } from "@/domain/parties/webhook";
import { TEST_EVENT, webhookBody } from "@/domain/reporting/webhookEvent";
import type { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";
import { newId } from "../values";

/** As Standard Webhooks has them: `whsec_` and the key in base64. */
const PREFIX = "whsec_";
const SECRET_BYTES = 32;

const place = (endpointId: string) => `webhook_endpoint/${endpointId}/secret`;

export function newWebhookSecret(): string {
  return PREFIX + randomBytes(SECRET_BYTES).toString("base64");
}

/** Opens the secrets of an address, the newest first; none when the key that sealed them is gone. */
export function openSecrets(
  endpointId: string,
  sealed: { secret: Uint8Array; previousSecret: Uint8Array | null },
): string[] {
  const { secret, previousSecret } = sealed;
  try {
    return [secret, previousSecret].flatMap((one) => (one ? [unseal(one, place(endpointId))] : []));
  } catch {
    return [];
  }
}

export interface NewEndpoint {
  id: string;
  name: string;
  url: string;
  events: readonly string[];
  secret: string;
  createdById: string;
}

export async function insertEndpoint(
  tx: Tx,
  companyId: string,
  endpoint: NewEndpoint,
  now: Instant,
): Promise<void> {
  const { id, secret, events } = endpoint;
  await tx.webhookEndpoint.create({
    data: {
      ...endpoint,
      companyId,
      events: [...events],
      secret: seal(secret, place(id)),
      createdAt: new Date(now),
    },
    select: { id: true },
  });
}

/** Signs with a new secret, and with the one it replaces for a day. */
export async function replaceSecret(
  tx: Tx,
  companyId: string,
  endpointId: string,
  secret: string,
  now: Instant,
): Promise<void> {
  const where = { companyId_id: { companyId, id: endpointId } };
  const before = await tx.webhookEndpoint.findUniqueOrThrow({ where, select: { secret: true } });
  await tx.webhookEndpoint.update({
    where,
    data: {
      secret: seal(secret, place(endpointId)),
      previousSecret: before.secret,
      previousUntil: new Date(now + PREVIOUS_SECRET_MS),
    },
    select: { id: true },
  });
}

const SHOWN = {
  id: true,
  name: true,
  url: true,
  events: true,
  state: true,
  failingSince: true,
  previousUntil: true,
  createdAt: true,
} as const;

export interface EndpointRow {
  id: string;
  name: string;
  url: string;
  events: string[];
  state: EndpointState;
  failingSince: Date | null;
  previousUntil: Date | null;
  createdAt: Date;
}

/** Addresses of the company, the oldest first. */
export async function readEndpoints(tx: Tx, companyId: string): Promise<EndpointRow[]> {
  return tx.webhookEndpoint.findMany({ where: { companyId }, select: SHOWN, orderBy: { id: "asc" } });
}

/** One address, locked until the end of the transaction; null when the company has none of this id. */
export async function lockEndpoint(
  tx: Tx,
  companyId: string,
  endpointId: string,
): Promise<EndpointRow | null> {
  await tx.$executeRaw`
    SELECT 1 FROM webhook_endpoint WHERE company_id = ${companyId}::uuid AND id = ${endpointId}::uuid FOR NO KEY UPDATE`;
  return tx.webhookEndpoint.findUnique({
    where: { companyId_id: { companyId, id: endpointId } },
    select: SHOWN,
  });
}

export interface DeliveryRow {
  eventId: string;
  type: string;
  createdAt: Date;
  state: "PENDING" | "DELIVERED" | "GIVEN_UP";
  attempts: number;
  attemptedAt: Date | null;
  dueAt: Date;
  status: number | null;
  problem: string | null;
}

/** What an address was last told, the newest first; what was given up is not hidden by what came later. */
export async function readDeliveries(
  tx: Tx,
  companyId: string,
  endpointId: string,
  limit: number,
): Promise<DeliveryRow[]> {
  const read = (state: Prisma.WebhookDeliveryWhereInput["state"] & object, take: number) =>
    tx.webhookDelivery.findMany({
      where: { companyId, endpointId, state },
      orderBy: { eventId: "desc" },
      take,
      include: { event: { select: { type: true, createdAt: true } } },
    });
  const givenUp = await read({ equals: "GIVEN_UP" }, limit);
  const others = givenUp.length < limit ? await read({ not: "GIVEN_UP" }, limit - givenUp.length) : [];
  const rows = [...givenUp, ...others].sort((one, other) => (one.eventId < other.eventId ? 1 : -1));
  return rows.map(({ event, eventId, state, attempts, attemptedAt, dueAt, status, problem }) => ({
    ...event,
    eventId,
    state,
    attempts,
    attemptedAt,
    dueAt,
    status,
    problem,
  }));
}

/** Lets one event leave again at once, as if for the first time. @returns false when there is none, or it is leaving */
export async function sendAgain(
  tx: Tx,
  companyId: string,
  { endpointId, eventId }: { endpointId: string; eventId: string },
  now: Instant,
): Promise<boolean> {
  const at = new Date(now);
  const { count } = await tx.webhookDelivery.updateMany({
    where: { companyId, endpointId, eventId, OR: [{ leaseUntil: null }, { leaseUntil: { lt: at } }] },
    data: { state: "PENDING", attempts: 0, dueAt: at, leaseToken: null, leaseUntil: null },
  });
  return count > 0;
}

/** Writes an event of no fact, for one address alone, whatever it listens to. @returns its id */
export async function insertTestEvent(
  tx: Tx,
  companyId: string,
  endpointId: string,
  now: Instant,
): Promise<string> {
  const id = newId();
  const createdAt = new Date(now);
  const body = webhookBody({ id, type: TEST_EVENT, createdAt, companyId, data: {} });
  await tx.webhookEvent.create({ data: { companyId, id, type: TEST_EVENT, body, createdAt } });
  await tx.webhookDelivery.create({ data: { companyId, eventId: id, endpointId, dueAt: createdAt } });
  return id;
}

/** Notes whether a post arrived. @returns since when nothing has, this one included; null when it did */
export async function noteEndpointAnswer(
  tx: Tx,
  companyId: string,
  endpointId: string,
  hasArrived: boolean,
  now: Instant,
): Promise<Date | null> {
  const where = { companyId, id: endpointId };
  if (hasArrived) {
    const isMended = { ...where, failingSince: { not: null } };
    await tx.webhookEndpoint.updateMany({ where: isMended, data: { failingSince: null } });
    return null;
  }
  await tx.webhookEndpoint.updateMany({
    where: { ...where, failingSince: null },
    data: { failingSince: new Date(now) },
  });
  const row = await tx.webhookEndpoint.findUnique({
    where: { companyId_id: where },
    select: { failingSince: true },
  });
  return row?.failingSince ?? null;
}

/** Posts nothing more to an address at work. @returns its name; null when it was not at work any more */
export async function stopEndpoint(
  tx: Tx,
  companyId: string,
  endpointId: string,
  state: Exclude<EndpointState, "ACTIVE">,
): Promise<string | null> {
  const [stopped] = await tx.webhookEndpoint.updateManyAndReturn({
    where: { companyId, id: endpointId, state: "ACTIVE" },
    data: { state },
    select: { name: true },
  });
  return stopped?.name ?? null;
}

/** Posts again to an address that was stopped, as if nothing had failed: what was given up leaves again too. */
export async function resumeEndpoint(
  tx: Tx,
  companyId: string,
  endpointId: string,
  now: Instant,
): Promise<void> {
  await tx.webhookEndpoint.updateMany({
    where: { companyId, id: endpointId },
    data: { state: "ACTIVE", failingSince: null },
  });
  await tx.webhookDelivery.updateMany({
    where: { companyId, endpointId, state: "GIVEN_UP" },
    data: { state: "PENDING", attempts: 0, dueAt: new Date(now) },
  });
}

/** Forgets an address and its deliveries. */
export async function deleteEndpoint(tx: Tx, companyId: string, endpointId: string): Promise<void> {
  await tx.webhookEndpoint.deleteMany({ where: { companyId, id: endpointId } });
}

/** What an address is told from now on, and what it is called. */
export async function describeEndpoint(
  tx: Tx,
  companyId: string,
  endpointId: string,
  edited: { name: string; events: readonly string[] },
): Promise<void> {
  await tx.webhookEndpoint.updateMany({
    where: { companyId, id: endpointId },
    data: { name: edited.name, events: [...edited.events] },
  });
}
