"use server";
/** What clients see and may ask behind their links. */
import { redirect } from "next/navigation";
import { proveIdentity } from "@/auth/reauthentication";
import { clock } from "@/context/clock";
import { saveCardPage, saveDebtorPage } from "@/usecases/parties/saveDebtorPage";
import { appUrl } from "../../../_server/account";
import { companyForm } from "../../../_server/company";
import { withFlash } from "../../../_server/flash";

function back(slug: string, hasChanged: boolean): never {
  redirect(withFlash(`/${slug}/reglages/clients`, { fait: hasChanged ? "page-clients" : "sans-changement" }));
}

export const savePage = companyForm("configure", async ({ ctx, raw, access }) => {
  return back(access.slug, await saveDebtorPage(ctx, raw));
});

export const saveCard = companyForm("own", async ({ ctx, raw, user, access }) => {
  await proveIdentity(user, raw.currentPassword ?? "", clock.now());
  return back(access.slug, await saveCardPage(ctx, raw, appUrl()));
});
