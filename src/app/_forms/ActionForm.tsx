"use client";
/**
 * A form made from a list of fields. Works without script; with it, errors appear beside the
 * fields without losing what was typed.
 */
import { type ReactNode, useActionState, useRef } from "react";
import { Buttons } from "@/ui/controls/Buttons";
import { FormStack } from "@/ui/controls/FormStack";
import { SubmitButton } from "@/ui/controls/SubmitButton";
import { ErrorSummary } from "@/ui/messages/ErrorSummary";
import { FormMessage } from "@/ui/messages/FormMessage";
import { CopyText } from "@/ui/surfaces/CopyText";
import { type FormState, IDLE } from "../_server/formStateShape";
import { FormField } from "./FormField";
import { type FieldSpec, keyOf, namesOf } from "./fieldSpec";
import { HiddenFields } from "./HiddenFields";
import { LiveErrorsProvider, useLiveErrors } from "./LiveErrors";
import { useRefusalInView, useToldInView, useUnsavedGuard } from "./useFormGuards";

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
  const [shown, tell] = useLiveErrors(state);
  const form = useRef<HTMLFormElement>(null);
  useRefusalInView(form, state);
  useToldInView(form, state);
  useUnsavedGuard(form, state, props.asksBeforeLeaving ?? false);
  const order = namesOf(fields);
  // As the page reads, from top to bottom; what belongs to no field comes first.
  const left = Object.entries(state.errors).filter(([field]) => field in shown.errors);
  const inOrder = left.sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  const errors = inOrder.map(([field, message]) => ({
    ...(order.includes(field) && { field: `${idPrefix}${field}` }),
    message,
  }));
  return (
    <form ref={form} action={formAction} noValidate>
      <HiddenFields values={hidden} state={state} />
      <FormStack isSplit={fields.some((field) => field.kind === "group" && Boolean(field.beside))}>
        {errors.length > 1 && <ErrorSummary errors={errors} />}
        <FormMessage
          {...(state.status === "error" && state.message ? { error: state.message } : {})}
          {...(state.status === "done" && state.message ? { success: state.message } : {})}
        />
        {/* Told once: it stands alone, and nothing asks to be filled in again below it. */}
        {state.told ? (
          <CopyText {...state.told} />
        ) : (
          <LiveErrorsProvider value={tell}>
            {fields.map((field) => (
              <FormField key={keyOf(field)} field={field} state={shown} idPrefix={idPrefix} />
            ))}
          </LiveErrorsProvider>
        )}
        <Buttons>
          {!state.told && (
            <SubmitButton
              variant={variant}
              {...(pending && { pendingLabel: pending })}
              {...(isWide && { size: "wide" as const })}
            >
              {submit}
            </SubmitButton>
          )}
          {cancel}
        </Buttons>
      </FormStack>
    </form>
  );
}
