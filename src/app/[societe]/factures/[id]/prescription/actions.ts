"use server";
/** Acts that interrupt the limitation of an invoice. */
import { redirect } from "next/navigation";
import {
  recordLimitationAct,
  saveLimitationRule,
  withdrawLimitationAct,
} from "@/usecases/legal/recordLimitationAct";
import { companyButton, companyForm } from "../../../../_server/company";
import { type Done, withFlash } from "../../../../_server/flash";
import { sentFile } from "../../../../_server/sentFile";

function toClock(slug: string, invoiceId: string, fait: Done): never {
  redirect(withFlash(`/${slug}/factures/${invoiceId}#prescription`, { fait }));
}

export const recordAct = companyForm("work", async ({ ctx, raw, form, access }) => {
  const invoiceId = raw.facture ?? "";
  await recordLimitationAct(ctx, invoiceId, raw, await sentFile(form));
  return toClock(access.slug, invoiceId, "acte-enregistre");
});

/** The same for an act the records suggest: nothing is typed. */
export const keepProposal = companyButton("work", async ({ ctx, raw }) => {
  await recordLimitationAct(ctx, raw.facture ?? "", raw, null);
  return { fait: "acte-enregistre" };
});

export const withdrawAct = companyButton("work", async ({ ctx, raw }) => {
  await withdrawLimitationAct(ctx, raw.acte ?? "");
  return { fait: "acte-retire" };
});

export const saveRule = companyForm("work", async ({ ctx, raw, access }) => {
  const invoiceId = raw.facture ?? "";
  await saveLimitationRule(ctx, invoiceId, raw);
  return toClock(access.slug, invoiceId, "delai-precise");
});
