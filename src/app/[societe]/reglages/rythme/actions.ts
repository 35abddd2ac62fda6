"use server";
/** Calendar, pressure and delays. */
import { redirect } from "next/navigation";
import { savePace } from "@/usecases/parties/savePace";
import { companyForm } from "../../../_server/company";
import { settingsPath } from "../_parts/settingsPath";

export const save = companyForm("configure", async ({ ctx, raw, access }) => {
  redirect(settingsPath(access.slug, await savePace(ctx, raw), "rythme"));
});
