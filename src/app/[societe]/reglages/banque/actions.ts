"use server";
/** The account debtors pay to: asks who one is again before changing it. */
import { redirect } from "next/navigation";
import { proveIdentity } from "@/auth/reauthentication";
import { clock } from "@/context/clock";
import { changeBankDetails } from "@/usecases/parties/changeBankDetails";
import { appUrl } from "../../../_server/account";
import { companyForm } from "../../../_server/company";
import { withFlash } from "../../../_server/flash";
import { settingsPath } from "../_parts/settingsPath";

export const save = companyForm("own", async ({ ctx, raw, user, access }) => {
  const proof = await proveIdentity(user, raw.currentPassword ?? "", clock.now());
  const hasChanged = await changeBankDetails(ctx, raw, { proof, appUrl: appUrl() });
  if (!hasChanged) redirect(settingsPath(access.slug, false, "banque"));
  redirect(withFlash(`/${access.slug}/reglages#banque`, { fait: "banque" }));
});
