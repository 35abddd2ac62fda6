"use client";
import { useActionState, useRef } from "react";
import type { LocalDate } from "@/domain/calendar";
import { partField } from "@/domain/settlement/allocation";
import { AmountInput } from "@/ui/controls/AmountInput";
import { Button } from "@/ui/controls/Button";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Buttons } from "@/ui/controls/Buttons";
import { DateInput } from "@/ui/controls/DateInput";
import { FieldGroup, FieldPair, FormStack } from "@/ui/controls/FormStack";
import { Select } from "@/ui/controls/Select";
import { SubmitButton } from "@/ui/controls/SubmitButton";
import { TextInput } from "@/ui/controls/TextInput";
import { AllocationRows } from "@/ui/lists/AllocationRows";
import { ErrorSummary } from "@/ui/messages/ErrorSummary";
import { FormMessage } from "@/ui/messages/FormMessage";
import { HiddenFields } from "../../../_forms/HiddenFields";
import { useRefusalInView } from "../../../_forms/useFormGuards";
import { IDLE } from "../../../_server/formStateShape";
import { takePayment } from "../actions";

interface PaymentFormProps {
  slug: string;
  /** The hidden field that lets the form do its work once. */
  formKey: Readonly<Record<string, string>>;
  clientId: string;
  today: LocalDate;
  methods: readonly { value: string; label: string }[];
  /** Oldest due date first; amounts are written out, since cents do not cross to the browser. */
  invoices: readonly { id: string; number: string; due: string; balance: string }[];
}

/** What came in, and on which invoices. Works without script: « Répartir » is a second button. */
export function PaymentForm({ slug, formKey, clientId, today, methods, invoices }: PaymentFormProps) {
  const [state, action] = useActionState(takePayment, IDLE);
  const form = useRef<HTMLFormElement>(null);
  useRefusalInView(form, state);
  const { values, errors } = state;
  const isSingle = invoices.length === 1;
  return (
    <form ref={form} action={action} noValidate>
      <HiddenFields values={{ societe: slug, client: clientId, ...formKey }} state={state} />
      <FormStack>
        <ErrorSummary errors={summaryOf(errors)} />
        <FormMessage {...(state.status === "error" && state.message && { error: state.message })} />
        <FieldPair>
          <AmountInput
            key={`amount${values.amountCents}`}
            name="amountCents"
            label="Montant reçu"
            defaultValue={values.amountCents ?? (isSingle ? withoutUnit(invoices[0]?.balance) : "")}
            {...(errors.amountCents && { error: errors.amountCents })}
          />
          <DateInput
            key={`on${values.receivedOn}`}
            name="receivedOn"
            label="Reçu le"
            defaultValue={values.receivedOn ?? today}
            {...(errors.receivedOn && { error: errors.receivedOn })}
          />
        </FieldPair>
        <FieldPair>
          <Select
            key={`method${values.method}`}
            name="method"
            label="Moyen"
            options={methods}
            defaultValue={values.method ?? "TRANSFER"}
            {...(errors.method && { error: errors.method })}
          />
          <TextInput
            key={`reference${values.reference}`}
            name="reference"
            label="Référence"
            isOptional
            defaultValue={values.reference ?? ""}
            {...(errors.reference && { error: errors.reference })}
          />
        </FieldPair>
        <FieldGroup
          title={isSingle ? "Sur la facture" : "Sur quelles factures"}
          {...(!isSingle && {
            text: "Laissez vide pour solder les plus anciennes d’abord, ce qui est contesté en dernier, ou écrivez la part de chacune.",
          })}
        >
          <AllocationRows
            invoices={invoices.map((invoice) => ({
              ...invoice,
              field: partField(invoice.id),
              value: values[partField(invoice.id)] ?? "",
              error: errors[partField(invoice.id)],
            }))}
          />
          {!isSingle && (
            <Buttons>
              <Button name="geste" value="repartir" icon="instalments">
                Répartir sur les plus anciennes
              </Button>
            </Buttons>
          )}
        </FieldGroup>
        <Buttons>
          <SubmitButton pendingLabel="Enregistrement…">Enregistrer le règlement</SubmitButton>
          <ButtonLink href={`/${slug}/encaissements`} variant="quiet">
            Annuler
          </ButtonLink>
        </Buttons>
      </FormStack>
    </form>
  );
}

/** `120,00 €` → `120,00`. */
function withoutUnit(amount: string | undefined): string {
  return (amount ?? "").replace(/\u00a0€$/, "");
}

/** One error shows beside its field; several are also gathered above. */
function summaryOf(errors: Readonly<Record<string, string>>) {
  const all = Object.entries(errors).map(([field, message]) => ({ field, message }));
  return all.length > 1 ? all : [];
}
