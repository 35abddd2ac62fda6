/**
 * Posts events to the programs of a company. At least once: a worker that dies between a post and its record lets it
 * leave again, under the same id, by which the receiver knows it.
 */
import { randomUUID } from "node:crypto";
import { inCompany, type Tx } from "@/db/inCompany";
import { noteEndpointAnswer, stopEndpoint } from "@/db/parties/webhookEndpoints";
import { appendJournal } from "@/db/system/journal";
import { settleWebhook, type TakenWebhook, takeWebhooks } from "@/db/system/webhookQueue";
import type { Instant } from "@/domain/calendar";
import { type AfterPost, afterPost, FAILING_MS, type WebhookAnswer } from "@/domain/parties/webhook";
import { typeset } from "@/domain/typography";
import type { Clock } from "../ports";
import { tellOwners } from "./tellOwners";

export interface WebhookPorts {
  clock: Clock;
  /** Public address of the application, without a slash at the end. */
  appUrl: string;
  /** Posts once; never throws. */
  post(order: { url: string; id: string; body: string; secrets: readonly string[] }): Promise<WebhookAnswer>;
}

/** Longer than a post may last. */
const LEASE_MS = 60_000;

export type WebhookOutcome = AfterPost["kind"] | "lost";

/** Posts to an address a few of what is due, side by side. @returns what became of each; none when nothing was due */
export async function deliverWebhooks(
  { companyId, endpointId }: { companyId: string; endpointId: string },
  ports: WebhookPorts,
): Promise<WebhookOutcome[]> {
  const token = randomUUID();
  const now = ports.clock.now();
  const lease = { token, until: now + LEASE_MS, now };
  const taken = await inCompany(companyId, (tx) => takeWebhooks(tx, companyId, endpointId, lease));
  return Promise.all(taken.map((one) => deliver(companyId, token, one, ports)));
}

async function deliver(
  companyId: string,
  token: string,
  webhook: TakenWebhook,
  ports: WebhookPorts,
): Promise<WebhookOutcome> {
  const { url, eventId, body, secrets } = webhook;
  const answer =
    secrets.length > 0
      ? await ports.post({ url, id: eventId, body, secrets })
      : ({ problem: "secret" } as const);
  const after = afterPost(answer, webhook.attempts);
  const now = ports.clock.now();
  return inCompany(companyId, async (tx) => {
    const isMine = await settleWebhook(tx, companyId, token, {
      eventId,
      endpointId: webhook.endpointId,
      ...stateAfter(after, now),
      status: "status" in answer ? answer.status : null,
      problem: "problem" in answer ? answer.problem : null,
    });
    if (!isMine) return "lost";
    await judgeEndpoint(tx, companyId, webhook, after, { now, appUrl: ports.appUrl });
    return after.kind;
  });
}

function stateAfter(after: AfterPost, now: Instant) {
  const dueAt = new Date(after.kind === "again" ? now + after.inMs : now);
  if (after.kind === "again") return { state: "PENDING", dueAt } as const;
  return { state: after.kind === "delivered" ? "DELIVERED" : "GIVEN_UP", dueAt } as const;
}

/** An address that exists no more, or of which nothing has arrived for days, is left alone, and its owners told. */
async function judgeEndpoint(
  tx: Tx,
  companyId: string,
  { endpointId }: TakenWebhook,
  after: AfterPost,
  { now, appUrl }: { now: Instant; appUrl: string },
): Promise<void> {
  const failingSince = await noteEndpointAnswer(tx, companyId, endpointId, after.kind === "delivered", now);
  const hasFailedForDays =
    after.kind === "given_up" && failingSince !== null && now - failingSince.getTime() >= FAILING_MS;
  if (after.kind !== "gone" && !hasFailedForDays) return;
  const because = after.kind === "gone" ? "GONE" : "FAILING";
  const name = await stopEndpoint(tx, companyId, endpointId, because);
  // Another post had it stopped, or a person.
  if (name === null) return;
  const why =
    because === "GONE"
      ? "Son adresse a répondu qu’elle n’existe plus."
      : "Rien n’y arrive depuis plusieurs jours, malgré nos essais.";
  await tellOwners(tx, companyId, now, (company) => ({
    subject: typeset(`${company.name} : le webhook « ${name} » est arrêté`),
    preheader: "Un de vos programmes n’est plus prévenu.",
    paragraphs: [
      typeset(`Le webhook « ${name} » de ${company.name} n’est plus prévenu de ce qui se passe. ${why}`),
      typeset(
        "Une fois l’adresse réparée, remettez-le en marche : ce qui n’est pas arrivé repartira. Ce qui se passe d’ici là ne lui sera pas dit : votre programme peut le relire par l’API.",
      ),
    ],
    button: {
      label: "Voir le webhook",
      url: `${appUrl}/${company.slug}/reglages/api/webhooks/${endpointId}`,
    },
    notice: "Vos relances ne sont pas concernées.",
  }));
  const event = {
    actor: "system",
    action: "webhook.stopped",
    entity: "webhook",
    entityId: endpointId,
  } as const;
  await appendJournal(tx, companyId, [{ ...event, data: { name, because } }], now);
}
