"use server";
/** The official rates: entered by the people who run this server. */
import { notFound, redirect } from "next/navigation";
import { mayEnterRates } from "@/auth/rateAdministrators";
import { clock, isDemonstration } from "@/context/clock";
import { rates, refreshRates } from "@/context/rates";
import { localDateAt } from "@/domain/zonedTime";
import { recordRate } from "@/usecases/legal/recordRate";
import { companyForm } from "../../../_server/company";
import { withFlash } from "../../../_server/flash";

export const enter = companyForm("read", async ({ user, raw, access }) => {
  if (!mayEnterRates(user, await isDemonstration())) notFound();
  await refreshRates(true);
  // Half-years are those of Paris, wherever the company is.
  const today = localDateAt(clock.now(), "Europe/Paris");
  await recordRate({ userId: user.userId, name: user.name }, raw, { today, clock }, rates);
  await refreshRates(true);
  redirect(withFlash(`/${access.slug}/reglages/taux`, { fait: "taux" }));
});
