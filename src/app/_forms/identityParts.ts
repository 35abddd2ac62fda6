/** Fields that companies and firms have alike. */
import type { FieldSpec } from "./fieldSpec";

/** What was typed or stored, by the name of the field. */
export type Values = Readonly<Record<string, string>>;

/** The value of a field, when it has one. */
export function value(values: Values, name: string): { value?: string } {
  return values[name] ? { value: values[name] } : {};
}

/** Capital and register: letters carry them. */
export function registerFields(values: Values): FieldSpec {
  return {
    kind: "pair",
    fields: [
      {
        kind: "amount",
        name: "shareCapitalCents",
        label: "Capital",
        isOptional: true,
        ...value(values, "shareCapitalCents"),
      },
      {
        kind: "text",
        name: "rcsCity",
        label: "Ville du RCS",
        isOptional: true,
        ...value(values, "rcsCity"),
      },
    ],
  };
}

export function streetField(values: Values): FieldSpec {
  return {
    kind: "text",
    name: "street",
    label: "Numéro et rue",
    autoComplete: "address-line1",
    ...value(values, "street"),
  };
}

export function townFields(values: Values): FieldSpec {
  return {
    kind: "pair",
    fields: [
      {
        kind: "text",
        name: "postcode",
        label: "Code postal",
        inputMode: "numeric",
        autoComplete: "postal-code",
        ...value(values, "postcode"),
      },
      {
        kind: "text",
        name: "city",
        label: "Ville",
        autoComplete: "address-level2",
        ...value(values, "city"),
      },
    ],
  };
}
