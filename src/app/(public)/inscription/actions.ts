"use server";
/** Signing up. */
import { redirect } from "next/navigation";
import { signUp } from "@/auth/accounts";
import { startSession } from "@/auth/currentSession";
import { bell } from "@/context/bell";
import { clock } from "@/context/clock";
import { appUrl } from "../../_server/account";
import { rawFields, runForm } from "../../_server/formState";
import type { FormState } from "../../_server/formStateShape";
import { safeReturn } from "../../_server/paths";
import { currentVisitor, requireSameOrigin } from "../../_server/request";

/** Creates an account, sends the link that confirms its address, and signs in at once. */
export async function createAccount(_: FormState, form: FormData): Promise<FormState> {
  await requireSameOrigin();
  const raw = rawFields(form);
  return runForm(raw, async () => {
    const visitor = await currentVisitor();
    const now = clock.now();
    const userId = await signUp(raw, visitor, appUrl(), now);
    await startSession(userId, visitor, now);
    await bell.ring("mail", {});
    redirect(safeReturn(raw.suite) ?? "/bienvenue");
  });
}
