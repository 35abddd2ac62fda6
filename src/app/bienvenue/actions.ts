"use server";
/** Creating a company. */
import { redirect } from "next/navigation";
import { bell } from "@/context/bell";
import { clock } from "@/context/clock";
import { formatDateNumeric } from "@/domain/dateText";
import { localDateAt } from "@/domain/zonedTime";
import { createCompany } from "@/usecases/parties/createCompany";
import { grantMandate } from "@/usecases/parties/grantMandate";
import { accountForm } from "../_server/account";
import { withFlash } from "../_server/flash";
import { requireMayMandate } from "../_server/mayMandate";

/** Creates the company, with the mandate of the firm that invited when the person agrees to it. */
export const create = accountForm(async ({ user, raw, now }) => {
  if (raw.mandat && raw.cabinet) await requireMayMandate(user.userId, raw.cabinet);
  const { companyId, slug } = await createCompany({ userId: user.userId, clock }, raw);
  if (raw.mandat && raw.cabinet) {
    const actor = { kind: "user", userId: user.userId, firmId: null } as const;
    const grantedOn = formatDateNumeric(localDateAt(now, "Europe/Paris"));
    await grantMandate({ companyId, actor, clock, bell }, { firm: raw.cabinet, grantedOn });
  }
  redirect(withFlash(`/${slug}/premiers-pas`, { fait: "societe-creee" }));
});
