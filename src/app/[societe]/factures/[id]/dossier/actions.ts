"use server";
/** Proofs added to the file of an invoice. */
import { redirect } from "next/navigation";
import { addClaimProof, removeClaimProof } from "@/usecases/legal/addClaimProof";
import { companyButton, companyForm } from "../../../../_server/company";
import { withFlash } from "../../../../_server/flash";
import { fieldErrors } from "../../../../_server/formState";
import { sentFile } from "../../../../_server/sentFile";

export const addProof = companyForm("work", async ({ ctx, raw, form, access }) => {
  const file = await sentFile(form);
  if (!file) return fieldErrors(raw, { file: "Choisissez le fichier à joindre." });
  const invoiceId = raw.facture ?? "";
  await addClaimProof(ctx, invoiceId, raw, file);
  redirect(withFlash(`/${access.slug}/factures/${invoiceId}/dossier`, { fait: "preuve-ajoutee" }));
});

export const removeProof = companyButton("work", async ({ ctx, raw }) => {
  await removeClaimProof(ctx, raw.preuve ?? "");
  return { fait: "preuve-retiree" };
});
