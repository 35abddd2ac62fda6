"use server";
/** Answering an invitation: nothing happens before the press of the button. */
import { redirect } from "next/navigation";
import { currentSession, endSession } from "@/auth/currentSession";
import { clock, refreshClock } from "@/context/clock";
import { acceptInvitation } from "@/usecases/parties/acceptInvitation";
import { withFlash } from "../../../_server/flash";
import { rawFields, runForm } from "../../../_server/formState";
import type { FormState } from "../../../_server/formStateShape";
import { requireSameOrigin } from "../../../_server/request";

function pageOf(token: string): string {
  return `/invitation/${encodeURIComponent(token)}`;
}

/** Takes the place that is offered, with the account signed in. */
export async function join(_: FormState, form: FormData): Promise<FormState> {
  await requireSameOrigin();
  await refreshClock();
  const token = rawFields(form).jeton ?? "";
  return runForm({}, async () => {
    const user = await currentSession();
    if (!user) redirect(`/connexion?suite=${encodeURIComponent(pageOf(token))}`);
    const place = await acceptInvitation({ clock }, user, token);
    redirect(withFlash(place, { fait: "invitation-acceptee" }));
  });
}

/** Signs out to come back with the invited address. */
export async function changeAccount(form: FormData): Promise<void> {
  await requireSameOrigin();
  await endSession(clock.now());
  redirect(`/connexion?suite=${encodeURIComponent(pageOf(rawFields(form).jeton ?? ""))}`);
}
