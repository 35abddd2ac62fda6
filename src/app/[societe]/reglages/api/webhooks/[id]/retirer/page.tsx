import type { Metadata } from "next";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Buttons } from "@/ui/controls/Buttons";
import { FormStack } from "@/ui/controls/FormStack";
import { PageFrame } from "@/ui/layout/PageFrame";
import { Banner } from "@/ui/messages/Banner";
import { readWebhook } from "@/usecases/parties/readWebhooks";
import { GestureButton } from "../../../../../../_forms/GestureButton";
import { enterCompany } from "../../../../../../_server/company";
import { orNotFound } from "../../../../../../_server/orNotFound";
import { removeEndpoint } from "../../actions";
import { GestureHead } from "../_parts/GestureHead";

export const metadata: Metadata = { title: "Retirer un webhook" };

type Props = { params: Promise<{ societe: string; id: string }> };

export default async function RemoveWebhookPage({ params }: Props) {
  const { societe, id } = await params;
  const { ctx, access } = await enterCompany(societe, "own");
  const webhook = await orNotFound(readWebhook(ctx, id));
  const page = `/${access.slug}/reglages/api/webhooks/${webhook.id}`;
  return (
    <PageFrame width="narrow">
      <GestureHead
        slug={access.slug}
        webhook={webhook}
        gesture="Retirer"
        title={`Retirer « ${webhook.name} » ?`}
      >
        {webhook.host} ne sera plus prévenu de rien.
      </GestureHead>
      <FormStack>
        <Banner tone="caution">
          Ce qui n’est pas encore arrivé ne partira plus, et la liste des envois est oubliée. Pour seulement
          attendre, mettez-le en pause.
        </Banner>
        <Buttons>
          <GestureButton
            action={removeEndpoint}
            values={{ societe: access.slug, webhook: webhook.id, retour: page }}
            variant="critical"
            pending="Retrait…"
          >
            Retirer le webhook
          </GestureButton>
          <ButtonLink href={page}>Le garder</ButtonLink>
        </Buttons>
      </FormStack>
    </PageFrame>
  );
}
