import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { currentSession, isCodeAwaited } from "@/auth/currentSession";
import { clock } from "@/context/clock";
import { NBSP } from "@/domain/money";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { SignInLayout } from "@/ui/layout/SignInLayout";
import { Anchor } from "@/ui/text/Anchor";
import { ActionForm } from "../../../_forms/ActionForm";
import { LEGAL_LINKS, param, safeReturn } from "../../../_server/paths";
import { signInWithCode } from "../actions";

export const metadata: Metadata = { title: "Code de connexion" };

type Search = Promise<Record<string, string | string[] | undefined>>;

/** The second step of signing in, for whoever proved a password or a link on this device. */
export default async function CodePage({ searchParams }: { searchParams: Search }) {
  const next = safeReturn(param(await searchParams, "suite"));
  const isAwaited = await isCodeAwaited(clock.now());
  if (!isAwaited && (await currentSession())) redirect(next ?? "/societes");
  return (
    <SignInLayout title="Votre code" footerLinks={LEGAL_LINKS}>
      {isAwaited ? (
        <>
          <ActionForm
            action={signInWithCode}
            hidden={next ? { suite: next } : {}}
            fields={[
              {
                kind: "text",
                name: "code",
                label: "Code à six chiffres",
                hint: "Celui que montre l’application de codes de votre téléphone.",
                autoComplete: "one-time-code",
              },
            ]}
            submit="Se connecter"
            pending="Connexion…"
            isWide
          />
          <p className="small muted">
            Vous n’avez plus ce téléphone{NBSP}? Tapez ici un de vos codes de secours.
          </p>
          <p className="small muted">
            <Anchor href="/connexion">Recommencer avec un autre compte</Anchor>
          </p>
        </>
      ) : (
        <>
          <p>Aucune connexion n’attend de code ici, ou ses dix minutes sont passées.</p>
          <ButtonLink href="/connexion" variant="primary" size="wide">
            Se connecter
          </ButtonLink>
        </>
      )}
    </SignInLayout>
  );
}
