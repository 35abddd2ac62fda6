/** Addresses of programs, added and read as the settings do. */
import { inCompany } from "@/db/inCompany";
import { WEBHOOK_EVENTS, type WebhookEvent } from "@/domain/reporting/webhookEvent";
import { addWebhook, eventField } from "@/usecases/parties/addWebhook";
import type { CompanyCtx } from "@/usecases/ports";
import { expectEventAsDocumented } from "./apiContract";

const ANYWHERE = {
  async refusal() {
    return null;
  },
};
let count = 0;

/** An address told of these events, of all by default. */
export async function makeWebhook(
  ctx: CompanyCtx,
  url: string,
  events: readonly WebhookEvent[] = WEBHOOK_EVENTS,
): Promise<{ id: string; secret: string }> {
  count += 1;
  const ticked = Object.fromEntries(events.map((event) => [eventField(event), "on"]));
  const raw = { name: `Outil ${count}`, url, ...ticked };
  const { id, secret } = await addWebhook(ctx, raw, { places: ANYWHERE, appUrl: "http://localhost:3000" });
  if (secret === null) throw new Error("the webhook was added before");
  return { id, secret };
}

/** Events written for the company, in their order: each is as the OpenAPI document says. */
// biome-ignore lint/suspicious/noExplicitAny: whatever was written is what is tested.
export async function toldEvents({ companyId }: CompanyCtx): Promise<any[]> {
  const rows = await inCompany(companyId, (tx) =>
    tx.webhookEvent.findMany({ where: { companyId }, orderBy: { id: "asc" } }),
  );
  return rows.map(({ body }) => {
    const event = JSON.parse(body);
    expectEventAsDocumented(event);
    return event;
  });
}
