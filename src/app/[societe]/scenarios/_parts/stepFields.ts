import type { ReactNode } from "react";
import { hasOwnText, readyText, type TextLanguage } from "@/domain/dunning/readyTexts";
import type { AddressForm } from "@/domain/dunning/scenario";
import { variablesFor } from "@/domain/dunning/textVariables";
import { DEBTOR_KIND_LABELS, DEBTOR_KINDS } from "@/domain/legal/debtorKind";
import { formatAmount } from "@/domain/money";
import { typeset } from "@/domain/typography";
import type { StepView } from "@/usecases/dunning/readScenario";
import type { FieldSpec } from "../../../_forms/fieldSpec";
import { CHANNEL_NAMES } from "./words";

type FieldGroup = Extract<FieldSpec, { kind: "group" }>;
type Step = Omit<StepView, "id">;

/** Everything a step is made of: when, how, what it says, what goes with it, on what conditions. */
export function stepFields(
  step: Step,
  form: AddressForm,
  language: TextLanguage = "fr",
  /** What the words make, beside them. */
  beside?: ReactNode,
): FieldSpec[] {
  return [
    {
      kind: "pair",
      fields: [
        {
          kind: "text",
          name: "days",
          label: "Quand",
          value: String(Math.abs(step.offsetDays)),
          inputMode: "numeric",
          width: "short",
          suffix: "jours",
        },
        {
          kind: "select",
          name: "side",
          label: "Par rapport à l’échéance",
          value: step.offsetDays < 0 ? "BEFORE" : "AFTER",
          options: [
            { value: "AFTER", label: "Après" },
            { value: "BEFORE", label: "Avant" },
          ],
        },
      ],
    },
    {
      kind: "pair",
      fields: [
        {
          kind: "select",
          name: "channel",
          label: "Canal",
          value: step.channel,
          options: Object.entries(CHANNEL_NAMES).map(([value, label]) => ({ value, label })),
        },
        {
          kind: "select",
          name: "tone",
          label: "Ton",
          value: step.tone,
          options: [
            { value: "FRIENDLY", label: "Courtois" },
            { value: "FIRM", label: "Ferme, avec le décompte" },
            { value: "FINAL", label: "Dernier rappel" },
          ],
        },
      ],
    },
    ...(hasOwnText(step.channel) ? [{ ...textGroup(step, form, language), beside }] : []),
    { kind: "group", title: "Avant de partir", fields: approvals(step) },
    ...(step.channel === "CALL" ? [] : [attachments(step)]),
    conditions(step),
  ];
}

const LANGUAGE_TITLES: Record<TextLanguage, string> = { fr: "Texte en français", en: "Texte en anglais" };

/** Fields that hold the words of a step in one language. */
export function textFieldNames(step: Pick<Step, "channel">, language: TextLanguage): string[] {
  const names = [`subject_${language}`, `body_${language}`];
  return step.channel === "CALL" ? names.slice(1) : names;
}

function textGroup(step: Step, form: AddressForm, language: TextLanguage): FieldGroup {
  const isCall = step.channel === "CALL";
  const variables = variablesFor(isCall ? "CALL" : "EMAIL").map(({ name, means }) => ({
    name,
    means: typeset(means),
  }));
  const text = step.texts[language] ?? readyText(step, language, form);
  const body: FieldSpec = {
    kind: "template",
    name: `body_${language}`,
    label: isCall ? "Ce que vous direz" : "Texte",
    value: text.body,
    rows: isCall ? 5 : 16,
    variables,
    hasList: true,
    hint: isCall
      ? "Vide : les mots proposés.".replace(" :", "\u00a0:")
      : typeset("{{décompte}} et {{réponses}} sont obligatoires. Vide : le texte proposé revient."),
  };
  const subject: FieldSpec = {
    kind: "template",
    name: `subject_${language}`,
    label: "Objet",
    value: text.subject,
    rows: 1,
    variables,
  };
  return {
    kind: "group",
    title: LANGUAGE_TITLES[language],
    ...(step.texts[language] ? { text: "Modifié par vous." } : {}),
    fields: isCall ? [body] : [subject, body],
  };
}

function check(name: string, label: string, isOn: boolean, hint?: string): FieldSpec {
  return { kind: "checkbox", name, label, value: isOn ? "1" : "", ...(hint && { hint: typeset(hint) }) };
}

function approvals(step: Step): FieldSpec[] {
  return [
    check("needsApproval", "Demander mon accord avant chaque envoi", step.needsApproval),
    check(
      "needsPriorContact",
      "Seulement si une relance est déjà partie",
      step.needsPriorContact,
      "Le dernier courriel prévu avant elle doit avoir été envoyé.",
    ),
    ...(step.channel === "EMAIL"
      ? [
          check(
            "escalates",
            "Écrire aussi au décideur",
            step.escalates,
            "Le même message, à la comptabilité et au décideur : chacun voit l’autre.",
          ),
        ]
      : []),
    check("isOff", "Désactiver l’étape", step.isOff, "Elle reste dans le scénario, sans partir."),
  ];
}

function attachments(step: Step): FieldSpec {
  return {
    kind: "group",
    title: "Pièces jointes",
    fields: [
      check("attachInvoice", "La facture", step.attachInvoice, "Si vous l’avez déposée."),
      check(
        "attachEarlier",
        "Les relances déjà envoyées",
        step.attachEarlier,
        "Les trois dernières, telles qu’elles sont parties.",
      ),
      ...(step.channel === "EMAIL"
        ? [
            check(
              "attachStatement",
              "Le décompte détaillé, en PDF",
              step.attachStatement,
              "Arrêté au jour de l’envoi, ligne par ligne. Un message courtois ne réclame que la facture : il part sans.",
            ),
          ]
        : []),
    ],
  };
}

function conditions(step: Step): FieldSpec {
  return {
    kind: "group",
    title: "Conditions",
    text: "Une étape qui ne les remplit pas est passée, et la suivante vient à son jour.",
    fields: [
      {
        kind: "amount",
        name: "minBalanceCents",
        label: "Seulement s’il reste dû au moins",
        isOptional: true,
        value: step.minBalanceCents === null ? "" : formatAmount(step.minBalanceCents),
      },
      {
        kind: "checks",
        title: "Seulement pour",
        hint: typeset("Aucune case cochée : pour tous les clients."),
        fields: DEBTOR_KINDS.map((kind) =>
          check(`kind${kind}`, DEBTOR_KIND_LABELS[kind], step.clientKinds.includes(kind)),
        ),
      },
    ],
  };
}
