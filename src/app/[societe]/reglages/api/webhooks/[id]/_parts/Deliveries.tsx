/** What an address was last told, and what became of it. */
import type { Instant } from "@/domain/calendar";
import { NBSP } from "@/domain/money";
import { webhookAnswerText } from "@/domain/parties/webhook";
import { webhookEventName } from "@/domain/reporting/webhookEvent";
import { typeset } from "@/domain/typography";
import { localDateAt } from "@/domain/zonedTime";
import { Section } from "@/ui/layout/Section";
import { Row } from "@/ui/lists/Row";
import { Rows } from "@/ui/lists/Rows";
import { EmptyState } from "@/ui/messages/EmptyState";
import { AgoText } from "@/ui/text/AgoText";
import { DateText } from "@/ui/text/DateText";
import { Pill } from "@/ui/text/Pill";
import { TimeText } from "@/ui/text/TimeText";
import type { DeliveryView, WebhookFile } from "@/usecases/parties/readWebhooks";
import { GestureButton } from "../../../../../../_forms/GestureButton";
import { resendDelivery } from "../../actions";

interface DeliveriesProps {
  webhook: WebhookFile;
  /** Fixed values of every gesture of the page. */
  values: Readonly<Record<string, string>>;
}

export function Deliveries({ webhook, values }: DeliveriesProps) {
  const { deliveries, now, timeZone, state } = webhook;
  return (
    <Section title="Derniers envois" aside="Gardés trente jours.">
      {deliveries.length === 0 ? (
        <EmptyState icon="send" title="Rien n’a encore été envoyé" level={3}>
          Le prochain évènement choisi partira aussitôt. Un essai montre si l’adresse le reçoit.
        </EmptyState>
      ) : (
        <Rows label="Derniers envois">
          {deliveries.map((one) => (
            <Row
              key={one.eventId}
              title={typeset(webhookEventName(one.type))}
              pill={<DeliveryPill {...one} />}
              actions={
                state === "ACTIVE" && !isFirstAttempt(one) ? (
                  <GestureButton
                    action={resendDelivery}
                    values={{ ...values, evenement: one.eventId }}
                    size="small"
                    variant="quiet"
                    about={typeset(webhookEventName(one.type))}
                    pending="Renvoi…"
                  >
                    Renvoyer
                  </GestureButton>
                ) : undefined
              }
            >
              Enregistré <AgoText at={one.createdAt} now={now} timeZone={timeZone} />
              {typeset(` : ${webhookAnswerText(one)}`)}
              {one.attempts > 1 && `, ${one.attempts}${NBSP}essais`}
              {one.nextAt !== null && one.attempts > 0 && (
                <NextAttempt at={one.nextAt} now={now} timeZone={timeZone} />
              )}
              .
            </Row>
          ))}
        </Rows>
      )}
    </Section>
  );
}

/** It has not left yet, or is leaving for the first time. */
function isFirstAttempt({ state, status, problem }: DeliveryView): boolean {
  return state === "PENDING" && status === null && problem === null;
}

function DeliveryPill({ state, attempts }: Pick<DeliveryView, "state" | "attempts">) {
  if (state === "DELIVERED") return <Pill tone="positive">Arrivé</Pill>;
  if (state === "GIVEN_UP") return <Pill tone="critical">Abandonné</Pill>;
  return attempts > 0 ? <Pill tone="caution">À renvoyer</Pill> : <Pill>En attente</Pill>;
}

function NextAttempt({ at, now, timeZone }: { at: Instant; now: Instant; timeZone: string }) {
  if (at <= now) return ", nouvel essai dans un instant";
  return (
    <>
      , nouvel essai le <DateText on={localDateAt(at, timeZone)} format="dayMonth" /> à{" "}
      <TimeText at={at} timeZone={timeZone} />
    </>
  );
}
