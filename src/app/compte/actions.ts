"use server";
/** What a person changes about their own account. */
import { redirect } from "next/navigation";
import { sendConfirmation } from "@/auth/accounts";
import { endSession } from "@/auth/currentSession";
import { changePassword } from "@/auth/passwordChange";
import { changeName, requestEmailChange } from "@/auth/profile";
import { limitRate, RATES } from "@/auth/rateLimit";
import { revokeAllSessions, revokeSession } from "@/auth/sessions";
import { bell } from "@/context/bell";
import { accountButton, accountForm, appUrl } from "../_server/account";
import { withFlash } from "../_server/flash";
import { currentVisitor } from "../_server/request";

export const saveName = accountForm(async ({ user, raw }) => {
  await changeName(user.userId, raw);
  redirect(withFlash("/compte", { fait: "nom" }));
});

export const askNewAddress = accountForm(async ({ user, raw, now }) => {
  const email = await requestEmailChange(user, raw, await currentVisitor(), appUrl(), now);
  await bell.ring("mail", {});
  const message = `Un lien vient de partir à ${email}. Votre adresse change quand vous l’utilisez.`;
  return { status: "done", message, errors: {}, values: {} };
});

export const savePassword = accountForm(async ({ user, raw, now }) => {
  await changePassword(user, raw, appUrl(), now);
  await bell.ring("mail", {});
  redirect(withFlash("/compte", { fait: "mot-de-passe" }));
});

export const resendConfirmation = accountButton("/compte", async ({ user, now }) => {
  await limitRate(RATES.linkByAccount, user.email);
  await sendConfirmation(user.email, appUrl(), now);
  await bell.ring("mail", {});
  return { fait: "lien-envoye" };
});

export const signOutDevice = accountButton("/compte", async ({ user, raw, now }) => {
  await revokeSession(user.userId, raw.appareil ?? "", now);
  return { fait: "appareil-deconnecte" };
});

export const signOutOthers = accountButton("/compte", async ({ user, now }) => {
  await revokeAllSessions(user.userId, now, user.sessionId);
  return { fait: "sessions-fermees" };
});

export const signOutEverywhere = accountButton("/compte", async ({ user, now }) => {
  await revokeAllSessions(user.userId, now);
  await endSession(now);
  redirect(withFlash("/connexion", { fait: "deconnecte-partout" }));
});
