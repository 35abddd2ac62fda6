"use server";
/** Members and invitations of the company. */
import { redirect } from "next/navigation";
import { changeRole, removeMember } from "@/usecases/parties/changeMember";
import { inviteMember } from "@/usecases/parties/inviteMember";
import { withdrawInvitation } from "@/usecases/parties/withdrawInvitation";
import { appUrl } from "../../../_server/account";
import { companyButton, companyForm } from "../../../_server/company";
import { withFlash } from "../../../_server/flash";
import { requireMayInvite } from "../../../_server/mayInvite";

export const invite = companyForm("own", async ({ ctx, raw, user, access }) => {
  await requireMayInvite(user);
  await inviteMember(ctx, raw, appUrl());
  redirect(withFlash(`/${access.slug}/reglages/equipe`, { fait: "invitation" }));
});

export const withdraw = companyButton("own", async ({ ctx, raw }) => {
  await withdrawInvitation(ctx, raw.invitation ?? "");
  return { fait: "invitation-retiree" };
});

export const setRole = companyButton("own", async ({ ctx, raw }) => {
  await changeRole(ctx, raw.membre ?? "", raw.role ?? "");
  return { fait: "membre-modifie" };
});

export const remove = companyButton("own", async ({ ctx, raw, user }) => {
  await removeMember(ctx, raw.membre ?? "");
  return { fait: "membre-retire", ...(raw.membre === user.userId && { to: "/societes" }) };
});
