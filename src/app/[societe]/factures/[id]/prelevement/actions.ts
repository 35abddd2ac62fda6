"use server";
/** The direct debit of an invoice: awaited, collected, rejected, or none after all. */
import { redirect } from "next/navigation";
import { expectDebit } from "@/usecases/settlement/expectDebit";
import { type DebitIssue, settleDebit } from "@/usecases/settlement/settleDebit";
import { companyForm } from "../../../../_server/company";
import { type Done, withFlash } from "../../../../_server/flash";

const SETTLED: Record<DebitIssue, Done> = {
  COLLECTED: "prelevement-reussi",
  REJECTED: "prelevement-rejete",
  STOPPED: "prelevement-fini",
};

export const awaitDebit = companyForm("work", async ({ ctx, access, raw }) => {
  const id = raw.facture ?? "";
  await expectDebit(ctx, id, raw);
  redirect(withFlash(`/${access.slug}/factures/${id}`, { fait: "prelevement-attendu" }));
});

export const sayDebitIssue = companyForm("work", async ({ ctx, access, raw }) => {
  const id = raw.facture ?? "";
  const issue = await settleDebit(ctx, id, raw);
  redirect(withFlash(`/${access.slug}/factures/${id}`, { fait: SETTLED[issue] }));
});
