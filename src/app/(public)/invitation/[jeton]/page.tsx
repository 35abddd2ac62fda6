import type { Metadata } from "next";
import { currentSession } from "@/auth/currentSession";
import { clock, refreshClock } from "@/context/clock";
import { NBSP } from "@/domain/money";
import { Button } from "@/ui/controls/Button";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Buttons } from "@/ui/controls/Buttons";
import { OrRule, SignInLayout } from "@/ui/layout/SignInLayout";
import { type InvitationView, readInvitation } from "@/usecases/parties/acceptInvitation";
import { ActionForm } from "../../../_forms/ActionForm";
import { LEGAL_LINKS } from "../../../_server/paths";
import { changeAccount, join } from "./actions";

export const metadata: Metadata = { title: "Invitation" };

type Params = Promise<{ jeton: string }>;

/** Reading the page changes nothing: the invitation is used up by its button. */
export default async function InvitationPage({ params }: { params: Params }) {
  const { jeton } = await params;
  await refreshClock();
  const invitation = await readInvitation(jeton, clock.now());
  if (!invitation) return <Spent />;
  const user = await currentSession();
  return (
    <SignInLayout title={`Rejoindre ${invitation.placeName}`} footerLinks={LEGAL_LINKS}>
      <p className="muted">
        {invitation.inviterName} vous invite à travailler{" "}
        {invitation.isFirm ? "au cabinet" : "sur les relances de la société"}, comme{" "}
        {invitation.roleName.toLowerCase()}.
      </p>
      {!user && <WithoutSession token={jeton} invitation={invitation} />}
      {user?.email === invitation.email && (
        <ActionForm
          action={join}
          hidden={{ jeton }}
          fields={[]}
          submit={`Rejoindre ${invitation.placeName}`}
          isWide
        />
      )}
      {user && user.email !== invitation.email && (
        <form action={changeAccount}>
          <input type="hidden" name="jeton" value={jeton} />
          <p>
            Cette invitation a été envoyée à <b>{invitation.email}</b>, et vous êtes connecté avec{" "}
            <b>{user.email}</b>.
          </p>
          <Button size="wide">Changer de compte</Button>
        </form>
      )}
    </SignInLayout>
  );
}

function WithoutSession({ token, invitation }: { token: string; invitation: InvitationView }) {
  const back = encodeURIComponent(`/invitation/${token}`);
  return (
    <>
      <p>
        Elle est destinée à <b>{invitation.email}</b>.
      </p>
      <ButtonLink
        href={`/inscription?suite=${back}&adresse=${encodeURIComponent(invitation.email)}`}
        variant="primary"
        size="wide"
      >
        Ouvrir un compte
      </ButtonLink>
      <OrRule />
      <ButtonLink href={`/connexion?suite=${back}`} size="wide">
        J’ai déjà un compte
      </ButtonLink>
    </>
  );
}

function Spent() {
  return (
    <SignInLayout title="Invitation close" footerLinks={LEGAL_LINKS}>
      <p className="muted">
        Cette invitation a déjà servi, a été retirée, ou ses sept jours sont passés. Demandez-en une autre à
        la personne qui vous l’a envoyée{NBSP}: cela prend dix secondes.
      </p>
      <Buttons>
        <ButtonLink href="/connexion">Se connecter</ButtonLink>
      </Buttons>
    </SignInLayout>
  );
}
