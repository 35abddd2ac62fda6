import type { Metadata } from "next";
import { API_SCOPE_NAMES, shortApiKey } from "@/domain/parties/apiKey";
import { typeset } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Buttons } from "@/ui/controls/Buttons";
import { FormStack } from "@/ui/controls/FormStack";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Fact, Facts } from "@/ui/lists/Facts";
import { Banner } from "@/ui/messages/Banner";
import { DateText } from "@/ui/text/DateText";
import { readApiKey } from "@/usecases/parties/listApiKeys";
import { GestureButton } from "../../../../../_forms/GestureButton";
import { enterCompany } from "../../../../../_server/company";
import { orNotFound } from "../../../../../_server/orNotFound";
import { revokeKey } from "../../actions";

export const metadata: Metadata = { title: "Révoquer une clé" };

type Props = { params: Promise<{ societe: string; id: string }> };

export default async function RevokeKeyPage({ params }: Props) {
  const { societe, id } = await params;
  const { ctx, access } = await enterCompany(societe, "own");
  const key = await orNotFound(readApiKey(ctx, id));
  const settings = `/${access.slug}/reglages`;
  const base = `${settings}/api`;
  return (
    <PageFrame width="narrow">
      <Crumbs
        above={[
          { href: settings, label: "Réglages" },
          { href: base, label: "API" },
        ]}
      >
        Révoquer une clé
      </Crumbs>
      <PageHead title={typeset(`Révoquer « ${key.name} » ?`)}>
        Le programme qui s’en sert sera refusé dès sa prochaine requête.
      </PageHead>
      <FormStack>
        <Banner tone="caution">
          Elle ne pourra pas être remise en service. Ce qu’elle a enregistré reste, et le journal la nomme.
        </Banner>
        <Facts layout="wide">
          <Fact term="Clé">
            <code>{shortApiKey(key.ending)}</code>
          </Fact>
          <Fact term="Ce qu’elle permet">{API_SCOPE_NAMES[key.scope]}</Fact>
          <Fact term="Dernier usage">
            {key.lastUsedOn ? <DateText on={key.lastUsedOn} /> : "Jamais utilisée"}
          </Fact>
        </Facts>
        <Buttons>
          <GestureButton
            action={revokeKey}
            values={{ societe: access.slug, cleApi: key.id, retour: base }}
            variant="critical"
            pending="Révocation…"
          >
            Révoquer la clé
          </GestureButton>
          <ButtonLink href={base}>La garder</ButtonLink>
        </Buttons>
      </FormStack>
    </PageFrame>
  );
}
