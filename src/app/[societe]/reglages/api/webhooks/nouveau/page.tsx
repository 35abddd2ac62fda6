import type { Metadata } from "next";
import { proofNeeded } from "@/auth/reauthentication";
import { clock } from "@/context/clock";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Anchor } from "@/ui/text/Anchor";
import { enterCompany } from "../../../../../_server/company";
import { newFormKey } from "../../../../../_server/formKey";
import { ProofForm } from "../_parts/ProofForm";
import { webhookFields } from "../_parts/webhookFields";
import { addEndpoint } from "../actions";

export const metadata: Metadata = { title: "Ajouter un webhook" };

type Props = { params: Promise<{ societe: string }> };

export default async function NewWebhookPage({ params }: Props) {
  const { societe } = await params;
  const { access, user } = await enterCompany(societe, "own");
  const settings = `/${access.slug}/reglages`;
  const proof = proofNeeded(user, clock.now());
  return (
    <PageFrame width="narrow">
      <Crumbs
        above={[
          { href: settings, label: "Réglages" },
          { href: `${settings}/api`, label: "API" },
        ]}
      >
        Ajouter un webhook
      </Crumbs>
      <PageHead title="Ajouter un webhook">
        Dès que quelque chose arrive, nous l’envoyons à cette adresse, signé.{" "}
        <Anchor href="/documentation#webhooks">Comment le recevoir</Anchor>
      </PageHead>
      <ProofForm
        proof={proof}
        action={addEndpoint}
        hidden={{ societe: access.slug, ...newFormKey() }}
        fields={webhookFields(proof === "password")}
        submit="Ajouter le webhook"
        pending="Vérification de l’adresse…"
        cancel={<ButtonLink href={`${settings}/api#webhooks`}>Revenir aux webhooks</ButtonLink>}
      />
    </PageFrame>
  );
}
