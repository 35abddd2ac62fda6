"use server";
/** The firm's identity, its guarantees, its members and invitations. */
import { redirect } from "next/navigation";
import { changeFirmRole, removeFirmMember } from "@/usecases/parties/changeFirmMember";
import { inviteFirmMember } from "@/usecases/parties/inviteMember";
import { saveFirmGuarantees, saveFirmIdentity } from "@/usecases/parties/saveFirm";
import { withdrawFirmInvitation } from "@/usecases/parties/withdrawInvitation";
import { appUrl } from "../../../_server/account";
import { firmButton, firmForm } from "../../../_server/firm";
import { withFlash } from "../../../_server/flash";
import { requireMayInvite } from "../../../_server/mayInvite";

export const invite = firmForm("partner", async ({ ctx, raw, user, firm }) => {
  await requireMayInvite(user);
  await inviteFirmMember(ctx, raw, appUrl());
  redirect(withFlash(`/cabinet/${firm.slug}/reglages`, { fait: "invitation" }));
});

export const saveIdentity = firmForm("partner", async ({ ctx, raw, firm }) => {
  await saveFirmIdentity(ctx, raw);
  redirect(withFlash(`/cabinet/${firm.slug}/reglages`, { fait: "cabinet" }));
});

export const saveGuarantees = firmForm("partner", async ({ ctx, raw, firm }) => {
  await saveFirmGuarantees(ctx, raw);
  redirect(withFlash(`/cabinet/${firm.slug}/reglages`, { fait: "cabinet" }));
});

export const withdraw = firmButton("partner", async ({ ctx, raw }) => {
  await withdrawFirmInvitation(ctx, raw.invitation ?? "");
  return { fait: "invitation-retiree" };
});

export const setRole = firmButton("partner", async ({ ctx, raw }) => {
  await changeFirmRole(ctx, raw.membre ?? "", raw.role ?? "");
  return { fait: "membre-modifie" };
});

export const remove = firmButton("partner", async ({ ctx, raw, user }) => {
  await removeFirmMember(ctx, raw.membre ?? "");
  return { fait: "membre-retire", ...(raw.membre === user.userId && { to: "/societes" }) };
});
