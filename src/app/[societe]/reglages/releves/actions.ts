"use server";
/** Monthly statements of account. */
import { redirect } from "next/navigation";
import { saveStatementSchedule } from "@/usecases/settlement/saveStatementSchedule";
import { companyForm } from "../../../_server/company";
import { settingsPath } from "../_parts/settingsPath";

export const saveSchedule = companyForm("configure", async ({ ctx, raw, access }) => {
  redirect(settingsPath(access.slug, await saveStatementSchedule(ctx, raw), "releves"));
});
