"use client";
/**
 * A form made from a list of fields. Works without script; with it, errors appear beside the
 * fields without losing what was typed.
 */
import { type ReactNode, useActionState, useRef } from "react";
import { AmountInput } from "@/ui/controls/AmountInput";
import { Buttons } from "@/ui/controls/Buttons";
import { Checkbox } from "@/ui/controls/Checkbox";
import { DateInput } from "@/ui/controls/DateInput";
import { CheckGroup, FieldGroup, FieldPair, FormStack } from "@/ui/controls/FormStack";
import { RadioGroup } from "@/ui/controls/RadioGroup";
import { Select } from "@/ui/controls/Select";
import { SubmitButton } from "@/ui/controls/SubmitButton";
import { TemplateArea } from "@/ui/controls/TemplateArea";
import { Textarea } from "@/ui/controls/Textarea";
import { TextInput } from "@/ui/controls/TextInput";
import { ErrorSummary } from "@/ui/messages/ErrorSummary";
import { FormMessage } from "@/ui/messages/FormMessage";
import { Anchor } from "@/ui/text/Anchor";
import { type FormState, IDLE } from "../_server/formStateShape";
import { HiddenFields } from "./HiddenFields";
import { SuggestField } from "./SuggestField";
import { useRefusalInView, useUnsavedGuard } from "./useFormGuards";
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
  /** Fields that belong together, under their own title. */
  | { kind: "group"; title: string; text?: string; fields: readonly FieldSpec[] };

interface ActionFormProps {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  /** Fixed values sent along. */
  hidden?: Readonly<Record<string, string>>;
  fields: readonly FieldSpec[];
  submit: string;
  pending?: string;
  /** Next to the button: a way back. */
  cancel?: ReactNode;
  variant?: "primary" | "outlined" | "quiet" | "critical";
  isWide?: boolean;
  /** Asks before a link leaves what was typed and not saved. */
  asksBeforeLeaving?: boolean;
  /** Put before the ids of the fields, when a page has several forms with the same ones. */
  idPrefix?: string;
}

export function ActionForm(props: ActionFormProps) {
  const { action, hidden = {}, fields, submit, pending, cancel, variant = "primary", isWide = false } = props;
  const idPrefix = props.idPrefix ?? "";
  const [state, formAction] = useActionState(action, IDLE);
  const form = useRef<HTMLFormElement>(null);
  useRefusalInView(form, state);
  useUnsavedGuard(form, state, props.asksBeforeLeaving ?? false);
  const names = new Map(namesOf(fields));
  const order = [...names.keys()];
  // As the page reads, from top to bottom; what belongs to no field comes first.
  const inOrder = Object.entries(state.errors).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  const errors = inOrder.map(([field, message]) => ({
    ...(names.has(field) && { field: `${idPrefix}${field}` }),
    message,
  }));
  return (
    <form ref={form} action={formAction} noValidate>
      <HiddenFields values={hidden} state={state} />
      <FormStack>
        {errors.length > 1 && <ErrorSummary errors={errors} />}
        <FormMessage
          {...(state.status === "error" && state.message ? { error: state.message } : {})}
          {...(state.status === "done" && state.message ? { success: state.message } : {})}
        />
        {fields.map((field) => (
          <FieldOf key={keyOf(field)} field={field} state={state} idPrefix={idPrefix} />
        ))}
        <Buttons>
          <SubmitButton
            variant={variant}
            {...(pending && { pendingLabel: pending })}
            {...(isWide && { size: "wide" as const })}
          >
            {submit}
          </SubmitButton>
          {cancel}
        </Buttons>
      </FormStack>
    </form>
  );
}

function keyOf(field: FieldSpec): string {
  if (field.kind === "group" || field.kind === "checks") return field.title;
  return field.kind === "pair" ? field.fields.map(keyOf).join(" ") : field.name;
}

function namesOf(fields: readonly FieldSpec[]): [string, true][] {
  return fields.flatMap((field) => [
    ...("name" in field ? [[field.name, true] as [string, true]] : []),
    ...("fields" in field ? namesOf(field.fields) : []),
  ]);
}

function FieldOf({ field, state, idPrefix }: { field: FieldSpec; state: FormState; idPrefix: string }) {
  if (field.kind === "pair") {
    return (
      <FieldPair>
        <FieldOf field={field.fields[0]} state={state} idPrefix={idPrefix} />
        <FieldOf field={field.fields[1]} state={state} idPrefix={idPrefix} />
      </FieldPair>
    );
  }
  if (field.kind === "group" || field.kind === "checks") {
    const inside = field.fields.map((inner) => (
      <FieldOf key={keyOf(inner)} field={inner} state={state} idPrefix={idPrefix} />
    ));
    return field.kind === "checks" ? (
      <CheckGroup legend={field.title} hint={field.hint}>
        {inside}
      </CheckGroup>
    ) : (
      <FieldGroup title={field.title} text={field.text}>
        {inside}
      </FieldGroup>
    );
  }
  if (field.kind === "reveal") return <RevealedFields field={field} state={state} idPrefix={idPrefix} />;
  const value = state.values[field.name] ?? (state.status === "idle" ? field.value : undefined) ?? "";
  const id = `${idPrefix}${field.name}`;
  const common = {
    name: field.name,
    id,
    label: field.label,
    ...(field.hint && { hint: field.hint }),
    ...(state.errors[field.name] && { error: state.errors[field.name] }),
    ...(field.isOptional && { isOptional: true }),
  };
  // A new default after a failed try must reach the field: React keeps uncontrolled inputs otherwise.
  const key = `${field.name}:${value}`;
  switch (field.kind) {
    case "amount":
      return <AmountInput key={key} {...common} defaultValue={value} />;
    case "date":
      return <DateInput key={key} {...common} defaultValue={value} />;
    case "textarea":
      return <Textarea key={key} {...common} defaultValue={value} />;
    case "select":
      return <Select key={key} {...common} options={[...field.options]} defaultValue={value} />;
    case "radio":
      return (
        <RadioGroup
          key={key}
          name={field.name}
          id={id}
          legend={field.label}
          options={[...field.options]}
          defaultValue={value}
          {...(field.hint && { hint: field.hint })}
          {...(state.errors[field.name] && { error: state.errors[field.name] })}
          direction="column"
        />
      );
    case "checkbox":
      return (
        <Checkbox
          key={key}
          name={field.name}
          id={id}
          label={field.label}
          value="1"
          defaultChecked={value !== ""}
          {...(field.hint && { hint: field.hint })}
          {...(state.errors[field.name] && { error: state.errors[field.name] })}
        />
      );
    case "template":
      return (
        <TemplateArea
          key={key}
          {...common}
          defaultValue={value}
          rows={field.rows}
          variables={field.variables}
          {...(field.hasList && { hasList: true })}
        />
      );
    case "suggest":
      return (
        <SuggestField
          key={key}
          {...common}
          defaultValue={value}
          chosen={{
            name: field.chosen.name,
            value: state.values[field.chosen.name] ?? field.chosen.value,
          }}
          options={field.options}
          source={field.source}
          {...(state.choices?.[field.name] && { choices: state.choices[field.name] })}
        />
      );
    case "file":
      return <TextInput key={field.name} {...common} type="file" accept={field.accept} />;
    default:
      return (
        <TextInput
          key={key}
          {...common}
          type={field.kind}
          defaultValue={value}
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
}

interface RevealedFieldsProps {
  field: Extract<FieldSpec, { kind: "reveal" }>;
  state: FormState;
  idPrefix: string;
}

/** A box, and the fields it shows once ticked: without script as well, where the browser knows `:has`. */
function RevealedFields({ field, state, idPrefix }: RevealedFieldsProps) {
  const { fields, ...box } = field;
  return (
    <div className="reveal">
      <FieldOf field={{ ...box, kind: "checkbox" }} state={state} idPrefix={idPrefix} />
      <div className="reveal__fields form">
        {fields.map((inner) => (
          <FieldOf key={keyOf(inner)} field={inner} state={state} idPrefix={idPrefix} />
        ))}
      </div>
    </div>
  );
}
