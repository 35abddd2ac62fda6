"use server";
/** Noting the outcome of a call. */
import { redirect } from "next/navigation";
import { recordCall } from "@/usecases/dunning/recordCall";
import { companyForm } from "../../../_server/company";
import { withFlash } from "../../../_server/flash";

export const noteCall = companyForm("work", async ({ ctx, access, raw }) => {
  await recordCall(ctx, raw.appel ?? "", raw);
  redirect(withFlash(`/${access.slug}`, { fait: "appel-note" }));
});
