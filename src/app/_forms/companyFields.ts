/** The fields of a company, shared by its creation and its settings. */
import { typeset } from "@/domain/typography";
import type { FieldSpec } from "./fieldSpec";
import { registerFields, streetField, townFields, type Values, value } from "./identityParts";

/** Who the company is, for its letters. */
export function identityFields(values: Values = {}): FieldSpec[] {
  return [
    {
      kind: "text",
      name: "siren",
      label: "SIREN",
      hint: "Neuf chiffres, sur votre extrait Kbis ou votre avis INSEE.",
      inputMode: "numeric",
      ...value(values, "siren"),
    },
    {
      kind: "text",
      name: "legalName",
      label: "Raison sociale",
      hint: "Pour un entrepreneur individuel, vos prénom et nom.",
      autoComplete: "organization",
      ...value(values, "legalName"),
    },
    {
      kind: "pair",
      fields: [
        {
          kind: "text",
          name: "legalForm",
          label: "Forme juridique",
          hint: "SARL, SAS, EI…",
          ...value(values, "legalForm"),
        },
        {
          kind: "text",
          name: "tradeName",
          label: "Nom commercial",
          hint: "S’il diffère.",
          isOptional: true,
          ...value(values, "tradeName"),
        },
      ],
    },
    registerFields(values),
    {
      kind: "text",
      name: "vatNumber",
      label: "Numéro de TVA",
      hint: typeset("Laissez vide : il se déduit du SIREN."),
      isOptional: true,
      ...value(values, "vatNumber"),
    },
    {
      kind: "checkbox",
      name: "chargesNoVat",
      label: typeset("Je ne facture pas la TVA (art. 293 B du CGI)"),
      hint: typeset("Franchise en base : vos lettres ne portent alors aucun numéro de TVA."),
      ...value(values, "chargesNoVat"),
    },
  ];
}

/** Where it is, and how to reach it. */
export function addressFields(values: Values = {}): FieldSpec[] {
  return [
    streetField(values),
    {
      kind: "text",
      name: "complement",
      label: "Complément",
      isOptional: true,
      autoComplete: "address-line2",
      ...value(values, "complement"),
    },
    townFields(values),
    {
      kind: "pair",
      fields: [
        {
          kind: "email",
          name: "email",
          label: "Courriel de la société",
          hint: "Les réponses de vos clients y arrivent.",
          ...value(values, "email"),
        },
        {
          kind: "tel",
          name: "phone",
          label: "Téléphone",
          isOptional: true,
          autoComplete: "tel",
          ...value(values, "phone"),
        },
      ],
    },
  ];
}

/** Where debtors pay. */
export function bankFields(values: Values = {}): FieldSpec[] {
  return [
    {
      kind: "text",
      name: "iban",
      label: "IBAN",
      hint: "Il figurera sur chaque relance et sur la page de réponse.",
      isOptional: true,
      ...value(values, "iban"),
    },
    { kind: "text", name: "bic", label: "BIC", isOptional: true, ...value(values, "bic") },
  ];
}

/** Who signs. */
export function signatoryFields(values: Values = {}): FieldSpec[] {
  return [
    {
      kind: "pair",
      fields: [
        { kind: "text", name: "signatoryName", label: "Nom", ...value(values, "signatoryName") },
        {
          kind: "text",
          name: "signatoryTitle",
          label: "Qualité",
          hint: "Gérante, président…",
          isOptional: true,
          ...value(values, "signatoryTitle"),
        },
      ],
    },
  ];
}
