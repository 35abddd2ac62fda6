import type { Metadata } from "next";
import { typeset } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Buttons } from "@/ui/controls/Buttons";
import { FormStack } from "@/ui/controls/FormStack";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Banner } from "@/ui/messages/Banner";
import { readWebhook } from "@/usecases/parties/readWebhooks";
import { GestureButton } from "../../../../../../_forms/GestureButton";
import { enterCompany } from "../../../../../../_server/company";
import { orNotFound } from "../../../../../../_server/orNotFound";
import { removeEndpoint } from "../../actions";

export const metadata: Metadata = { title: "Retirer un webhook" };

type Props = { params: Promise<{ societe: string; id: string }> };

export default async function RemoveWebhookPage({ params }: Props) {
  const { societe, id } = await params;
  const { ctx, access } = await enterCompany(societe, "own");
  const webhook = await orNotFound(readWebhook(ctx, id));
  const settings = `/${access.slug}/reglages`;
  const page = `${settings}/api/webhooks/${webhook.id}`;
  return (
    <PageFrame width="narrow">
      <Crumbs
        above={[
          { href: settings, label: "Réglages" },
          { href: `${settings}/api`, label: "API" },
          { href: page, label: webhook.name },
        ]}
      >
        Retirer
      </Crumbs>
      <PageHead title={typeset(`Retirer « ${webhook.name} » ?`)}>
        {webhook.host} ne sera plus prévenu de rien.
      </PageHead>
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
