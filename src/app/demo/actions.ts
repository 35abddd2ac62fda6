"use server";
/** Gestures of the demonstration. Each of them does not exist outside of it. */
import { revalidatePath } from "next/cache";
import { notFound, redirect } from "next/navigation";
import { endSession, startSession } from "@/auth/currentSession";
import { type DemoRole, demoUserId } from "@/auth/demoAccount";
import { clock, isDemonstration, refreshClock } from "@/context/clock";
import { LEAPS, moveDemoClock } from "@/usecases/demonstration/moveDemoClock";
import { companyButton } from "../_server/company";
import { rawFields } from "../_server/formState";
import { currentVisitor, requireSameOrigin } from "../_server/request";

const SAID = {
  moved: "temps-avance",
  "still-working": "temps-avance-travail",
  "nothing-ahead": "temps-sans-suite",
} as const;

/** Moves the clock forward; the worker acts at once. */
export const moveClock = companyButton("read", async ({ ctx, raw }) => {
  if (!(await isDemonstration())) notFound();
  const leap = LEAPS.find((one) => one === raw.saut);
  if (!leap) notFound();
  const { result } = await moveDemoClock(ctx, leap, { refreshClock: () => refreshClock(true) });
  // The frame of the page shows the clock: it must not be kept from before.
  revalidatePath("/", "layout");
  return { fait: SAID[result] };
});

const ROLES: readonly DemoRole[] = ["freelance", "accountant"];

/** Signs in as one of the people of the demonstration. */
export async function enterAs(form: FormData): Promise<void> {
  await requireSameOrigin();
  const role = ROLES.find((one) => one === rawFields(form).compte);
  if (!role || !(await isDemonstration())) notFound();
  const userId = await demoUserId(role);
  if (!userId) notFound();
  await endSession(clock.now());
  await startSession(userId, await currentVisitor(), clock.now());
  redirect("/societes");
}
