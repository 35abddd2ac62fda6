"use server";
/** What lets messages leave, or holds them; who signs, and when they leave. */
import { redirect } from "next/navigation";
import { saveSending } from "@/usecases/parties/saveSending";
import { setSafeMode } from "@/usecases/parties/setSafeMode";
import { startAgain, stopEverything } from "@/usecases/parties/stopEverything";
import { companyButton, companyForm } from "../../../_server/company";
import { settingsPath } from "../_parts/settingsPath";

export const save = companyForm("configure", async ({ ctx, raw, access }) => {
  redirect(settingsPath(access.slug, await saveSending(ctx, raw), "envoi"));
});

export const turnSafeModeOn = companyButton("configure", async ({ ctx }) => ({
  fait: (await setSafeMode(ctx, true)) ? "mode-sur-actif" : "sans-changement",
}));

export const turnSafeModeOff = companyButton("configure", async ({ ctx }) => ({
  fait: (await setSafeMode(ctx, false)) ? "mode-sur-inactif" : "sans-changement",
}));

/** Whoever may let messages leave may also stop them. */
export const stopAll = companyButton("approve", async ({ ctx }) => ({
  fait: (await stopEverything(ctx)) ? "arret" : "sans-changement",
}));

export const resumeAll = companyButton("approve", async ({ ctx }) => ({
  fait: (await startAgain(ctx)) ? "remise-en-marche" : "sans-changement",
}));
