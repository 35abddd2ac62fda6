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

type Subject = WebhookEvent extends `${infer S}.${string}` ? S : never;

/** Twenty boxes in one list are not read: what each group of them is about. */
const GROUPS: Record<Subject, string> = {
  payment: "des règlements et des avoirs",
  credit_note: "des règlements et des avoirs",
  invoice: "des factures",
  reminder: "des relances",
  answer: "des réponses de vos clients",
  promise: "des réponses de vos clients",
  dispute: "des réponses de vos clients",
  import: "des imports",
};

function eventFields(ticked: readonly string[]): FieldSpec[] {
  const groupOf = (event: WebhookEvent) => GROUPS[event.split(".")[0] as Subject];
  return [...new Set(Object.values(GROUPS))].map((group) => ({
    kind: "checks",
    title: `Ce qui lui est dit ${group}`,
    fields: WEBHOOK_EVENTS.filter((event) => groupOf(event) === group).map((event) => ({
      kind: "checkbox",
      name: eventField(event),
      label: typeset(WEBHOOK_EVENT_NAMES[event]),
      hint: event,
      value: ticked.includes(event) ? "1" : "",
    })),
  }));
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
    ...eventFields(USUAL),
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
  return [nameField(name), ...eventFields(events)];
}
