import type { Metadata } from "next";
import { SignInLayout } from "@/ui/layout/SignInLayout";
import { Anchor } from "@/ui/text/Anchor";
import { ActionForm } from "../../_forms/ActionForm";
import { LEGAL_LINKS } from "../../_server/paths";
import { sendResetLink } from "./actions";

export const metadata: Metadata = { title: "Mot de passe oublié" };

export default function ForgottenPasswordPage() {
  return (
    <SignInLayout title="Mot de passe oublié" footerLinks={LEGAL_LINKS}>
      <ActionForm
        action={sendResetLink}
        fields={[
          {
            kind: "email",
            name: "email",
            label: "Adresse électronique",
            hint: "Celle de votre compte. Vous recevrez un lien pour choisir un nouveau mot de passe.",
            autoComplete: "username",
          },
        ]}
        submit="Envoyer le lien"
        pending="Envoi…"
        isWide
      />
      <p className="small muted">
        Un lien suffit aussi pour entrer, sans mot de passe.{" "}
        <Anchor href="/connexion/lien">Recevoir un lien de connexion</Anchor>
      </p>
    </SignInLayout>
  );
}
