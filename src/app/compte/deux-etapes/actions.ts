"use server";
/** The second step of signing in: put in service, its codes renewed, taken away. */
import { redirect } from "next/navigation";
import {
  beginSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
} from "@/auth/secondFactor";
import { bell } from "@/context/bell";
import { typeset } from "@/domain/typography";
import { accountForm, appUrl } from "../../_server/account";
import { withFlash } from "../../_server/flash";

const PAGE = "/compte/deux-etapes";

export const begin = accountForm(async ({ user, raw, now }) => {
  await beginSecondFactor(user, raw, now);
  redirect(PAGE);
});

export const confirm = accountForm(async ({ user, raw, now }) => {
  await confirmSecondFactor(user, raw, appUrl(), now, Date.now());
  await bell.ring("mail", {});
  redirect(withFlash(PAGE, { fait: "deux-etapes" }));
});

export const renewCodes = accountForm(async ({ user, raw, now }) => {
  const codes = await renewRecoveryCodes(user, raw, now, Date.now());
  const message = typeset("Gardez-les maintenant : ils ne seront plus montrés. Les anciens ne servent plus.");
  const told = { label: "Codes de secours", value: codes.join("\n") };
  return { status: "done", message, errors: {}, values: {}, told };
});

export const remove = accountForm(async ({ user, raw, now }) => {
  await removeSecondFactor(user, raw, appUrl(), now, Date.now());
  await bell.ring("mail", {});
  redirect(withFlash(PAGE, { fait: "deux-etapes-retirees" }));
});
