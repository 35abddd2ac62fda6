import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { currentSession } from "@/auth/currentSession";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { OrRule, SignInLayout } from "@/ui/layout/SignInLayout";
import { Morning } from "@/ui/public/Morning";
import { Anchor } from "@/ui/text/Anchor";
import { ActionForm } from "../../_forms/ActionForm";
import { FlashLine } from "../../_server/FlashLine";
import { LEGAL_LINKS, param, safeReturn } from "../../_server/paths";
import { signIn } from "./actions";

export const metadata: Metadata = { title: "Se connecter" };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const search = await searchParams;
  const next = safeReturn(param(search, "suite"));
  if (await currentSession()) redirect(next ?? "/societes");
  return (
    <SignInLayout
      title="Se connecter"
      footerLinks={LEGAL_LINKS}
      aside={
        <Morning
          label="Un lundi matin, par exemple"
          title="Quatre relances partent seules. Trois appels vous attendent."
          events={[
            { icon: "send", text: "Librairie Ombeline, J+2", amountCents: 41_280n },
            { icon: "send", text: "Clinique du Val d’Erdre, J+15", amountCents: 731_864n },
            { icon: "phone", text: "Brasserie du Canal, J+7", amountCents: 128_400n },
            {
              icon: "calendarCheck",
              text: "Coworking Le Quai, promesse au 30 novembre",
              amountCents: 132_000n,
            },
          ]}
        />
      }
    >
      <FlashLine params={search} />
      <ActionForm
        action={signIn}
        hidden={next ? { suite: next } : {}}
        fields={[
          { kind: "email", name: "email", label: "Adresse électronique", autoComplete: "username" },
          {
            kind: "password",
            name: "password",
            label: "Mot de passe",
            autoComplete: "current-password",
            labelEnd: { href: "/mot-de-passe", label: "Oublié\u00a0?" },
          },
        ]}
        submit="Se connecter"
        pending="Connexion…"
        isWide
      />
      <OrRule />
      <ButtonLink href="/connexion/lien" size="wide" icon="send">
        Recevoir un lien par courriel
      </ButtonLink>
      <p className="small muted">
        Pas encore de compte{"\u00a0"}?{" "}
        <Anchor href={next ? `/inscription?suite=${encodeURIComponent(next)}` : "/inscription"}>
          Commencer avec une facture
        </Anchor>
      </p>
    </SignInLayout>
  );
}
