"use server";
/** Mandates held by the firm. */
import { notFound, redirect } from "next/navigation";
import { bell } from "@/context/bell";
import { clock } from "@/context/clock";
import { revokeMandate } from "@/usecases/parties/grantMandate";
import { inviteCompany } from "@/usecases/parties/inviteCompany";
import { appUrl } from "../../../_server/account";
import { firmButton, firmForm } from "../../../_server/firm";
import { withFlash } from "../../../_server/flash";
import { requireMayInvite } from "../../../_server/mayInvite";

/** Writes to a client, who opens the company and grants the mandate. */
export const invite = firmForm("member", async ({ ctx, raw, user, firm }) => {
  await requireMayInvite(user);
  await inviteCompany(ctx, raw, appUrl());
  redirect(withFlash(`/cabinet/${firm.slug}/mandats`, { fait: "cabinet-invite" }));
});

/** The firm gives a mandate back: its people lose access at once. */
export const giveBack = firmButton("partner", async ({ raw, user, firm, mandates }) => {
  const mandate = (await mandates()).find(({ mandateId }) => mandateId === raw.mandat);
  if (!mandate) notFound();
  const actor = { kind: "user", userId: user.userId, firmId: firm.firmId } as const;
  await revokeMandate({ companyId: mandate.companyId, actor, clock, bell }, mandate.mandateId);
  return { fait: "mandat-revoque" };
});
