"use server";
/** One gesture over several invoices. */
import { redirect } from "next/navigation";
import { excludeInvoices } from "@/usecases/dunning/excludeInvoices";
import { holdInvoices } from "@/usecases/dunning/holdInvoice";
import { type ActionInput, companyForm, ownPath } from "../../../_server/company";
import { type Done, withFlash } from "../../../_server/flash";

const chosen = ({ raw }: ActionInput) => (raw.factures ?? "").split(" ").filter((id) => id !== "");

function toList({ access, raw }: ActionInput, fait: Done): never {
  const list = `/${access.slug}/factures`;
  redirect(withFlash(raw.retour ? ownPath(raw.retour, list) : list, { fait }));
}

export const suspendChosen = companyForm("work", async (input) => {
  const changed = await holdInvoices(input.ctx, chosen(input), input.raw);
  return toList(input, changed > 0 ? "factures-suspendues" : "sans-changement");
});

export const excludeChosen = companyForm("work", async (input) => {
  const changed = await excludeInvoices(input.ctx, chosen(input), true);
  return toList(input, changed > 0 ? "factures-exclues" : "sans-changement");
});
