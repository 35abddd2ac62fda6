"use server";
/** Mandates given to accounting firms. */
import { redirect } from "next/navigation";
import { findFirm, grantMandate, revokeMandate } from "@/usecases/parties/grantMandate";
import { companyButton, companyForm } from "../../../_server/company";
import { withFlash } from "../../../_server/flash";
import { requireMayMandate } from "../../../_server/mayMandate";

/** Looks for the firm, so that the person sees who it is before anything is granted. */
export const look = companyForm("own", async ({ raw, access }) => {
  const firm = await findFirm(raw.firm ?? "");
  redirect(`/${access.slug}/reglages/mandats?cabinet=${encodeURIComponent(firm.slug)}`);
});

export const grant = companyForm("own", async ({ ctx, raw, access, user }) => {
  await requireMayMandate(user.userId, raw.firm ?? "");
  await grantMandate(ctx, raw);
  redirect(withFlash(`/${access.slug}/reglages/mandats`, { fait: "mandat" }));
});

export const revoke = companyButton("own", async ({ ctx, raw }) => {
  await revokeMandate(ctx, raw.mandat ?? "");
  return { fait: "mandat-revoque" };
});
