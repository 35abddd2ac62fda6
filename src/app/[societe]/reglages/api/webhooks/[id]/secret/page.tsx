import type { Metadata } from "next";
import { proofNeeded } from "@/auth/reauthentication";
import { clock } from "@/context/clock";
import { typeset } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { readWebhook } from "@/usecases/parties/readWebhooks";
import { enterCompany } from "../../../../../../_server/company";
import { newFormKey } from "../../../../../../_server/formKey";
import { orNotFound } from "../../../../../../_server/orNotFound";
import { ProofForm } from "../../_parts/ProofForm";
import { PASSWORD } from "../../_parts/webhookFields";
import { renewSecret } from "../../actions";

export const metadata: Metadata = { title: "Renouveler un secret" };

type Props = { params: Promise<{ societe: string; id: string }> };

export default async function RenewSecretPage({ params }: Props) {
  const { societe, id } = await params;
  const { ctx, access, user } = await enterCompany(societe, "own");
  const webhook = await orNotFound(readWebhook(ctx, id));
  const settings = `/${access.slug}/reglages`;
  const page = `${settings}/api/webhooks/${webhook.id}`;
  const proof = proofNeeded(user, clock.now());
  return (
    <PageFrame width="narrow">
      <Crumbs
        above={[
          { href: settings, label: "Réglages" },
          { href: `${settings}/api`, label: "API" },
          { href: page, label: webhook.name },
        ]}
      >
        Renouveler le secret
      </Crumbs>
      <PageHead title={typeset(`Renouveler le secret de « ${webhook.name} » ?`)}>
        Pendant vingt-quatre heures, chaque envoi porte les deux signatures{"\u00a0"}: le temps de mettre le
        nouveau secret dans votre programme.
      </PageHead>
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
