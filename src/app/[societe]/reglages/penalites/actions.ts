"use server";
/** The rule of late penalties. */
import { redirect } from "next/navigation";
import { savePenalties } from "@/usecases/parties/savePenalties";
import { companyForm } from "../../../_server/company";
import { settingsPath } from "../_parts/settingsPath";

export const save = companyForm("configure", async ({ ctx, raw, access }) => {
  redirect(settingsPath(access.slug, await savePenalties(ctx, raw), "penalites"));
});
