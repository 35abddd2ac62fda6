/** The fields of a firm, shared by its creation and its settings. */
import { FIRM_KIND_HINTS, FIRM_KIND_NAMES, FIRM_KINDS } from "@/domain/parties/firm";
import type { FieldSpec } from "./fieldSpec";
import { registerFields, streetField, townFields, type Values, value } from "./identityParts";

/** What the firm is: it decides what its letters must say. */
export function firmKindField(values: Values = {}): FieldSpec {
  return {
    kind: "radio",
    name: "kind",
    label: "Ce qu’est le cabinet",
    hint: "Ses lettres n’ont pas les mêmes mentions obligatoires.",
    value: values.kind ?? "ACCOUNTANT",
    options: FIRM_KINDS.map((kind) => ({
      value: kind,
      label: FIRM_KIND_NAMES[kind],
      hint: FIRM_KIND_HINTS[kind],
    })),
  };
}

/** Name and number: how clients recognise the firm. */
export function firmNameFields(values: Values = {}): FieldSpec[] {
  return [
    {
      kind: "text",
      name: "name",
      label: "Nom du cabinet",
      autoComplete: "organization",
      ...value(values, "name"),
    },
    {
      kind: "text",
      name: "siren",
      label: "SIREN",
      hint: "Vos clients vous reconnaîtront à lui.",
      inputMode: "numeric",
      ...value(values, "siren"),
    },
  ];
}

/** Form, capital and register: a firm's correspondence carries them. */
export function firmFormFields(values: Values): FieldSpec[] {
  return [
    {
      kind: "text",
      name: "legalForm",
      label: "Forme juridique",
      hint: "SELARL, SAS, EI…",
      ...value(values, "legalForm"),
    },
    registerFields(values),
  ];
}

/** Where the firm is. */
export function firmAddressFields(values: Values = {}): FieldSpec[] {
  return [streetField(values), townFields(values)];
}

/** Who signs the letters of the firm. */
export function firmSignatoryFields(values: Values): FieldSpec[] {
  return [
    {
      kind: "pair",
      fields: [
        {
          kind: "text",
          name: "signatoryName",
          label: "Nom",
          hint: "Vide\u00a0: un associé.",
          isOptional: true,
          ...value(values, "signatoryName"),
        },
        {
          kind: "text",
          name: "signatoryTitle",
          label: "Qualité",
          hint: "Gérante, expert-comptable…",
          isOptional: true,
          ...value(values, "signatoryTitle"),
        },
      ],
    },
  ];
}

/** What CPCE R124-2 asks of whoever collects for others. */
export function guaranteeFields(values: Values): FieldSpec[] {
  return [
    {
      kind: "pair",
      fields: [
        { kind: "text", name: "insurerName", label: "Assureur", ...value(values, "insurerName") },
        {
          kind: "text",
          name: "insurancePolicy",
          label: "Numéro du contrat",
          ...value(values, "insurancePolicy"),
        },
      ],
    },
    {
      kind: "date",
      name: "insuredUntil",
      label: "Assuré jusqu’au",
      hint: "Passé ce jour, aucune lettre du cabinet ne part avant que vous l’ayez renouvelée ici.",
      ...value(values, "insuredUntil"),
    },
    {
      kind: "text",
      name: "fundsBank",
      label: "Banque du compte réservé aux fonds de tiers",
      hint: "Vos lettres indiquent toujours l’IBAN du créancier\u00a0: ce compte doit exister, il n’y figure pas.",
      ...value(values, "fundsBank"),
    },
    {
      kind: "pair",
      fields: [
        {
          kind: "date",
          name: "declaredOn",
          label: "Déclaré au procureur le",
          ...value(values, "declaredOn"),
        },
        {
          kind: "text",
          name: "declaredCourt",
          label: "Tribunal judiciaire de",
          ...value(values, "declaredCourt"),
        },
      ],
    },
  ];
}
