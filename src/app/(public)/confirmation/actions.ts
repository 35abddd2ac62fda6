"use server";
/** Confirming an address: only the press of a button uses a link up. */
import { redirect } from "next/navigation";
import { confirmEmail } from "@/auth/accounts";
import { currentSession } from "@/auth/currentSession";
import { confirmEmailChange } from "@/auth/profile";
import { bell } from "@/context/bell";
import { clock } from "@/context/clock";
import { appUrl } from "../../_server/account";
import { withFlash } from "../../_server/flash";
import { rawFields, runForm } from "../../_server/formState";
import type { FormState } from "../../_server/formStateShape";
import { requireSameOrigin } from "../../_server/request";

const SPENT =
  "Ce lien a déjà servi, ou il n’est plus valable. Demandez-en un autre depuis la page de votre compte.";

/** @param done what was done, as a sentence */
function erased(done: string): FormState {
  const message = `${done} Le mot de passe choisi avant cette preuve est effacé\u00a0: choisissez-en un autre depuis «\u00a0Mot de passe oublié\u00a0», ou connectez-vous par un lien.`;
  return { status: "done", message, errors: {}, values: {} };
}

/** Confirms the address of a new account. */
export async function confirmAddress(_: FormState, form: FormData): Promise<FormState> {
  await requireSameOrigin();
  const raw = rawFields(form);
  return runForm(raw, async () => {
    const user = await currentSession();
    const proof = await confirmEmail(raw.jeton ?? "", user, clock.now());
    if (!proof) return { status: "error", message: SPENT, errors: {}, values: {} };
    if (proof.isPasswordErased) return erased("Adresse confirmée.");
    redirect(user ? withFlash("/societes", { fait: "adresse-confirmee" }) : "/connexion");
  });
}

/** Gives an account its new address. */
export async function takeNewAddress(_: FormState, form: FormData): Promise<FormState> {
  await requireSameOrigin();
  const raw = rawFields(form);
  return runForm(raw, async () => {
    const user = await currentSession();
    const change = await confirmEmailChange(raw.jeton ?? "", user, appUrl(), clock.now());
    if (!change) return { status: "error", message: SPENT, errors: {}, values: {} };
    await bell.ring("mail", {});
    if (change.isPasswordErased) return erased("Adresse changée.");
    redirect(user ? withFlash("/compte", { fait: "adresse-changee" }) : "/connexion");
  });
}
