import type { Metadata } from "next";
import { MIN_PASSWORD_LENGTH } from "@/auth/passwords";
import { NBSP } from "@/domain/money";
import { SignInLayout } from "@/ui/layout/SignInLayout";
import { Anchor } from "@/ui/text/Anchor";
import { ActionForm } from "../../../_forms/ActionForm";
import { LEGAL_LINKS, param } from "../../../_server/paths";
import { setNewPassword } from "../actions";

export const metadata: Metadata = { title: "Nouveau mot de passe" };

type Search = Promise<Record<string, string | string[] | undefined>>;

/** The page behind the link: only its form uses the link up. */
export default async function NewPasswordPage({ searchParams }: { searchParams: Search }) {
  return (
    <SignInLayout title="Nouveau mot de passe" footerLinks={LEGAL_LINKS}>
      <ActionForm
        action={setNewPassword}
        hidden={{ jeton: param(await searchParams, "jeton") }}
        fields={[
          {
            kind: "password",
            name: "password",
            label: "Nouveau mot de passe",
            hint: `${MIN_PASSWORD_LENGTH}${NBSP}caractères au moins. Vos appareils seront déconnectés.`,
            autoComplete: "new-password",
          },
        ]}
        submit="Enregistrer et me connecter"
        pending="Enregistrement…"
        isWide
      />
      <p className="small muted">
        Le lien ne marche plus{NBSP}? <Anchor href="/mot-de-passe">En demander un autre</Anchor>
      </p>
    </SignInLayout>
  );
}
