"use server";
/** Gestures on what is claimed beyond the invoices. */
import { redirect } from "next/navigation";
import { statementPrinter } from "@/context/printing";
import { rates, refreshRates } from "@/context/rates";
import { issueStatement } from "@/usecases/legal/issueStatement";
import { waivePenalties, withdrawWaiver } from "@/usecases/legal/waivePenalties";
import { companyButton, companyForm, ownPath } from "../../_server/company";
import { withFlash } from "../../_server/flash";
import { claimQueryOf } from "./claimQuery";

export const issue = companyButton("work", async ({ ctx, raw }) => {
  await refreshRates();
  const of = raw.facture ? { invoiceId: raw.facture } : { clientId: raw.client ?? "" };
  await issueStatement(ctx, claimQueryOf(of, raw), { rates, printer: statementPrinter });
  return { fait: "decompte-adresse" };
});

export const waive = companyForm("approve", async ({ ctx, access, raw }) => {
  await refreshRates();
  await waivePenalties(ctx, raw.facture ?? "", raw, rates);
  redirect(withFlash(ownPath(raw.retour, `/${access.slug}`), { fait: "remise-accordee" }));
});

export const takeBackWaiver = companyButton("approve", async ({ ctx, raw }) => {
  await withdrawWaiver(ctx, raw.remise ?? "");
  return { fait: "remise-reprise" };
});
