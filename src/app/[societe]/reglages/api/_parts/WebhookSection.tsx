/** The addresses that are told what happens, on the page of the API. */
import { NBSP } from "@/domain/money";
import { typeset } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Section } from "@/ui/layout/Section";
import { Row } from "@/ui/lists/Row";
import { Rows } from "@/ui/lists/Rows";
import { EmptyState } from "@/ui/messages/EmptyState";
import { Anchor } from "@/ui/text/Anchor";
import type { WebhookView } from "@/usecases/parties/readWebhooks";
import { WebhookPill } from "../webhooks/_parts/WebhookPill";

interface WebhookSectionProps {
  /** Address of the page of the API. */
  base: string;
  webhooks: readonly WebhookView[];
}

export function WebhookSection({ base, webhooks }: WebhookSectionProps) {
  return (
    <Section
      id="webhooks"
      title="Webhooks"
      count={webhooks.length}
      aside={
        <ButtonLink href={`${base}/webhooks/nouveau`} size="small" icon="add">
          Ajouter<span className="sr"> un webhook</span>
        </ButtonLink>
      }
    >
      {webhooks.length === 0 ? (
        <EmptyState icon="send" title="Aucun webhook" level={3}>
          Un programme peut être prévenu dès qu’un règlement est enregistré, qu’une relance part ou qu’un
          client répond. <Anchor href="/documentation#webhooks">Comment il les reçoit</Anchor>
        </EmptyState>
      ) : (
        <Rows label="Webhooks">
          {webhooks.map((webhook) => (
            <Row
              key={webhook.id}
              icon="send"
              title={webhook.name}
              href={`${base}/webhooks/${webhook.id}`}
              pill={<WebhookPill state={webhook.state} failingSince={webhook.failingSince} isInRow />}
            >
              {webhook.host}, {`${webhook.eventCount}${NBSP}évènement${webhook.eventCount > 1 ? "s" : ""}`}.
              {webhook.state === "FAILING" &&
                typeset(
                  " Rien n’y arrivait depuis plusieurs jours : réparez-le, puis remettez-le en marche.",
                )}
              {webhook.state === "GONE" && " Son adresse a répondu qu’elle n’existe plus."}
            </Row>
          ))}
        </Rows>
      )}
    </Section>
  );
}
