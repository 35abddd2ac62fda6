"use server";
/** The gestures of payments. */
import { redirect } from "next/navigation";
import { rates, refreshRates } from "@/context/rates";
import { plainAmount } from "@/domain/money";
import { partField } from "@/domain/settlement/allocation";
import { proposeAllocation, recordClientPayment } from "@/usecases/settlement/recordClientPayment";
import { reversePayment } from "@/usecases/settlement/reversePayment";
import { companyButton, companyForm } from "../../_server/company";
import { withFlash } from "../../_server/flash";

/**
 * Two buttons share the form: one shows how the amount would be put on the invoices, the other
 * records it.
 */
export const takePayment = companyForm("work", async ({ ctx, access, raw }) => {
  const clientId = raw.client ?? "";
  await refreshRates();
  if (raw.geste === "repartir") {
    const parts = await proposeAllocation(ctx, clientId, raw, rates);
    const given = Object.entries(raw).filter(([name]) => !name.startsWith(partField("")));
    const proposed = parts.map(({ invoiceId, amountCents, accessoryCents = 0n }): [string, string] => [
      partField(invoiceId),
      plainAmount(amountCents + accessoryCents).replace(".", ","),
    ]);
    return { status: "done", message: "", errors: {}, values: Object.fromEntries([...given, ...proposed]) };
  }
  await recordClientPayment(ctx, clientId, raw, rates);
  redirect(withFlash(`/${access.slug}/encaissements`, { fait: "reglement" }));
});

export const undoPayment = companyButton("work", async ({ ctx, access, raw }) => {
  await reversePayment(ctx, raw.reglement ?? "");
  return { fait: "reglement-annule", to: `/${access.slug}/encaissements` };
});
