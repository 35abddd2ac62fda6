import type { Metadata } from "next";
import { WEBHOOK_EVENTS, webhookEventName } from "@/domain/reporting/webhookEvent";
import { typeset } from "@/domain/typography";
import { localDateAt } from "@/domain/zonedTime";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Buttons } from "@/ui/controls/Buttons";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Stack } from "@/ui/layout/Stack";
import { Fact, Facts } from "@/ui/lists/Facts";
import { DateText } from "@/ui/text/DateText";
import { TimeText } from "@/ui/text/TimeText";
import { readWebhook, type WebhookFile } from "@/usecases/parties/readWebhooks";
import { GestureButton } from "../../../../../_forms/GestureButton";
import { enterCompany } from "../../../../../_server/company";
import { FlashLine } from "../../../../../_server/FlashLine";
import { orNotFound } from "../../../../../_server/orNotFound";
import { WebhookPill } from "../_parts/WebhookPill";
import { pauseEndpoint, resumeEndpoint, testEndpoint } from "../actions";
import { Deliveries } from "./_parts/Deliveries";
import { Trouble } from "./_parts/Trouble";

export const metadata: Metadata = { title: "Webhook" };

type Props = {
  params: Promise<{ societe: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function WebhookPage({ params, searchParams }: Props) {
  const { societe, id } = await params;
  const { ctx, access } = await enterCompany(societe, "own");
  const webhook = await orNotFound(readWebhook(ctx, id));
  const settings = `/${access.slug}/reglages`;
  const page = `${settings}/api/webhooks/${webhook.id}`;
  const values = { societe: access.slug, webhook: webhook.id, retour: page };
  return (
    <PageFrame width="narrow">
      <Crumbs
        above={[
          { href: settings, label: "Réglages" },
          { href: `${settings}/api`, label: "API" },
        ]}
      >
        {webhook.name}
      </Crumbs>
      <PageHead title={webhook.name}>
        <span className="anywhere">{webhook.host}</span>
      </PageHead>
      <FlashLine params={await searchParams} />
      <Stack gap="wide">
        <Trouble {...webhook} />
        <Facts layout="wide">
          <Fact term="État">
            <WebhookPill state={webhook.state} failingSince={webhook.failingSince} />
          </Fact>
          <Fact term="Adresse">
            <code className="anywhere">{webhook.url}</code>
          </Fact>
          <Fact term="Ce qui lui est dit">{typeset(toldWords(webhook.events))}</Fact>
          <Fact term="Secret" notes={secretNotes(webhook)}>
            Il n’est montré qu’à sa création.
          </Fact>
        </Facts>
        <Gestures isAtWork={webhook.state === "ACTIVE"} page={page} values={values} />
        <Deliveries webhook={webhook} values={values} />
      </Stack>
    </PageFrame>
  );
}

interface GesturesProps {
  isAtWork: boolean;
  /** Address of this page. */
  page: string;
  /** Fixed values of every gesture of the page. */
  values: Readonly<Record<string, string>>;
}

function Gestures({ isAtWork, page, values }: GesturesProps) {
  return (
    <Buttons>
      {isAtWork ? (
        <>
          <GestureButton action={testEndpoint} values={values} pending="Envoi…">
            Envoyer un essai
          </GestureButton>
          <GestureButton action={pauseEndpoint} values={values} variant="quiet" pending="Mise en pause…">
            Mettre en pause
          </GestureButton>
        </>
      ) : (
        <GestureButton action={resumeEndpoint} values={values} variant="primary" pending="Remise en marche…">
          Remettre en marche
        </GestureButton>
      )}
      <ButtonLink href={`${page}/modifier`} variant="quiet">
        Modifier
      </ButtonLink>
      <ButtonLink href={`${page}/secret`} variant="quiet">
        Renouveler le secret
      </ButtonLink>
      <ButtonLink href={`${page}/retirer`} variant="quietCritical">
        Retirer
      </ButtonLink>
    </Buttons>
  );
}

function secretNotes({ previousUntil, timeZone }: WebhookFile) {
  if (previousUntil === null) return [];
  return [
    <span key="previous">
      L’ancien signe encore, jusqu’au <DateText on={localDateAt(previousUntil, timeZone)} format="dayMonth" />{" "}
      à <TimeText at={previousUntil} timeZone={timeZone} />.
    </span>,
  ];
}

function toldWords(events: readonly string[]): string {
  const isAll = WEBHOOK_EVENTS.every((event) => events.includes(event));
  return isAll ? "Tout ce qui peut l’être" : events.map(webhookEventName).join(" · ");
}
