"use server";
/** Opening a firm. */
import { redirect } from "next/navigation";
import { clock } from "@/context/clock";
import { createFirm } from "@/usecases/parties/createFirm";
import { accountForm } from "../../_server/account";
import { withFlash } from "../../_server/flash";

export const create = accountForm(async ({ user, raw }) => {
  const { slug } = await createFirm({ userId: user.userId, clock }, raw);
  redirect(withFlash(`/cabinet/${slug}/mandats`, { fait: "cabinet-cree" }));
});
