/** The one way an action of a person about themselves is entered: signed in, from our own pages. */
import { redirect } from "next/navigation";
import { currentSession } from "@/auth/currentSession";
import type { SessionUser } from "@/auth/sessions";
import { env } from "@/config/env";
import { clock, refreshClock } from "@/context/clock";
import type { Done } from "./flash";
import { rawFields, runForm } from "./formState";
import type { FormState } from "./formStateShape";
import { pressed } from "./pressed";
import { requireSameOrigin } from "./request";

export interface AccountInput {
  user: SessionUser;
  raw: Record<string, string>;
  now: number;
}

/** Public address of the application, without a slash at the end. */
export function appUrl(): string {
  return env().APP_URL.replace(/\/$/, "");
}

async function enter(form: FormData): Promise<AccountInput> {
  await requireSameOrigin();
  await refreshClock();
  const user = await currentSession();
  if (!user) redirect("/connexion");
  return { user, raw: rawFields(form), now: clock.now() };
}

/** A form with fields: errors come back beside them. */
export function accountForm(work: (input: AccountInput) => Promise<FormState>) {
  return async (_: FormState, form: FormData): Promise<FormState> => {
    const input = await enter(form);
    return runForm(input.raw, () => work(input));
  };
}

/** A button: comes back to `back` with one sentence. */
export function accountButton(
  back: string,
  work: (input: AccountInput) => Promise<{ fait: Done; to?: string }>,
) {
  return async (form: FormData): Promise<void> => {
    const input = await enter(form);
    return pressed(back, () => work(input));
  };
}
