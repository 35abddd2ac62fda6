/** Changes what an address is told, and its name. Where it is, and its secret, are changed in their own ways. */
import { inCompany, isId } from "@/db/inCompany";
import { describeEndpoint, type EndpointRow, lockEndpoint } from "@/db/parties/webhookEndpoints";
import { type RawFields, readFields } from "@/domain/fields";
import { journalBy } from "../journalBy";
import type { CompanyCtx } from "../ports";
import { refuseStale, type SeenRecord } from "../seenRecord";
import { readChosenEvents, refuseTakenName, WEBHOOK_NAME } from "./addWebhook";
import { notFound } from "./saveClient";

type Edited = { name: string; events: readonly string[] };

/** What the form of an address is opened on. */
export function seenWebhook({
  id,
  name,
  events,
}: Pick<EndpointRow, "id" | "name" | "events">): SeenRecord<Edited> {
  return {
    record: { name, events },
    names: { name: "le nom", events: "ce qui lui est dit" },
    what: "ce webhook",
    entityId: id,
    actions: ["webhook.edited"],
  };
}

/** @throws InputError; DomainError NOT_FOUND; FormError STALE_FORM when someone changed it since the page was made */
export async function editWebhook(ctx: CompanyCtx, endpointId: string, raw: RawFields): Promise<void> {
  const { name } = readFields(raw, { name: WEBHOOK_NAME });
  const events = readChosenEvents(raw);
  if (!isId(endpointId)) throw notFound();
  const { companyId } = ctx;
  await inCompany(companyId, async (tx) => {
    await refuseTakenName(tx, companyId, name, endpointId);
    const endpoint = await lockEndpoint(tx, companyId, endpointId);
    if (!endpoint) throw notFound();
    await refuseStale(tx, ctx, raw, seenWebhook(endpoint));
    await describeEndpoint(tx, companyId, endpointId, { name, events });
    await journalBy(tx, ctx, {
      action: "webhook.edited",
      entity: "webhook",
      entityId: endpointId,
      data: { name, events },
    });
  });
}
