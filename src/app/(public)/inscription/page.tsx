import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { currentSession } from "@/auth/currentSession";
import { MIN_PASSWORD_LENGTH } from "@/auth/passwords";
import { NBSP } from "@/domain/money";
import { SignInLayout } from "@/ui/layout/SignInLayout";
import { Timeline, TimelineItem } from "@/ui/lists/Timeline";
import { Example } from "@/ui/public/Hero";
import { Anchor } from "@/ui/text/Anchor";
import { ActionForm } from "../../_forms/ActionForm";
import { LEGAL_LINKS, param, safeReturn } from "../../_server/paths";
import { createAccount } from "./actions";

export const metadata: Metadata = { title: "Ouvrir un compte" };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function SignUpPage({ searchParams }: { searchParams: Search }) {
  const search = await searchParams;
  const next = safeReturn(param(search, "suite"));
  if (await currentSession()) redirect(next ?? "/societes");
  const email = param(search, "adresse").slice(0, 254);
  return (
    <SignInLayout title="Ouvrir un compte" footerLinks={LEGAL_LINKS} aside={<FirstMinutes />}>
      <ActionForm
        action={createAccount}
        hidden={next ? { suite: next } : {}}
        fields={[
          { kind: "text", name: "name", label: "Votre nom", autoComplete: "name" },
          {
            kind: "email",
            name: "email",
            label: "Adresse électronique",
            autoComplete: "email",
            ...(email && { value: email }),
          },
          {
            kind: "password",
            name: "password",
            label: "Mot de passe",
            hint: `${MIN_PASSWORD_LENGTH}${NBSP}caractères au moins. Quelques mots à la suite conviennent très bien.`,
            autoComplete: "new-password",
          },
        ]}
        submit="Ouvrir mon compte"
        pending="Ouverture…"
        isWide
      />
      <p className="small muted">
        Déjà un compte{NBSP}?{" "}
        <Anchor href={next ? `/connexion?suite=${encodeURIComponent(next)}` : "/connexion"}>
          Se connecter
        </Anchor>
      </p>
    </SignInLayout>
  );
}

/** What follows the sign-up, so that nobody fears what will leave. */
function FirstMinutes() {
  return (
    <aside aria-label="Vos dix premières minutes">
      <Example title="Vos dix premières minutes" sub="Rien ne part tant que vous ne l’avez pas décidé.">
        <Timeline scale="steps" label="Les premières étapes">
          <TimelineItem
            when="1"
            icon="building"
            title="Votre société"
            note="Un SIREN et une adresse. L’IBAN, pour que vos clients sachent où payer."
          />
          <TimelineItem
            when="2"
            icon="invoice"
            title="Une première facture"
            note="Saisie, ou importée du fichier de votre logiciel."
          />
          <TimelineItem
            when="3"
            icon="envelope"
            title="Le courriel qui partira, et quand"
            note="Vous le lisez avant qui que ce soit."
          />
          <TimelineItem
            when="4"
            icon="send"
            title="Vous activez les envois"
            note="Ou vous gardez le mode sûr, et approuvez chaque relance."
            isNow
          />
        </Timeline>
      </Example>
    </aside>
  );
}
