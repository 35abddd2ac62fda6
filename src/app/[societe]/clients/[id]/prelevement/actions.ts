"use server";
/** Whether a client pays by direct debit. */
import { redirect } from "next/navigation";
import { saveDebitMandate } from "@/usecases/settlement/expectDebit";
import { companyForm } from "../../../../_server/company";
import { withFlash } from "../../../../_server/flash";

export const saveMandate = companyForm("work", async ({ ctx, access, raw }) => {
  const id = raw.client ?? "";
  await saveDebitMandate(ctx, id, raw);
  redirect(withFlash(`/${access.slug}/clients/${id}`, { fait: "prelevement-client" }));
});
