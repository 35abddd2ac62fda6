"use server";
/** Signing in and out. */
import { redirect } from "next/navigation";
import { requestSignInLink, signInByLink, signInByPassword } from "@/auth/accounts";
import { endSession, enter, enterWithCode } from "@/auth/currentSession";
import { bell } from "@/context/bell";
import { clock } from "@/context/clock";
import { appUrl } from "../../_server/account";
import { withFlash } from "../../_server/flash";
import { rawFields, runForm } from "../../_server/formState";
import type { FormState } from "../../_server/formStateShape";
import { codePage, safeReturn } from "../../_server/paths";
import { currentVisitor, requireSameOrigin } from "../../_server/request";

/** Opens a session with an address and a password. */
export async function signIn(_: FormState, form: FormData): Promise<FormState> {
  await requireSameOrigin();
  const raw = rawFields(form);
  return runForm(raw, async () => {
    const visitor = await currentVisitor();
    const userId = await signInByPassword(raw, visitor);
    const next = safeReturn(raw.suite);
    if ((await enter(userId, visitor, clock.now())) === "code") redirect(codePage(next));
    redirect(next ?? "/societes");
  });
}

/** Sends a sign-in link. The answer is the same whether or not the account exists. */
export async function sendSignInLink(_: FormState, form: FormData): Promise<FormState> {
  await requireSameOrigin();
  const raw = rawFields(form);
  return runForm(raw, async () => {
    await requestSignInLink(raw, await currentVisitor(), appUrl(), clock.now());
    await bell.ring("mail", {});
    return {
      status: "done",
      message: "Si un compte existe à cette adresse, un lien vient de partir. Il est valable quinze minutes.",
      errors: {},
      values: raw,
    };
  });
}

/** Opens a session with the link of an email: only the press of this button uses it up. */
export async function signInWithLink(_: FormState, form: FormData): Promise<FormState> {
  await requireSameOrigin();
  const raw = rawFields(form);
  return runForm(raw, async () => {
    const signedIn = await signInByLink(raw.jeton ?? "", clock.now());
    if (!signedIn) {
      const message = "Ce lien a déjà servi, ou ses quinze minutes sont passées. Demandez-en un autre.";
      return { status: "error", message, errors: {}, values: {} };
    }
    if ((await enter(signedIn.userId, await currentVisitor(), clock.now())) === "code")
      redirect(codePage(null));
    redirect(signedIn.isPasswordErased ? withFlash("/compte", { fait: "mot-de-passe-efface" }) : "/societes");
  });
}

/** Ends signing in with the code of the telephone, or one kept on paper. */
export async function signInWithCode(_: FormState, form: FormData): Promise<FormState> {
  await requireSameOrigin();
  const raw = rawFields(form);
  return runForm(raw, async () => {
    await enterWithCode(raw.code ?? "", await currentVisitor(), appUrl(), clock.now());
    await bell.ring("mail", {});
    redirect(safeReturn(raw.suite) ?? "/societes");
  });
}

/** Closes the session of this device. */
export async function signOut(): Promise<void> {
  await requireSameOrigin();
  await endSession(clock.now());
  redirect("/connexion");
}
