"use server";
/** The mailbox where the company receives a copy of what leaves. */
import { redirect } from "next/navigation";
import { appAddress } from "@/context/appAddress";
import { askCopyMailbox, confirmCopyMailbox, stopCopyMailbox } from "@/usecases/parties/saveCopyMailbox";
import { companyButton, companyForm } from "../../../../_server/company";
import { withFlash } from "../../../../_server/flash";
import { requireMaySendTest } from "../../../../_server/mayInvite";

const page = (slug: string) => `/${slug}/reglages/envoi/copie`;

export const askCopies = companyForm("configure", async ({ ctx, access, raw, user }) => {
  await requireMaySendTest(user, access.companyId);
  await askCopyMailbox(ctx, raw, appAddress());
  redirect(withFlash(page(access.slug), { fait: "copie-demandee" }));
});

export const confirmCopies = companyForm("configure", async ({ ctx, access, raw }) => {
  await confirmCopyMailbox(ctx, raw.jeton ?? "");
  redirect(withFlash(page(access.slug), { fait: "copie-confirmee" }));
});

export const stopCopies = companyButton("configure", async ({ ctx }) => ({
  fait: (await stopCopyMailbox(ctx)) ? "copie-arretee" : "sans-changement",
}));
