"use client";
/** One field of a form, or several that stand together, drawn as the form was answered. */
import { AmountInput } from "@/ui/controls/AmountInput";
import { Checkbox } from "@/ui/controls/Checkbox";
import { DateInput } from "@/ui/controls/DateInput";
import { CheckGroup, FieldGroup, FieldPair } from "@/ui/controls/FormStack";
import { RadioGroup } from "@/ui/controls/RadioGroup";
import { Select } from "@/ui/controls/Select";
import { TemplateArea } from "@/ui/controls/TemplateArea";
import { Textarea } from "@/ui/controls/Textarea";
import { TextInput } from "@/ui/controls/TextInput";
import { Anchor } from "@/ui/text/Anchor";
import type { FormState } from "../_server/formStateShape";
import { type FieldSpec, keyOf } from "./fieldSpec";
import { SuggestField } from "./SuggestField";

interface FormFieldProps<Spec extends FieldSpec = FieldSpec> {
  field: Spec;
  state: FormState;
  idPrefix: string;
}

type Together = Extract<FieldSpec, { fields: unknown }>;
type Single = Exclude<FieldSpec, Together>;
type Of<Kind extends Single["kind"]> = Extract<Single, { kind: Kind }>;

/** A field with what was typed in it and what is wrong with it. */
export function FormField({ field, state, idPrefix }: FormFieldProps) {
  return "fields" in field ? (
    <FieldsTogether field={field} state={state} idPrefix={idPrefix} />
  ) : (
    <SingleField field={field} state={state} idPrefix={idPrefix} />
  );
}

function FieldsTogether({ field, state, idPrefix }: FormFieldProps<Together>) {
  const inside = field.fields.map((inner) => (
    <FormField key={keyOf(inner)} field={inner} state={state} idPrefix={idPrefix} />
  ));
  switch (field.kind) {
    case "pair":
      return <FieldPair>{inside}</FieldPair>;
    case "checks":
      return (
        <CheckGroup legend={field.title} hint={field.hint}>
          {inside}
        </CheckGroup>
      );
    case "group":
      return (
        <FieldGroup title={field.title} text={field.text} beside={field.beside}>
          {inside}
        </FieldGroup>
      );
    case "reveal": {
      const { fields: _, ...box } = field;
      // Without script as well, where the browser knows `:has`.
      return (
        <div className="reveal">
          <SingleField field={{ ...box, kind: "checkbox" }} state={state} idPrefix={idPrefix} />
          <div className="reveal__fields form">{inside}</div>
        </div>
      );
    }
  }
}

/** What every control is given. */
interface Drawn {
  name: string;
  id: string;
  label: string;
  hint?: string;
  error?: string;
  isOptional?: boolean;
  defaultValue: string;
}

function SingleField({ field, state, idPrefix }: FormFieldProps<Single>) {
  const value = state.values[field.name] ?? (state.status === "idle" ? field.value : undefined) ?? "";
  const drawn: Drawn = {
    name: field.name,
    id: `${idPrefix}${field.name}`,
    label: field.label,
    ...(field.hint && { hint: field.hint }),
    ...(state.errors[field.name] && { error: state.errors[field.name] }),
    ...(field.isOptional && { isOptional: true }),
    defaultValue: value,
  };
  // A new default after a failed try must reach the field: React keeps uncontrolled inputs otherwise.
  const key = `${field.name}:${value}`;
  switch (field.kind) {
    case "amount":
      return <AmountInput key={key} {...drawn} />;
    case "date":
      return <DateInput key={key} {...drawn} />;
    case "textarea":
      return <Textarea key={key} {...drawn} />;
    case "select":
      return <Select key={key} {...drawn} options={[...field.options]} />;
    case "radio":
      return <RadioField key={key} field={field} drawn={drawn} />;
    case "checkbox":
      return <CheckboxField key={key} drawn={drawn} />;
    case "template": {
      const { rows, variables, hasList } = field;
      const more = { rows, variables, ...(hasList && { hasList: true as const }) };
      return <TemplateArea key={key} {...drawn} {...more} />;
    }
    case "suggest":
      return <SuggestedField key={key} field={field} drawn={drawn} state={state} />;
    case "file": {
      const { defaultValue: _, ...empty } = drawn;
      return <TextInput key={field.name} {...empty} type="file" accept={field.accept} />;
    }
    default:
      return <TypedField key={key} field={field} drawn={drawn} />;
  }
}

function RadioField({ field, drawn }: { field: Of<"select" | "radio">; drawn: Drawn }) {
  const { label, isOptional: _, ...rest } = drawn;
  return <RadioGroup {...rest} legend={label} options={[...field.options]} direction="column" />;
}

function CheckboxField({ drawn }: { drawn: Drawn }) {
  const { defaultValue, isOptional: _, ...rest } = drawn;
  return <Checkbox {...rest} value="1" defaultChecked={defaultValue !== ""} />;
}

interface SuggestedFieldProps {
  field: Of<"suggest">;
  drawn: Drawn;
  state: FormState;
}

function SuggestedField({ field, drawn, state }: SuggestedFieldProps) {
  const { name, value } = field.chosen;
  return (
    <SuggestField
      {...drawn}
      chosen={{ name, value: state.values[name] ?? value }}
      options={field.options}
      source={field.source}
      {...(state.choices?.[field.name] && { choices: state.choices[field.name] })}
    />
  );
}

function TypedField({ field, drawn }: { field: Of<"text" | "email" | "tel" | "password">; drawn: Drawn }) {
  return (
    <TextInput
      {...drawn}
      type={field.kind}
      {...(field.autoComplete && { autoComplete: field.autoComplete })}
      {...(field.inputMode && { inputMode: field.inputMode })}
      {...(field.width && { width: field.width })}
      {...(field.suffix && { suffix: field.suffix })}
      {...(field.labelEnd && {
        labelEnd: <Anchor href={field.labelEnd.href}>{field.labelEnd.label}</Anchor>,
      })}
    />
  );
}
