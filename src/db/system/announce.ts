/** Writes what the programs of a company are told of a fact, in the transaction of the fact. */
import { errorFacts, logger } from "@/config/logger";
import { metrics } from "@/config/metrics";
import type { Instant } from "@/domain/calendar";
import { type CalendarZone, timeZoneOf } from "@/domain/calendarZone";
import { daysLateOf, invoiceLine } from "@/domain/reporting/apiObjects";
import { eventsOf, type ToldEvent, webhookBody } from "@/domain/reporting/webhookEvent";
import { localDateAt } from "@/domain/zonedTime";
import type { Tx } from "../inCompany";
import { readListedInvoices } from "../invoicing/invoicesInOrder";
import { type Entry, readTellings, type Telling } from "../reporting/tellings";
import { newId } from "../values";
import { noteAnnounced } from "./announced";

/**
 * Announces entries of the journal to the addresses that listen. Called last: the objects are told as the
 * transaction leaves them. What cannot be told keeps no payment from being recorded, nor what has left from being
 * known to have left: it is counted, and the fact stays.
 *
 * @param listened types of events that addresses of the company are told
 */
export async function announce(
  tx: Tx,
  companyId: string,
  entries: readonly Entry[],
  listened: readonly string[],
  now: Instant,
): Promise<void> {
  const said = entries.filter(({ action }) => eventsOf(action).some((type) => listened.includes(type)));
  if (said.length === 0) return;
  await tx.$executeRaw`SAVEPOINT announced`;
  try {
    await tell(tx, companyId, said, listened, now);
  } catch (error) {
    await tx.$executeRaw`ROLLBACK TO SAVEPOINT announced`;
    metrics.failedWork.inc({ work: "announce" });
    logger().error({ companyId, ...errorFacts(error) }, "a fact was not announced");
  }
  await tx.$executeRaw`RELEASE SAVEPOINT announced`;
}

async function tell(
  tx: Tx,
  companyId: string,
  said: readonly Entry[],
  listened: readonly string[],
  now: Instant,
): Promise<void> {
  const company = await tx.company.findUniqueOrThrow({
    where: { id: companyId },
    select: { calendarZone: true },
  });
  const zone = company.calendarZone as CalendarZone;
  const tellings = (await readTellings({ tx, companyId, zone }, said)).filter(({ type }) =>
    listened.includes(type),
  );
  if (tellings.length === 0) return;
  const today = localDateAt(now, timeZoneOf(zone));
  const invoices = await readListedInvoices(tx, companyId, [...new Set(tellings.flatMap(idsOf))]);
  const lineOf = (id: string) => {
    const invoice = invoices.get(id);
    return invoice && invoiceLine({ ...invoice, daysLate: daysLateOf(invoice, today) });
  };
  const events = onlySettled(tellings, (id) => invoices.get(id)?.status === "PAID").map(
    ({ type, data, about }): ToldEvent => ({
      id: newId(),
      type,
      createdAt: new Date(now),
      companyId,
      data: {
        ...data,
        ...(about && "invoiceId" in about && { invoice: lineOf(about.invoiceId) }),
        ...(about && "invoiceIds" in about && { invoices: about.invoiceIds.map(lineOf) }),
      },
    }),
  );
  await insertEvents(tx, companyId, events);
}

function idsOf({ about }: Telling): readonly string[] {
  if (about === null) return [];
  return "invoiceId" in about ? [about.invoiceId] : about.invoiceIds;
}

/** Two credit notes of a file may settle one invoice together: it is said once. */
function onlySettled(tellings: readonly Telling[], isPaid: (invoiceId: string) => boolean): Telling[] {
  const told = new Set<string>();
  return tellings.filter((telling) => {
    if (telling.type !== "invoice.settled") return true;
    const [id = ""] = idsOf(telling);
    if (told.has(id) || !isPaid(id)) return false;
    told.add(id);
    return true;
  });
}

/** Writes events, each with a delivery to every address that listens to it. */
async function insertEvents(tx: Tx, companyId: string, events: readonly ToldEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event) => ({
    id: event.id,
    type: event.type,
    body: webhookBody(event),
    created_at: event.createdAt.toISOString(),
  }));
  await tx.$executeRaw`
    WITH said AS (
      INSERT INTO webhook_event (company_id, id, type, body, created_at)
      SELECT ${companyId}::uuid, e.id, e.type, e.body, e.created_at
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS e(id uuid, type text, body text, created_at timestamptz)
      RETURNING id, type, created_at)
    INSERT INTO webhook_delivery (company_id, event_id, endpoint_id, due_at)
    SELECT p.company_id, said.id, p.id, said.created_at
    FROM said JOIN webhook_endpoint p ON p.company_id = ${companyId}::uuid AND said.type = ANY(p.events)
    WHERE p.state = 'ACTIVE'`;
  noteAnnounced(tx, companyId);
}
