import { formatHalfYear, type HalfYear } from "@/domain/legal/halfYear";
import { capitalised } from "@/domain/legal/phrases";
import { RATE_KINDS, RATE_NAMES } from "@/domain/legal/rateVersions";
import type { RatesView } from "@/usecases/legal/readRates";
import type { FieldSpec } from "../../../../_forms/fieldSpec";

/** Half-years that may be entered or corrected, newest first. */
const CHOICES = 12;

/** The form of one rate: which, of which half-year, its value, its source. */
export function rateFields(view: RatesView): FieldSpec[] {
  const known = view.rows.map((row) => row.halfYear);
  const halfYears: HalfYear[] = [view.next, ...known.filter((one) => one !== view.next)].slice(0, CHOICES);
  return [
    {
      kind: "pair",
      fields: [
        {
          kind: "select",
          name: "kind",
          label: "Taux",
          value: view.missing[0] ?? view.likely[0] ?? "ECB_REFINANCING",
          options: RATE_KINDS.map((value) => ({ value, label: RATE_NAMES[value] })),
        },
        {
          kind: "select",
          name: "halfYear",
          label: "Semestre",
          value: view.missing.length + view.likely.length > 0 ? view.current : view.next,
          options: halfYears.map((value) => ({ value, label: capitalised(formatHalfYear(value)) })),
        },
      ],
    },
    {
      kind: "pair",
      fields: [
        {
          kind: "text",
          name: "rate",
          label: "Valeur",
          hint: "BCE\u00a0: opérations principales de refinancement, au 1er\u00a0janvier ou au 1er\u00a0juillet. Intérêt légal\u00a0: «\u00a0tous les autres cas\u00a0».",
          inputMode: "decimal",
          width: "short",
          suffix: "%",
        },
        {
          kind: "text",
          name: "individualRate",
          label: "Colonne des particuliers",
          hint: "Intérêt légal seulement, publiée dans le même arrêté.",
          isOptional: true,
          inputMode: "decimal",
          width: "short",
          suffix: "%",
        },
      ],
    },
    {
      kind: "text",
      name: "source",
      label: "Source",
      hint: "Décision de la BCE, ou arrêté et date du Journal officiel.",
    },
    {
      kind: "radio",
      name: "confidence",
      label: "Fiabilité",
      value: "sure",
      options: [
        { value: "sure", label: "Sûre", hint: "Lue sur ecb.europa.eu ou legifrance.gouv.fr." },
        { value: "likely", label: "Probable", hint: "Lue ailleurs\u00a0: un avertissement reste affiché." },
      ],
    },
  ];
}
