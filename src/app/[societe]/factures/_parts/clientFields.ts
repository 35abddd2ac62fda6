/** Fields of a client created together with its first invoice; the others wait on its own page. */
import { DEBTOR_KIND_LABELS, DEBTOR_KINDS } from "@/domain/legal/debtorKind";
import { CLIENT_PREFIX } from "@/usecases/invoicing/recordInvoice";
import type { FieldSpec } from "../../../_forms/ActionForm";

const named = (field: string) => `${CLIENT_PREFIX}${field}`;

export const NEW_CLIENT_FIELDS: FieldSpec = {
  kind: "group",
  title: "Nouveau client",
  fields: [
    { kind: "text", name: named("name"), label: "Nom ou raison sociale", autoComplete: "off" },
    {
      kind: "select",
      name: named("kind"),
      label: "Type de client",
      hint: "Il décide des pénalités, des délais et des mentions applicables.",
      value: "B2B",
      options: DEBTOR_KINDS.map((value) => ({ value, label: DEBTOR_KIND_LABELS[value] })),
    },
    {
      kind: "pair",
      fields: [
        {
          kind: "email",
          name: named("contactEmail"),
          label: "Courriel de la comptabilité",
          isOptional: true,
          autoComplete: "off",
        },
        {
          kind: "tel",
          name: named("contactPhone"),
          label: "Téléphone",
          isOptional: true,
          autoComplete: "off",
        },
      ],
    },
    {
      kind: "pair",
      fields: [
        { kind: "text", name: named("contactName"), label: "Personne à joindre", isOptional: true },
        { kind: "text", name: named("siren"), label: "SIREN", isOptional: true, inputMode: "numeric" },
      ],
    },
    {
      kind: "text",
      name: named("street"),
      label: "Adresse postale",
      hint: "Demandée pour une lettre ou une mise en demeure.",
      isOptional: true,
    },
    {
      kind: "pair",
      fields: [
        {
          kind: "text",
          name: named("postcode"),
          label: "Code postal",
          isOptional: true,
          inputMode: "numeric",
        },
        { kind: "text", name: named("city"), label: "Ville", isOptional: true },
      ],
    },
  ],
};
