import type { Metadata } from "next";
import { proofNeeded } from "@/auth/reauthentication";
import { clock } from "@/context/clock";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { PageFrame } from "@/ui/layout/PageFrame";
import { readWebhook } from "@/usecases/parties/readWebhooks";
import { enterCompany } from "../../../../../../_server/company";
import { newFormKey } from "../../../../../../_server/formKey";
import { orNotFound } from "../../../../../../_server/orNotFound";
import { ProofForm } from "../../_parts/ProofForm";
import { PASSWORD } from "../../_parts/webhookFields";
import { renewSecret } from "../../actions";
import { GestureHead } from "../_parts/GestureHead";

export const metadata: Metadata = { title: "Renouveler un secret" };

type Props = { params: Promise<{ societe: string; id: string }> };

export default async function RenewSecretPage({ params }: Props) {
  const { societe, id } = await params;
  const { ctx, access, user } = await enterCompany(societe, "own");
  const webhook = await orNotFound(readWebhook(ctx, id));
  const page = `/${access.slug}/reglages/api/webhooks/${webhook.id}`;
  const proof = proofNeeded(user, clock.now());
  return (
    <PageFrame width="narrow">
      <GestureHead
        slug={access.slug}
        webhook={webhook}
        gesture="Renouveler le secret"
        title={`Renouveler le secret de « ${webhook.name} » ?`}
      >
        Pendant vingt-quatre heures, chaque envoi porte les deux signatures{"\u00a0"}: le temps de mettre le
        nouveau secret dans votre programme.
      </GestureHead>
      <ProofForm
        proof={proof}
        action={renewSecret}
        hidden={{ societe: access.slug, webhook: webhook.id, ...newFormKey() }}
        fields={proof === "password" ? [PASSWORD] : []}
        submit="Renouveler le secret"
        pending="Renouvellement…"
        cancel={<ButtonLink href={page}>Revenir au webhook</ButtonLink>}
      />
    </PageFrame>
  );
}
