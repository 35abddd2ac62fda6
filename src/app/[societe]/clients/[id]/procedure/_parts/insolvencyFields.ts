import { INSOLVENCY_NAMES } from "@/domain/legal/claimDeclaration";
import { INSOLVENCY_KINDS } from "@/domain/legal/insolvency";
import { capitalised } from "@/domain/legal/phrases";
import type { InsolvencyView } from "@/usecases/legal/readInsolvency";
import type { FieldSpec } from "../../../../../_forms/fieldSpec";

/** The form of a procedure, empty or as it was recorded. */
export function insolvencyFields(view: InsolvencyView | null): FieldSpec[] {
  const known = view?.insolvency;
  return [
    {
      kind: "radio",
      name: "kind",
      label: "Procédure",
      value: known?.kind ?? "",
      options: INSOLVENCY_KINDS.map((value) => ({ value, label: capitalised(INSOLVENCY_NAMES[value]) })),
    },
    {
      kind: "pair",
      fields: [
        {
          kind: "date",
          name: "openedOn",
          label: "Jugement d’ouverture",
          hint: "Les intérêts s’arrêtent la veille.",
          value: known?.openedOn ?? "",
        },
        {
          kind: "date",
          name: "publishedOn",
          label: "Publication au BODACC",
          hint: "Le délai de déclaration part de ce jour. À compléter dès que vous le connaissez.",
          value: known?.publishedOn ?? "",
          isOptional: true,
        },
      ],
    },
    {
      kind: "group",
      title: "À qui déclarer",
      text: "Ces noms sont dans l’annonce du BODACC\u00a0; ils sont repris dans la déclaration.",
      fields: [
        {
          kind: "text",
          name: "courtName",
          label: "Tribunal",
          value: known?.courtName ?? "",
          isOptional: true,
        },
        {
          kind: "text",
          name: "officerName",
          label: "Mandataire judiciaire ou liquidateur",
          value: known?.officerName ?? "",
          isOptional: true,
        },
        {
          kind: "textarea",
          name: "officerAddress",
          label: "Son adresse",
          value: known?.officerAddress ?? "",
          isOptional: true,
        },
      ],
    },
    {
      kind: "text",
      name: "privilege",
      label: "Privilège ou garantie",
      hint: "Réserve de propriété, nantissement… Rien pour une créance ordinaire (chirographaire).",
      value: known?.privilege ?? "",
      isOptional: true,
    },
    {
      kind: "checkbox",
      name: "isCreditorOverseas",
      label: "Ma société est établie hors de France métropolitaine",
      hint: "Le délai de déclaration est alors de quatre mois au lieu de deux.",
      value: known?.isCreditorOverseas ? "1" : "",
    },
  ];
}

/** How and when the claim was declared. */
export function declarationFields(view: InsolvencyView): FieldSpec[] {
  const { declaredOn, declaredBy } = view.insolvency;
  return [
    { kind: "date", name: "declaredOn", label: "Déclarée le", value: declaredOn ?? "" },
    {
      kind: "text",
      name: "declaredBy",
      label: "Preuve",
      hint: "Numéro du recommandé, ou accusé du portail des mandataires.",
      value: declaredBy,
    },
  ];
}

/** How a procedure ended. */
export const CLOSE_FIELDS: FieldSpec[] = [
  {
    kind: "text",
    name: "reason",
    label: "Comment elle s’est terminée",
    hint: "Plan adopté par le tribunal, clôture pour insuffisance d’actif…",
  },
];

/** Why a procedure should never have been recorded. */
export const WITHDRAW_FIELDS: FieldSpec[] = [
  { kind: "text", name: "reason", label: "Ce qui s’est passé", hint: "Homonyme, mauvais client…" },
];
