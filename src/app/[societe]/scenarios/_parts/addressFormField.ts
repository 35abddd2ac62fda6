import type { AddressForm } from "@/domain/dunning/scenario";
import type { FieldSpec } from "../../../_forms/fieldSpec";

/** « vous » or « tu ». */
export function addressFormField(value: AddressForm): FieldSpec {
  return {
    kind: "radio",
    name: "addressForm",
    label: "Les textes disent",
    value,
    options: [
      { value: "FORMAL", label: "Vous", hint: "« Je vous appelle pour la facture… »" },
      { value: "FRIENDLY", label: "Tu", hint: "« Je t’appelle pour la facture… »" },
    ],
  };
}
