/** The addresses that are told what happens in the company, and what became of what they were told. */
import { inCompany, isId } from "@/db/inCompany";
import {
  type DeliveryRow,
  type EndpointRow,
  readDeliveries,
  readEndpoints,
} from "@/db/parties/webhookEndpoints";
import type { Instant } from "@/domain/calendar";
import { type EndpointState, hostOf } from "@/domain/parties/webhook";
import type { CompanyCtx } from "../ports";
import { readCompanyZone } from "./readCompanyZone";
import { notFound } from "./saveClient";

/** Deliveries that the page of an address shows. */
const SHOWN_DELIVERIES = 50;

export interface WebhookView {
  id: string;
  name: string;
  host: string;
  state: EndpointState;
  /** First failure since the last success; null when the last post arrived. */
  failingSince: Instant | null;
  eventCount: number;
}

export interface DeliveryView extends Omit<DeliveryRow, "createdAt" | "attemptedAt" | "dueAt"> {
  createdAt: Instant;
  attemptedAt: Instant | null;
  /** When it is tried again; null: it is not. */
  nextAt: Instant | null;
}

export interface WebhookFile extends WebhookView {
  url: string;
  events: string[];
  /** Until when the secret before this one signs as well; null: it does not. */
  previousUntil: Instant | null;
  deliveries: DeliveryView[];
  timeZone: string;
  now: Instant;
}

/** Addresses of the company, the oldest first. */
export async function listWebhooks({ companyId }: CompanyCtx): Promise<WebhookView[]> {
  return inCompany(companyId, async (tx) => (await readEndpoints(tx, companyId)).map(viewOf));
}

/** One address with what it was last told. @throws DomainError NOT_FOUND */
export async function readWebhook(ctx: CompanyCtx, endpointId: string): Promise<WebhookFile> {
  if (!isId(endpointId)) throw notFound();
  const { companyId } = ctx;
  const now = ctx.clock.now();
  return inCompany(companyId, async (tx) => {
    const row = (await readEndpoints(tx, companyId)).find(({ id }) => id === endpointId);
    if (!row) throw notFound();
    const deliveries = await readDeliveries(tx, companyId, endpointId, SHOWN_DELIVERIES);
    const isAtWork = row.state === "ACTIVE";
    const previous = row.previousUntil?.getTime() ?? 0;
    return {
      ...viewOf(row),
      url: row.url,
      events: row.events,
      previousUntil: previous > now ? previous : null,
      deliveries: deliveries.map((one) => deliveryOf(one, isAtWork)),
      timeZone: await readCompanyZone(tx, companyId),
      now,
    };
  });
}

function viewOf({ id, name, url, state, failingSince, events }: EndpointRow): WebhookView {
  return {
    id,
    name,
    host: hostOf(url),
    state,
    failingSince: failingSince?.getTime() ?? null,
    eventCount: events.length,
  };
}

function deliveryOf({ createdAt, attemptedAt, dueAt, ...one }: DeliveryRow, isAtWork: boolean): DeliveryView {
  return {
    ...one,
    createdAt: createdAt.getTime(),
    attemptedAt: attemptedAt?.getTime() ?? null,
    nextAt: one.state === "PENDING" && isAtWork ? dueAt.getTime() : null,
  };
}
