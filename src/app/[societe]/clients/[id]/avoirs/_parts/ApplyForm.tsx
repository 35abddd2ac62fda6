"use client";
import { useActionState, useRef } from "react";
import { partField } from "@/domain/settlement/allocation";
import { Buttons } from "@/ui/controls/Buttons";
import { FormStack } from "@/ui/controls/FormStack";
import { SubmitButton } from "@/ui/controls/SubmitButton";
import { AllocationRows } from "@/ui/lists/AllocationRows";
import { FormMessage } from "@/ui/messages/FormMessage";
import { HiddenFields } from "../../../../../_forms/HiddenFields";
import { useRefusalInView } from "../../../../../_forms/useFormGuards";
import { IDLE } from "../../../../../_server/formStateShape";
import { applyCredit } from "../actions";

interface ApplyFormProps {
  hidden: Readonly<Record<string, string>>;
  /** Oldest due date first; amounts are written out, since cents do not cross to the browser. */
  invoices: readonly { id: string; number: string; due: string; balance: string }[];
  /** What is left of the credit. */
  rest: string;
}

/** The part of a credit put on each invoice. */
export function ApplyForm({ hidden, invoices, rest }: ApplyFormProps) {
  const [state, action] = useActionState(applyCredit, IDLE);
  const form = useRef<HTMLFormElement>(null);
  useRefusalInView(form, state);
  const { values, errors } = state;
  const above = errors.amountCents ?? (state.status === "error" ? state.message : undefined);
  return (
    <form ref={form} action={action} noValidate>
      <HiddenFields values={hidden} state={state} />
      <FormStack>
        <FormMessage {...(above && { error: above })} />
        <p className="muted">Écrivez la part de chaque facture, {rest} en tout au plus.</p>
        <AllocationRows
          invoices={invoices.map((invoice) => ({
            ...invoice,
            field: partField(invoice.id),
            value: values[partField(invoice.id)] ?? "",
            error: errors[partField(invoice.id)],
          }))}
        />
        <Buttons>
          <SubmitButton pendingLabel="Enregistrement…">Affecter</SubmitButton>
        </Buttons>
      </FormStack>
    </form>
  );
}
