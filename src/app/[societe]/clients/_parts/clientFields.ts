import { typeset } from "@/domain/typography";
import { CONTACT_SLOTS } from "@/usecases/parties/clientContacts";
import type { ClientFormFacts } from "@/usecases/parties/clientForm";
import type { FieldSpec } from "../../../_forms/fieldSpec";
import { KIND_CHOICES } from "./kinds";

const ROLES = [
  { value: "BILLING", label: "Comptabilité, reçoit les relances" },
  { value: "DECISION_MAKER", label: "Décideur, si la comptabilité ne reçoit plus" },
  { value: "COPY", label: "En copie de chaque message" },
];

const LANGUAGES = [
  { value: "", label: "Celle du client" },
  { value: "fr", label: "Français" },
  { value: "en", label: "Anglais" },
];

/** The fields of a client, in four groups; empty places for two more people. */
export function clientFields({ values, contactCount, scenarios }: ClientFormFacts): FieldSpec[] {
  const shown = CONTACT_SLOTS.slice(0, Math.max(contactCount + 1, 2));
  return [
    { kind: "group", title: "Qui est-ce\u00a0?", fields: identity(values) },
    {
      kind: "group",
      title: "Où écrire",
      text: "L’adresse des lettres et des mises en demeure.",
      fields: place(values),
    },
    ...shown.map((slot, index): FieldSpec => contact(slot, index, values)),
    { kind: "group", title: "Comment le relancer", fields: dunning(values, scenarios) },
  ];
}

type Values = ClientFormFacts["values"];

function value(values: Values, name: string): { value: string } {
  return { value: values[name] ?? "" };
}

function identity(values: Values): FieldSpec[] {
  return [
    {
      kind: "text",
      name: "name",
      label: "Nom ou raison sociale",
      autoComplete: "off",
      ...value(values, "name"),
    },
    {
      kind: "radio",
      name: "kind",
      label: "Type de client",
      options: KIND_CHOICES,
      ...value(values, "kind"),
    },
    {
      kind: "pair",
      fields: [
        {
          kind: "text",
          name: "siren",
          label: "SIREN",
          hint: typeset("Une mairie, un hôpital ou un lycée en ont un aussi : vérifiez alors le type."),
          inputMode: "numeric",
          isOptional: true,
          ...value(values, "siren"),
        },
        {
          kind: "text",
          name: "vatNumber",
          label: "Numéro de TVA",
          isOptional: true,
          ...value(values, "vatNumber"),
        },
      ],
    },
    {
      kind: "text",
      name: "reference",
      label: "Votre référence",
      hint: typeset("Son code dans votre logiciel : l’import le reconnaît."),
      isOptional: true,
      ...value(values, "reference"),
    },
  ];
}

function place(values: Values): FieldSpec[] {
  return [
    { kind: "text", name: "street", label: "Numéro et rue", isOptional: true, ...value(values, "street") },
    {
      kind: "text",
      name: "complement",
      label: "Complément",
      isOptional: true,
      ...value(values, "complement"),
    },
    {
      kind: "pair",
      fields: [
        {
          kind: "text",
          name: "postcode",
          label: "Code postal",
          inputMode: "numeric",
          isOptional: true,
          ...value(values, "postcode"),
        },
        { kind: "text", name: "city", label: "Ville", isOptional: true, ...value(values, "city") },
      ],
    },
    { kind: "text", name: "country", label: "Pays", ...value(values, "country") },
  ];
}

function contact(slot: string, index: number, values: Values): FieldSpec {
  const isNew = ["Name", "Email", "Phone"].every((part) => !values[`${slot}${part}`]);
  return {
    kind: "group",
    title: index === 0 ? "À qui écrire" : isNew ? "Une autre personne" : "Autre contact",
    ...(index > 0 && isNew && { text: "Laissez vide s’il n’y en a pas." }),
    fields: [
      {
        kind: "pair",
        fields: [
          {
            kind: "text",
            name: `${slot}Name`,
            label: "Nom",
            isOptional: true,
            ...value(values, `${slot}Name`),
          },
          {
            kind: "select",
            name: `${slot}Role`,
            label: "Rôle",
            options: ROLES,
            value: values[`${slot}Role`] ?? (index === 0 ? "BILLING" : "COPY"),
          },
        ],
      },
      {
        kind: "pair",
        fields: [
          {
            kind: "email",
            name: `${slot}Email`,
            label: "Adresse électronique",
            isOptional: index > 0,
            ...value(values, `${slot}Email`),
          },
          {
            kind: "tel",
            name: `${slot}Phone`,
            label: "Téléphone",
            isOptional: true,
            ...value(values, `${slot}Phone`),
          },
        ],
      },
      {
        kind: "select",
        name: `${slot}Language`,
        label: "Langue de ses messages",
        options: LANGUAGES,
        ...value(values, `${slot}Language`),
      },
    ],
  };
}

function dunning(values: Values, scenarios: ClientFormFacts["scenarios"]): FieldSpec[] {
  const byDefault = scenarios.find((scenario) => scenario.isDefault);
  return [
    {
      kind: "pair",
      fields: [
        {
          kind: "select",
          name: "scenarioId",
          label: "Scénario",
          options: [
            { value: "", label: byDefault ? `${byDefault.name}, par défaut` : "Celui par défaut" },
            ...scenarios.filter((one) => !one.isDefault).map(({ id, name }) => ({ value: id, label: name })),
          ],
          ...value(values, "scenarioId"),
        },
        {
          kind: "select",
          name: "language",
          label: "Langue des messages",
          options: [
            { value: "fr", label: "Français" },
            { value: "en", label: "Anglais" },
          ],
          value: values.language || "fr",
        },
      ],
    },
    {
      kind: "checkbox",
      name: "dunningOptOut",
      label: "Ne jamais relancer ce client automatiquement",
      hint: typeset("Ses factures restent suivies ; rien ne part pour lui sans vous."),
      ...value(values, "dunningOptOut"),
    },
    {
      kind: "textarea",
      name: "note",
      label: "Note",
      hint: typeset("Pour vous seulement : le client ne la voit pas."),
      isOptional: true,
      ...value(values, "note"),
    },
  ];
}
