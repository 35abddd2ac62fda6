import type { Metadata } from "next";
import { currentSession } from "@/auth/currentSession";
import { NBSP } from "@/domain/money";
import { SignInLayout } from "@/ui/layout/SignInLayout";
import { Anchor } from "@/ui/text/Anchor";
import { ActionForm } from "../../_forms/ActionForm";
import { LEGAL_LINKS, param } from "../../_server/paths";
import { confirmAddress, takeNewAddress } from "./actions";

export const metadata: Metadata = { title: "Confirmer une adresse" };

type Search = Promise<Record<string, string | string[] | undefined>>;

/** Shows the button that uses the link up: a scanner of mail presses nothing. */
export default async function ConfirmationPage({ searchParams }: { searchParams: Search }) {
  const search = await searchParams;
  const isSignedIn = (await currentSession()) !== null;
  const change = param(search, "adresse");
  if (change) {
    const here = `/confirmation?adresse=${encodeURIComponent(change)}`;
    return (
      <SignInLayout title="Utiliser cette adresse" footerLinks={LEGAL_LINKS}>
        <p className="muted">
          Vous vous connecterez désormais avec elle. Vos autres appareils seront déconnectés.
        </p>
        {!isSignedIn && (
          <p className="muted">
            Vous n’êtes pas connecté ici. Pour garder votre mot de passe,{" "}
            <Anchor href={`/connexion?suite=${encodeURIComponent(here)}`}>connectez-vous d’abord</Anchor>
            {NBSP}; sinon il est effacé, et vous en choisirez un autre. Si vous n’avez rien demandé, fermez
            cette page{NBSP}: rien ne changera.
          </p>
        )}
        <ActionForm
          action={takeNewAddress}
          hidden={{ jeton: change }}
          fields={[]}
          submit="Utiliser cette adresse"
          isWide
        />
      </SignInLayout>
    );
  }
  const token = param(search, "jeton");
  const here = `/confirmation?jeton=${encodeURIComponent(token)}`;
  return (
    <SignInLayout title="Confirmer votre adresse" footerLinks={LEGAL_LINKS}>
      {isSignedIn ? (
        <p className="muted">Un dernier geste, et nous savons que cette adresse est bien la vôtre.</p>
      ) : (
        <p className="muted">
          Vous n’êtes pas connecté ici. Pour garder le mot de passe choisi à l’inscription,{" "}
          <Anchor href={`/connexion?suite=${encodeURIComponent(here)}`}>connectez-vous d’abord</Anchor>
          {NBSP}; sinon il est effacé, et vous en choisirez un autre. Personne ne garde ainsi un compte ouvert
          à votre adresse sans vous.
        </p>
      )}
      <ActionForm
        action={confirmAddress}
        hidden={{ jeton: token }}
        fields={[]}
        submit="Confirmer mon adresse"
        isWide
      />
    </SignInLayout>
  );
}
