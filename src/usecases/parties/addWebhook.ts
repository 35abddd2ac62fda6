/** Adds an address that is told what happens in the company. Its secret is told once, and kept sealed. */
import type { Tx } from "@/db/inCompany";
import { insertEndpoint, newWebhookSecret } from "@/db/parties/webhookEndpoints";
import { newId } from "@/db/values";
import { fieldError, line, type RawFields, readFields } from "@/domain/fields";
import { invariant } from "@/domain/invariant";
import { hostOf, MAX_ENDPOINTS, webhookUrl } from "@/domain/parties/webhook";
import { WEBHOOK_EVENTS, type WebhookEvent } from "@/domain/reporting/webhookEvent";
import { typeset } from "@/domain/typography";
import { journalBy } from "../journalBy";
import { onceForForm } from "../onceForForm";
import { actorUserId, type CompanyCtx } from "../ports";
import { tellOwners } from "./tellOwners";

/** Which addresses this installation posts to. */
export interface WebhookPlaces {
  /** Why not this one, in French; null when it does. */
  refusal(url: string): Promise<string | null>;
}

/** Name of the field of a form that is ticked for an event. */
export function eventField(event: WebhookEvent): string {
  return `event_${event.replace(".", "_")}`;
}

export const WEBHOOK_NAME = line("à quoi il sert", 40);

const WEBHOOK_FIELDS = { name: WEBHOOK_NAME, url: webhookUrl } as const;

/** The events that are ticked. @throws InputError when none is */
export function readChosenEvents(raw: RawFields): WebhookEvent[] {
  const events = WEBHOOK_EVENTS.filter((event) => (raw[eventField(event)] ?? "") !== "");
  const [first] = WEBHOOK_EVENTS;
  if (events.length === 0) throw fieldError(eventField(first), "REQUIRED", "Cochez au moins un évènement.");
  return events;
}

/**
 * Adds the address and tells every owner. The caller has asked the person to prove who they are.
 *
 * @returns its id, and the secret, which nobody can read again; null when this form had added it before
 * @throws InputError with every field that is wrong
 */
export async function addWebhook(
  ctx: CompanyCtx,
  raw: RawFields,
  { places, appUrl }: { places: WebhookPlaces; appUrl: string },
): Promise<{ id: string; secret: string | null }> {
  const input = readFields(raw, WEBHOOK_FIELDS);
  const events = readChosenEvents(raw);
  const refusal = await places.refusal(input.url);
  if (refusal !== null) throw fieldError("url", "PLACE", refusal);
  const createdById = actorUserId(ctx.actor);
  invariant(createdById, "only a person adds an address");
  const { companyId } = ctx;
  const now = ctx.clock.now();
  const id = newId();
  const secret = newWebhookSecret();
  const host = hostOf(input.url);
  const added = await onceForForm(ctx, async (tx) => {
    await refuseOneMore(tx, companyId, input.name);
    await insertEndpoint(tx, companyId, { id, ...input, events, secret, createdById }, now);
    await tellOwners(tx, companyId, now, ({ name, slug }) => ({
      subject: typeset(`${name} : un webhook vient d’être ajouté`),
      preheader: "Vérifiez que cette adresse vient bien de vous.",
      paragraphs: [
        typeset(
          `Ce qui arrive aux factures de ${name} (règlements, relances, réponses) est désormais envoyé à un programme, « ${input.name} », sur ${host}.`,
        ),
      ],
      button: { label: "Voir le webhook", url: `${appUrl}/${slug}/reglages/api/webhooks/${id}` },
      notice: typeset(
        "Si ce n’est pas vous, retirez cette adresse et changez votre mot de passe : quelqu’un est entré.",
      ),
    }));
    await journalBy(tx, ctx, {
      action: "webhook.added",
      entity: "webhook",
      entityId: id,
      data: { name: input.name, host, events },
    });
    // What is kept of the form for whoever comes second must not be the secret.
    return { id };
  });
  await ctx.bell.ring("mail", {});
  return { id: added.id, secret: added.id === id ? secret : null };
}

async function refuseOneMore(tx: Tx, companyId: string, name: string): Promise<void> {
  await refuseTakenName(tx, companyId, name, null);
  if ((await tx.webhookEndpoint.count({ where: { companyId } })) >= MAX_ENDPOINTS) {
    throw fieldError(
      "url",
      "TOO_MANY",
      `${MAX_ENDPOINTS}\u00a0webhooks existent déjà. Retirez-en un d’abord.`,
    );
  }
}

/**
 * Two owners at the settings take turns: neither the count nor the names are passed.
 *
 * @param ownId the address that may keep its name; null: a new one
 * @throws InputError TAKEN when another address has this name
 */
export async function refuseTakenName(
  tx: Tx,
  companyId: string,
  name: string,
  ownId: string | null,
): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM company WHERE id = ${companyId}::uuid FOR NO KEY UPDATE`;
  const named = await tx.webhookEndpoint.findFirst({ where: { companyId, name }, select: { id: true } });
  if (named && named.id !== ownId)
    throw fieldError("name", "TAKEN", "Un webhook porte déjà ce nom. Choisissez-en un autre.");
}
