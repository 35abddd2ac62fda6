import type { Metadata } from "next";
import { NBSP } from "@/domain/money";
import { SignInLayout } from "@/ui/layout/SignInLayout";
import { Anchor } from "@/ui/text/Anchor";
import { ActionForm } from "../../../_forms/ActionForm";
import { LEGAL_LINKS, param } from "../../../_server/paths";
import { sendSignInLink, signInWithLink } from "../actions";

export const metadata: Metadata = { title: "Lien de connexion" };

type Search = Promise<Record<string, string | string[] | undefined>>;

/** Without a token, asks for a link; with one, shows the button that uses it: a scanner presses nothing. */
export default async function LinkPage({ searchParams }: { searchParams: Search }) {
  const token = param(await searchParams, "jeton");
  return (
    <SignInLayout title={token ? "Vous y êtes presque" : "Recevoir un lien"} footerLinks={LEGAL_LINKS}>
      {token ? (
        <ActionForm
          action={signInWithLink}
          hidden={{ jeton: token }}
          fields={[]}
          submit="Me connecter"
          isWide
        />
      ) : (
        <ActionForm
          action={sendSignInLink}
          fields={[
            {
              kind: "email",
              name: "email",
              label: "Adresse électronique",
              hint: "Celle de votre compte. Le lien est valable quinze minutes.",
              autoComplete: "username",
            },
          ]}
          submit="Envoyer le lien"
          pending="Envoi…"
          isWide
        />
      )}
      {token && (
        <p className="small muted">
          Le lien ne marche plus{NBSP}? <Anchor href="/connexion/lien">En demander un autre</Anchor>
        </p>
      )}
      <p className="small muted">
        <Anchor href="/connexion">Se connecter avec un mot de passe</Anchor>
      </p>
    </SignInLayout>
  );
}
