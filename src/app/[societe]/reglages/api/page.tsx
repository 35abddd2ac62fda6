import type { Metadata } from "next";
import { proofNeeded } from "@/auth/reauthentication";
import { clock } from "@/context/clock";
import { API_SCOPE_NAMES, shortApiKey } from "@/domain/parties/apiKey";
import { typeset } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Section } from "@/ui/layout/Section";
import { Row } from "@/ui/lists/Row";
import { Rows } from "@/ui/lists/Rows";
import { Banner } from "@/ui/messages/Banner";
import { EmptyState } from "@/ui/messages/EmptyState";
import { Anchor } from "@/ui/text/Anchor";
import { DateText } from "@/ui/text/DateText";
import { Pill } from "@/ui/text/Pill";
import { type ApiKeyView, listApiKeys } from "@/usecases/parties/listApiKeys";
import { listWebhooks } from "@/usecases/parties/readWebhooks";
import { ActionForm } from "../../../_forms/ActionForm";
import { enterCompany } from "../../../_server/company";
import { FlashLine } from "../../../_server/FlashLine";
import { newFormKey } from "../../../_server/formKey";
import { SettingsPage } from "../_parts/SettingsPage";
import { keyFields } from "./_parts/keyFields";
import { WebhookSection } from "./_parts/WebhookSection";
import { createKey } from "./actions";

export const metadata: Metadata = { title: "API" };

type Props = {
  params: Promise<{ societe: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ApiKeysPage({ params, searchParams }: Props) {
  const { societe } = await params;
  const { ctx, access, user } = await enterCompany(societe, "own");
  const keys = await listApiKeys(ctx);
  const webhooks = await listWebhooks(ctx);
  const proof = proofNeeded(user, clock.now());
  return (
    <SettingsPage
      slug={access.slug}
      title="API"
      lead={
        <>
          Un outil de facturation ou un script peut envoyer ses factures à {access.name} et lire où elles en
          sont. <Anchor href="/documentation">Comment l’appeler</Anchor>, et{" "}
          <Anchor href="/api/v1/openapi.json">le même contrat en OpenAPI</Anchor>
        </>
      }
    >
      <FlashLine params={await searchParams} />
      <Section title="Clés" count={keys.length}>
        {keys.length === 0 ? (
          <EmptyState icon="lock" title="Aucune clé" level={3}>
            Sans clé, aucun programme ne lit ni n’écrit rien ici.
          </EmptyState>
        ) : (
          <Rows label="Clés">
            {keys.map((key) => (
              <KeyRow key={key.id} base={`/${access.slug}/reglages/api`} apiKey={key} />
            ))}
          </Rows>
        )}
      </Section>
      <Section title="Créer une clé">
        {proof === "link" ? (
          <Banner tone="caution">
            Vous n’avez pas de mot de passe. Pour créer une clé,{" "}
            <Anchor href="/connexion/lien">reconnectez-vous d’abord avec un lien reçu par courriel</Anchor>,
            puis revenez ici dans les quinze minutes.
          </Banner>
        ) : (
          <ActionForm
            action={createKey}
            hidden={{ societe: access.slug, ...newFormKey() }}
            fields={keyFields(proof === "password")}
            submit="Créer la clé"
            pending="Création…"
          />
        )}
      </Section>
      <WebhookSection base={`/${access.slug}/reglages/api`} webhooks={webhooks} />
    </SettingsPage>
  );
}

function KeyRow({ base, apiKey }: { base: string; apiKey: ApiKeyView }) {
  const { id, name, scope, ending, isExpired, isCreatorGone } = apiKey;
  return (
    <Row
      icon="lock"
      title={name}
      pill={<Pill>{isExpired ? "Terminée" : API_SCOPE_NAMES[scope]}</Pill>}
      actions={
        <ButtonLink href={`${base}/${id}/revoquer`} size="small" variant="quietCritical">
          Révoquer<span className="sr"> la clé {name}</span>
        </ButtonLink>
      }
    >
      <code>{shortApiKey(ending)}</code>, créée le <DateText on={apiKey.createdOn} /> par {apiKey.creator}
      {isCreatorGone && ", qui ne travaille plus ici et a pu la garder"}. <KeyTerm apiKey={apiKey} />
      {isCreatorGone && typeset(" Remplacez-la par une nouvelle : elle reste à la société.")}
    </Row>
  );
}

/** When it last served, and until when it will. */
function KeyTerm({ apiKey: { lastUsedOn, expiresOn, isExpired } }: { apiKey: ApiKeyView }) {
  return (
    <>
      {lastUsedOn ? (
        <>
          Dernier usage le <DateText on={lastUsedOn} />.
        </>
      ) : (
        "Jamais utilisée."
      )}
      {expiresOn && (
        <>
          {" "}
          {isExpired ? "Elle a été valable jusqu’au" : "Valable jusqu’au"} <DateText on={expiresOn} />.
        </>
      )}
    </>
  );
}
