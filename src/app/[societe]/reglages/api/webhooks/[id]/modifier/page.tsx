import type { Metadata } from "next";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { PageFrame } from "@/ui/layout/PageFrame";
import { seenWebhook } from "@/usecases/parties/editWebhook";
import { readWebhook } from "@/usecases/parties/readWebhooks";
import { ActionForm } from "../../../../../../_forms/ActionForm";
import { enterCompany } from "../../../../../../_server/company";
import { orNotFound } from "../../../../../../_server/orNotFound";
import { seenField } from "../../../../../../_server/seenField";
import { editedWebhookFields } from "../../_parts/webhookFields";
import { saveEndpoint } from "../../actions";
import { GestureHead } from "../_parts/GestureHead";

export const metadata: Metadata = { title: "Modifier un webhook" };

type Props = { params: Promise<{ societe: string; id: string }> };

export default async function EditWebhookPage({ params }: Props) {
  const { societe, id } = await params;
  const { ctx, access } = await enterCompany(societe, "own");
  const webhook = await orNotFound(readWebhook(ctx, id));
  const page = `/${access.slug}/reglages/api/webhooks/${webhook.id}`;
  return (
    <PageFrame width="narrow">
      <GestureHead
        slug={access.slug}
        webhook={webhook}
        gesture="Modifier"
        title={`Modifier « ${webhook.name} »`}
      >
        Son adresse ne change pas{"\u00a0"}: pour une autre, ajoutez un autre webhook, puis retirez celui-ci.
      </GestureHead>
      <ActionForm
        action={saveEndpoint}
        hidden={{ societe: access.slug, webhook: webhook.id, ...seenField(seenWebhook(webhook).record) }}
        fields={editedWebhookFields(webhook)}
        submit="Enregistrer"
        pending="Enregistrement…"
        cancel={<ButtonLink href={page}>Annuler</ButtonLink>}
      />
    </PageFrame>
  );
}
