"use server";
/** Keys of programs: asks who one is again before making one, since it outlives the session. */
import { revalidatePath } from "next/cache";
import { proveIdentity } from "@/auth/reauthentication";
import { clock } from "@/context/clock";
import { typeset } from "@/domain/typography";
import { createApiKey } from "@/usecases/parties/createApiKey";
import { revokeApiKey } from "@/usecases/parties/revokeApiKey";
import type { CompanyCtx } from "@/usecases/ports";
import { appUrl } from "../../../_server/account";
import { companyButton, companyForm } from "../../../_server/company";

const ONCE = "Copiez-la maintenant : personne ne pourra plus la lire, pas même nous.";
const TOLD_BEFORE =
  "Cette clé est déjà créée, et n’a été montrée qu’une fois. Si vous ne l’avez pas, révoquez-la et créez-en une autre.";

export const createKey = companyForm("own", async ({ ctx, raw, user, access }) => {
  await proveIdentity(user, raw.currentPassword ?? "", clock.now());
  const { key } = await createApiKey(withoutPassword(ctx), raw, appUrl());
  revalidatePath(`/${access.slug}/reglages/api`);
  const message = typeset(key ? ONCE : TOLD_BEFORE);
  const values = { scope: "READ" };
  const told = { label: `Clé ${raw.name?.trim()}`, value: key ?? "" };
  return { status: key ? "done" : "error", message, errors: {}, values, ...(key && { told }) };
});

/** What is kept of a form that has done its work must not help to find a password. */
function withoutPassword(ctx: CompanyCtx): CompanyCtx {
  if (!ctx.form) return ctx;
  const { currentPassword: _, ...fields } = ctx.form.fields;
  return { ...ctx, form: { ...ctx.form, fields } };
}

export const revokeKey = companyButton("own", async ({ ctx, access, raw }) => {
  await revokeApiKey(ctx, raw.cleApi ?? "");
  return { fait: "cle-revoquee", to: `/${access.slug}/reglages/api` };
});
