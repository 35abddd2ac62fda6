/** What a new address is asked for. */
import { WEBHOOK_EVENT_NAMES, WEBHOOK_EVENTS, type WebhookEvent } from "@/domain/reporting/webhookEvent";
import { typeset } from "@/domain/typography";
import { eventField } from "@/usecases/parties/addWebhook";
import type { FieldSpec } from "../../../../../_forms/fieldSpec";

/** What most tools want to know. */
const USUAL: readonly WebhookEvent[] = [
  "payment.recorded",
  "payment.cancelled",
  "invoice.settled",
  "reminder.sent",
  "answer.received",
];

/** Asked for again before what an open session alone must not do. */
export const PASSWORD: FieldSpec = {
  kind: "password",
  name: "currentPassword",
  label: "Votre mot de passe",
  hint: typeset("Ce programme recevra vos données sans vous : nous vérifions que c’est vous."),
  autoComplete: "current-password",
};

function nameField(value = ""): FieldSpec {
  return {
    kind: "text",
    name: "name",
    label: "À quoi il sert",
    hint: "Le nom de l’outil, par exemple Facturation. Le journal le nomme ainsi.",
    value,
  };
}

function eventFields(ticked: readonly string[]): FieldSpec {
  return {
    kind: "checks",
    title: "Ce qui lui est dit",
    fields: WEBHOOK_EVENTS.map((event) => ({
      kind: "checkbox",
      name: eventField(event),
      label: typeset(WEBHOOK_EVENT_NAMES[event]),
      hint: event,
      value: ticked.includes(event) ? "1" : "",
    })),
  };
}

/** @param asksPassword the person has one, and proves by it who they are */
export function webhookFields(asksPassword: boolean): FieldSpec[] {
  return [
    nameField(),
    {
      kind: "text",
      name: "url",
      label: "Adresse à prévenir",
      hint: typeset("Elle commence par https:// et se joint depuis internet."),
    },
    eventFields(USUAL),
    ...(asksPassword ? [PASSWORD] : []),
  ];
}

/** What may be changed of an address. */
export function editedWebhookFields({
  name,
  events,
}: {
  name: string;
  events: readonly string[];
}): FieldSpec[] {
  return [nameField(name), eventFields(events)];
}
