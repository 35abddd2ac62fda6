"use server";
/** A client's statement of account: sent now, and each month. */
import { redirect } from "next/navigation";
import { chooseStatements } from "@/usecases/settlement/saveStatementSchedule";
import { sendAccountStatement } from "@/usecases/settlement/sendAccountStatement";
import { companyForm } from "../../../../_server/company";
import { withFlash } from "../../../../_server/flash";

export const sendStatement = companyForm("work", async ({ ctx, access, raw, may }) => {
  const { messageId, isWaiting } = await sendAccountStatement(ctx, raw.client ?? "", may("approve"));
  const fait = isWaiting ? "releve-a-approuver" : "releve-envoye";
  redirect(withFlash(`/${access.slug}/messages/${messageId}`, { fait }));
});

export const chooseMonthly = companyForm("work", async ({ ctx, access, raw }) => {
  const id = raw.client ?? "";
  await chooseStatements(ctx, id, raw);
  redirect(withFlash(`/${access.slug}/clients/${id}/releve`, { fait: "releves-choisis" }));
});
