/** Deliveries of events: taken under a lease, settled by whoever still holds it. */
import type { Instant } from "@/domain/calendar";
import type { WebhookProblem } from "@/domain/parties/webhook";
import type { Tx } from "../inCompany";
import { openSecrets } from "../parties/webhookEndpoints";

/** Deliveries of one endpoint in one turn; one that fails is tried once a turn, and holds nothing else up. */
const AT_ONCE = 4;

/**
 * What one machine has just written is due for another whose clock is a little behind: the bell would find nothing, and
 * leave it to the timer.
 */
const CLOCKS_APART_MS = 2_000;

/** What is due by then leaves now. */
export function dueBefore(now: Instant): Date {
  return new Date(now + CLOCKS_APART_MS);
}

export interface TakenWebhook {
  eventId: string;
  endpointId: string;
  url: string;
  body: string;
  /** Begun so far, this one included. */
  attempts: number;
  /** Signs with each: the newest first. */
  secrets: string[];
}

interface TakenRow extends Omit<TakenWebhook, "secrets"> {
  secret: Uint8Array;
  previousSecret: Uint8Array | null;
}

/** Takes what is due for an address at work. One whose lease has run out is taken again: twice is better than never. */
export async function takeWebhooks(
  tx: Tx,
  companyId: string,
  endpointId: string,
  lease: { token: string; until: Instant; now: Instant },
): Promise<TakenWebhook[]> {
  const now = new Date(lease.now);
  const rows = await tx.$queryRaw<TakenRow[]>`
    WITH due AS (
      SELECT d.company_id, d.event_id, d.endpoint_id
      FROM webhook_endpoint p CROSS JOIN LATERAL (
        SELECT w.company_id, w.event_id, w.endpoint_id FROM webhook_delivery w
        WHERE w.company_id = p.company_id AND w.endpoint_id = p.id AND w.state = 'PENDING' AND w.due_at <= ${dueBefore(lease.now)}
          AND (w.lease_until IS NULL OR w.lease_until < ${now})
        ORDER BY w.due_at LIMIT CASE WHEN p.failing_since IS NULL THEN ${AT_ONCE}::int ELSE 1 END
        FOR UPDATE SKIP LOCKED) d
      WHERE p.company_id = ${companyId}::uuid AND p.id = ${endpointId}::uuid AND p.state = 'ACTIVE'),
    taken AS (
      UPDATE webhook_delivery w
      SET lease_token = ${lease.token}::uuid, lease_until = ${new Date(lease.until)}, attempts = w.attempts + 1,
          attempted_at = ${now}
      FROM due WHERE w.company_id = due.company_id AND w.event_id = due.event_id AND w.endpoint_id = due.endpoint_id
      RETURNING w.company_id, w.event_id, w.endpoint_id, w.attempts)
    SELECT t.event_id AS "eventId", t.endpoint_id AS "endpointId", t.attempts, e.body, p.url, p.secret,
           CASE WHEN p.previous_until > ${now} THEN p.previous_secret END AS "previousSecret"
    FROM taken t
    JOIN webhook_event e ON e.company_id = t.company_id AND e.id = t.event_id
    JOIN webhook_endpoint p ON p.company_id = t.company_id AND p.id = t.endpoint_id
    ORDER BY t.event_id`;
  return rows.map(({ secret, previousSecret, ...row }) => ({
    ...row,
    secrets: openSecrets(row.endpointId, { secret, previousSecret }),
  }));
}

export interface SettledWebhook {
  eventId: string;
  endpointId: string;
  state: "PENDING" | "DELIVERED" | "GIVEN_UP";
  /** When it is tried again. */
  dueAt: Date;
  status: number | null;
  problem: WebhookProblem | null;
}

/** Writes what became of an attempt. @returns false when its lease had been taken over meanwhile: nothing is written */
export async function settleWebhook(
  tx: Tx,
  companyId: string,
  token: string,
  settled: SettledWebhook,
): Promise<boolean> {
  const { eventId, endpointId, ...result } = settled;
  const { count } = await tx.webhookDelivery.updateMany({
    where: { companyId, eventId, endpointId, leaseToken: token },
    data: { ...result, leaseToken: null, leaseUntil: null },
  });
  return count > 0;
}
