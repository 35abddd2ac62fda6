/** What a form asks for, as a list that the page writes and the form draws. */
import type { ReactNode } from "react";
import type { Suggestion } from "./useSuggestions";

interface Common {
  name: string;
  label: string;
  hint?: string;
  isOptional?: boolean;
  /** Value when the form opens. */
  value?: string;
}

export type FieldSpec =
  | (Common & {
      kind: "text" | "email" | "tel" | "password";
      autoComplete?: string;
      inputMode?: "text" | "numeric" | "decimal" | "email" | "tel";
      width?: "short";
      suffix?: string;
      /** A link at the end of the label's line: « Oublié ? ». */
      labelEnd?: { href: string; label: string };
    })
  | (Common & { kind: "amount" | "date" | "textarea" })
  | (Common & {
      kind: "select" | "radio";
      options: readonly { value: string; label: string; hint?: string }[];
    })
  | (Common & { kind: "checkbox" })
  | (Common & { kind: "file"; accept: string })
  /** A text with variables between double braces. */
  | (Common & {
      kind: "template";
      variables: readonly { name: string; means: string }[];
      rows: number;
      hasList?: boolean;
    })
  /** A name that a list helps to type; `chosen` is the hidden field that says which one is meant. */
  | (Common & {
      kind: "suggest";
      chosen: { name: string; value: string };
      options: readonly Suggestion[];
      source: string;
    })
  /** A box that shows further fields once ticked. */
  | (Common & { kind: "reveal"; fields: readonly FieldSpec[] })
  | { kind: "pair"; fields: readonly [FieldSpec, FieldSpec] }
  /** Boxes that answer one question. */
  | { kind: "checks"; title: string; hint?: string; fields: readonly FieldSpec[] }
  /** Fields that belong together, under their own title; what they make may stand beside them. */
  | { kind: "group"; title: string; text?: string; fields: readonly FieldSpec[]; beside?: ReactNode };

/** What tells a field from its neighbours. */
export function keyOf(field: FieldSpec): string {
  if (field.kind === "group" || field.kind === "checks") return field.title;
  return field.kind === "pair" ? field.fields.map(keyOf).join(" ") : field.name;
}

/** Names of the fields, in the order they are read. */
export function namesOf(fields: readonly FieldSpec[]): string[] {
  return fields.flatMap((field) => [
    ...("name" in field ? [field.name] : []),
    ...("fields" in field ? namesOf(field.fields) : []),
  ]);
}
