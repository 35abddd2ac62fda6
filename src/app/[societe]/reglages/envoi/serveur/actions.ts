"use server";
/** The company's own mail server: tested before it is kept, tested again, or forgotten. */
import { redirect } from "next/navigation";
import { limitRate, RATES } from "@/auth/rateLimit";
import { serverProbe } from "@/context/ownServers";
import { removeOwnServer, saveOwnServer, testOwnServer } from "@/usecases/parties/saveMailServer";
import { companyButton, companyForm } from "../../../../_server/company";
import { withFlash } from "../../../../_server/flash";

export const saveServer = companyForm("configure", async ({ ctx, raw, access }) => {
  // Each test speaks to a machine of the person's choice: not a way to knock at every door.
  await limitRate(RATES.mailTestByCompany, access.companyId);
  await saveOwnServer(ctx, raw, serverProbe);
  redirect(withFlash(`/${access.slug}/reglages/envoi#serveur`, { fait: "serveur-enregistre" }));
});

export const testServer = companyButton("configure", async ({ ctx, access }) => {
  await limitRate(RATES.mailTestByCompany, access.companyId);
  const problem = await testOwnServer(ctx, serverProbe);
  return { fait: problem === null ? "serveur-verifie" : "serveur-en-panne" };
});

export const forgetServer = companyButton("configure", async ({ ctx, access }) => ({
  fait: (await removeOwnServer(ctx)) ? "serveur-retire" : "sans-changement",
  to: `/${access.slug}/reglages/envoi#serveur`,
}));
