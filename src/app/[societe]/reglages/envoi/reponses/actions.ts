"use server";
/** The mailbox where answers arrive: opened before it is kept, or forgotten. */
import { redirect } from "next/navigation";
import { limitRate, RATES } from "@/auth/rateLimit";
import { mailboxReader } from "@/context/mailboxReader";
import { removeOwnMailbox, saveOwnMailbox } from "@/usecases/parties/saveMailbox";
import { companyButton, companyForm } from "../../../../_server/company";
import { withFlash } from "../../../../_server/flash";

export const saveMailbox = companyForm("configure", async ({ ctx, raw, access }) => {
  await limitRate(RATES.mailTestByCompany, access.companyId);
  await saveOwnMailbox(ctx, raw, mailboxReader);
  redirect(withFlash(`/${access.slug}/reglages/envoi#serveur`, { fait: "boite-enregistree" }));
});

export const forgetMailbox = companyButton("configure", async ({ ctx, access }) => ({
  fait: (await removeOwnMailbox(ctx)) ? "boite-retiree" : "sans-changement",
  to: `/${access.slug}/reglages/envoi#serveur`,
}));
