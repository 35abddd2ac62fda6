"use client";
import { useActionState, useRef } from "react";
import { partField } from "@/domain/settlement/allocation";
import { Buttons } from "@/ui/controls/Buttons";
import { Checkbox } from "@/ui/controls/Checkbox";
import { FieldGroup, FormStack } from "@/ui/controls/FormStack";
import { SubmitButton } from "@/ui/controls/SubmitButton";
import { AllocationRows } from "@/ui/lists/AllocationRows";
import { ErrorSummary } from "@/ui/messages/ErrorSummary";
import { FormMessage } from "@/ui/messages/FormMessage";
import { HiddenFields } from "../../../../_forms/HiddenFields";
import { useRefusalInView } from "../../../../_forms/useFormGuards";
import { IDLE } from "../../../../_server/formStateShape";
import { pairByHand } from "../actions";

interface HandFormProps {
  slug: string;
  /** The hidden field that lets the form do its work once. */
  formKey: Readonly<Record<string, string>>;
  lineId: string;
  clientId: string;
  /** What came in, written out. */
  amount: string;
  /** It is more than everything this client owes. */
  isAbove: boolean;
  /** Oldest due date first; amounts are written out, since cents do not cross to the browser. */
  invoices: readonly { id: string; number: string; due: string; balance: string }[];
}

/** Which invoices of a client a movement pays. */
export function HandForm({ slug, formKey, lineId, clientId, amount, isAbove, invoices }: HandFormProps) {
  const [state, action] = useActionState(pairByHand, IDLE);
  const form = useRef<HTMLFormElement>(null);
  useRefusalInView(form, state);
  const { values, errors } = state;
  const { amountCents: amountError, receivedOn: dayError, ...partErrors } = errors;
  const refusal = state.status === "error" ? state.message || amountError || dayError : undefined;
  const summary = Object.entries(partErrors).map(([field, message]) => ({ field, message }));
  return (
    <form ref={form} action={action} noValidate>
      <HiddenFields values={{ societe: slug, ligne: lineId, client: clientId, ...formKey }} state={state} />
      <FormStack>
        {summary.length > 1 && <ErrorSummary errors={summary} />}
        <FormMessage {...(refusal && { error: refusal })} />
        <FieldGroup
          title={invoices.length === 1 ? "Sur la facture" : "Sur quelles factures"}
          text={`${amount} à répartir. Laissez vide pour solder les plus anciennes d’abord, ou écrivez la part de chacune.`}
        >
          <AllocationRows
            invoices={invoices.map((invoice) => ({
              ...invoice,
              field: partField(invoice.id),
              value: values[partField(invoice.id)] ?? "",
              error: errors[partField(invoice.id)],
            }))}
          />
        </FieldGroup>
        <Checkbox
          key={`surplus${values.surplus}`}
          name="surplus"
          value="CREDIT"
          label="Ce qui dépasse reste en avoir du client"
          hint="À affecter ou à rembourser depuis la page du client."
          defaultChecked={state.status === "error" ? values.surplus === "CREDIT" : isAbove}
        />
        <Buttons>
          <SubmitButton pendingLabel="Enregistrement…">Rapprocher et enregistrer</SubmitButton>
        </Buttons>
      </FormStack>
    </form>
  );
}
