"use server";
/** A reminder that a person has leave now, from an invoice or from a client, and takes back. */
import { redirect } from "next/navigation";
import { sendHandReminder, withdrawHandReminder } from "@/usecases/dunning/sendHandReminder";
import { companyButton, companyForm, ownPath } from "../../_server/company";
import { withFlash } from "../../_server/flash";

export const remindNow = companyForm("work", async ({ ctx, access, raw, may }) => {
  const target = raw.facture ? { invoiceId: raw.facture } : { clientId: raw.client ?? "" };
  const rights = { mayApprove: may("approve"), mayInsist: may("configure") };
  const { isWaiting } = await sendHandReminder(ctx, target, raw, rights);
  const back = ownPath(raw.retour, `/${access.slug}`);
  redirect(withFlash(back, { fait: isWaiting ? "relance-a-approuver" : "relance-demandee" }));
});

export const takeReminderBack = companyButton("work", async ({ ctx, raw }) => {
  await withdrawHandReminder(ctx, raw.message ?? "");
  return { fait: "relance-retiree" };
});
