"use server";
/** Addresses that are told what happens: asks who one is again before telling a secret, or one more address. */
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { countAttempt, RATES, type RateRule } from "@/auth/rateLimit";
import { proveIdentity } from "@/auth/reauthentication";
import { clock } from "@/context/clock";
import { webhookPlaces } from "@/context/webhooks";
import { DomainError } from "@/domain/invariant";
import { typeset } from "@/domain/typography";
import { addWebhook } from "@/usecases/parties/addWebhook";
import {
  pauseWebhook,
  removeWebhook,
  renewWebhookSecret,
  resendWebhook,
  resumeWebhook,
  testWebhook,
} from "@/usecases/parties/changeWebhook";
import { editWebhook } from "@/usecases/parties/editWebhook";
import type { CompanyCtx } from "@/usecases/ports";
import { appUrl } from "../../../../_server/account";
import { companyButton, companyForm } from "../../../../_server/company";
import { withFlash } from "../../../../_server/flash";
import type { FormState } from "../../../../_server/formStateShape";

const ADDED =
  "Le webhook est en marche. Copiez son secret maintenant : personne ne pourra plus le lire, pas même nous.";
const RENEWED = "Copiez ce secret maintenant. L’ancien signe encore pendant vingt-quatre heures, avec lui.";
const ADDED_BEFORE =
  "Ce webhook est déjà ajouté, et son secret n’a été montré qu’une fois. Si vous ne l’avez pas, renouvelez-le.";
const RENEWED_BEFORE =
  "Ce secret est déjà renouvelé, et n’a été montré qu’une fois. Si vous ne l’avez pas, renouvelez-le de nouveau.";

/** The secret, this once; or why it is not shown. */
function shown(secret: string | null, done: string, before: string): FormState {
  const told = { label: "Secret de signature", value: secret ?? "" };
  const message = typeset(secret ? done : before);
  return { status: secret ? "done" : "error", message, errors: {}, values: {}, ...(secret && { told }) };
}

/** What is kept of a form that has done its work must not help to find a password. */
function withoutPassword(ctx: CompanyCtx): CompanyCtx {
  if (!ctx.form) return ctx;
  const { currentPassword: _, ...fields } = ctx.form.fields;
  return { ...ctx, form: { ...ctx.form, fields } };
}

export const addEndpoint = companyForm("own", async ({ ctx, raw, user, access }) => {
  await proveIdentity(user, raw.currentPassword ?? "", clock.now());
  const { secret } = await addWebhook(withoutPassword(ctx), raw, { places: webhookPlaces, appUrl: appUrl() });
  revalidatePath(`/${access.slug}/reglages/api`);
  return shown(secret, ADDED, ADDED_BEFORE);
});

export const saveEndpoint = companyForm("own", async ({ ctx, raw, access }) => {
  const webhook = raw.webhook ?? "";
  await editWebhook(ctx, webhook, raw);
  redirect(withFlash(`/${access.slug}/reglages/api/webhooks/${webhook}`, { fait: "webhook-modifie" }));
});

export const renewSecret = companyForm("own", async ({ ctx, raw, user }) => {
  await proveIdentity(user, raw.currentPassword ?? "", clock.now());
  const { secret } = await renewWebhookSecret(withoutPassword(ctx), raw.webhook ?? "");
  return shown(secret, RENEWED, RENEWED_BEFORE);
});

/** Each test, and each event sent again, calls a machine of the person's choice: not a way to wear it out. */
async function limitCalls(rule: RateRule, { companyId }: CompanyCtx, webhook: string): Promise<void> {
  if (await countAttempt(rule, `${companyId} ${webhook}`)) return;
  throw new DomainError("WEBHOOK_TESTS", "Trop d’essais en une minute.");
}

export const testEndpoint = companyButton("own", async ({ ctx, raw }) => {
  const webhook = raw.webhook ?? "";
  await limitCalls(RATES.webhookTest, ctx, webhook);
  await testWebhook(ctx, webhook);
  return { fait: "webhook-essaye" };
});

export const resendDelivery = companyButton("own", async ({ ctx, raw }) => {
  const webhook = raw.webhook ?? "";
  await limitCalls(RATES.webhookResend, ctx, webhook);
  await resendWebhook(ctx, webhook, raw.evenement ?? "");
  return { fait: "webhook-renvoye" };
});

export const pauseEndpoint = companyButton("own", async ({ ctx, raw }) => {
  await pauseWebhook(ctx, raw.webhook ?? "");
  return { fait: "webhook-en-pause" };
});

export const resumeEndpoint = companyButton("own", async ({ ctx, raw }) => {
  await resumeWebhook(ctx, raw.webhook ?? "");
  return { fait: "webhook-repris" };
});

export const removeEndpoint = companyButton("own", async ({ ctx, raw, access }) => {
  await removeWebhook(ctx, raw.webhook ?? "");
  return { fait: "webhook-retire", to: `/${access.slug}/reglages/api` };
});
