"use server";
/** The account debtors pay to: asks who one is again before changing it. */
import { redirect } from "next/navigation";
import { proveIdentity } from "@/auth/reauthentication";
import { clock } from "@/context/clock";
import { changeBankDetails, stopBankChange } from "@/usecases/parties/changeBankDetails";
import { appUrl } from "../../../_server/account";
import { companyButton, companyForm } from "../../../_server/company";
import { withFlash } from "../../../_server/flash";
import { settingsPath } from "../_parts/settingsPath";

export const save = companyForm("own", async ({ ctx, raw, user, access }) => {
  const proof = await proveIdentity(user, raw.currentPassword ?? "", clock.now());
  const result = await changeBankDetails(ctx, raw, { proof, appUrl: appUrl() });
  if (result === "UNCHANGED") redirect(settingsPath(access.slug, false, "banque"));
  const fait = result === "WAITING" ? "banque-annoncee" : "banque";
  redirect(withFlash(`/${access.slug}/reglages#banque`, { fait }));
});

/** Needs no proof: it leaves things as they were. */
export const stopChange = companyButton("own", async ({ ctx }) => {
  const stopped = await stopBankChange(ctx);
  return { fait: stopped ? "banque-arretee" : "sans-changement" };
});
