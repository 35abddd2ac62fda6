"use server";
/** Who the company is. */
import { redirect } from "next/navigation";
import { saveIdentity } from "@/usecases/parties/saveIdentity";
import { companyForm } from "../../../_server/company";
import { settingsPath } from "../_parts/settingsPath";

export const save = companyForm("configure", async ({ ctx, raw, access }) => {
  redirect(settingsPath(access.slug, await saveIdentity(ctx, raw), "societe"));
});
