"use server";
/** A forgotten password. */
import { redirect } from "next/navigation";
import { enter } from "@/auth/currentSession";
import { requestPasswordReset, resetPassword } from "@/auth/passwordChange";
import { bell } from "@/context/bell";
import { clock } from "@/context/clock";
import { appUrl } from "../../_server/account";
import { rawFields, runForm } from "../../_server/formState";
import type { FormState } from "../../_server/formStateShape";
import { codePage } from "../../_server/paths";
import { currentVisitor, requireSameOrigin } from "../../_server/request";

/** Sends a link. The answer is the same whether or not the account exists. */
export async function sendResetLink(_: FormState, form: FormData): Promise<FormState> {
  await requireSameOrigin();
  const raw = rawFields(form);
  return runForm(raw, async () => {
    await requestPasswordReset(raw, await currentVisitor(), appUrl(), clock.now());
    await bell.ring("mail", {});
    return {
      status: "done",
      message: "Si un compte existe à cette adresse, un lien vient de partir. Il est valable trente minutes.",
      errors: {},
      values: raw,
    };
  });
}

/** Sets the new password, signs out every device, and signs in on this one, with a code when the account asks for one. */
export async function setNewPassword(_: FormState, form: FormData): Promise<FormState> {
  await requireSameOrigin();
  const raw = rawFields(form);
  return runForm(raw, async () => {
    const now = clock.now();
    const userId = await resetPassword(raw, appUrl(), now);
    const entered = await enter(userId, await currentVisitor(), now);
    await bell.ring("mail", {});
    redirect(entered === "code" ? codePage(null) : "/societes");
  });
}
