import { PROOF_CATEGORIES, PROOF_CATEGORY_NAMES } from "@/domain/legal/proofCategory";
import type { FieldSpec } from "../../../../../_forms/fieldSpec";

/** What a person says of a proof. */
export const PROOF_FIELDS: FieldSpec[] = [
  {
    kind: "pair",
    fields: [
      {
        kind: "select",
        name: "category",
        label: "Ce qu’elle prouve",
        value: "ORDER",
        options: PROOF_CATEGORIES.map((value) => ({ value, label: PROOF_CATEGORY_NAMES[value] })),
      },
      { kind: "date", name: "datedOn", label: "Date de la pièce", isOptional: true },
    ],
  },
  {
    kind: "text",
    name: "label",
    label: "Intitulé",
    hint: "Tel qu’il paraîtra au bordereau\u00a0: « Devis accepté le 3\u00a0mars », « Bon de livraison »…",
    isOptional: true,
  },
  {
    kind: "file",
    name: "file",
    label: "Fichier",
    hint: "PDF, JPEG ou PNG, 10\u00a0Mo au plus.",
    accept: "application/pdf,image/jpeg,image/png",
  },
];
