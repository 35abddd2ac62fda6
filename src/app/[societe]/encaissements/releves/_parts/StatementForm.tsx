"use client";
import { useActionState } from "react";
import { NBSP } from "@/domain/money";
import { Buttons } from "@/ui/controls/Buttons";
import { FileDrop } from "@/ui/controls/FileDrop";
import { FormStack } from "@/ui/controls/FormStack";
import { SubmitButton } from "@/ui/controls/SubmitButton";
import { FormMessage } from "@/ui/messages/FormMessage";
import { IDLE } from "../../../../_server/formStateShape";
import { dropStatement } from "../actions";

interface StatementFormProps {
  slug: string;
  maxMegabytes: number;
}

/** The place to drop a file of the bank. */
export function StatementForm({ slug, maxMegabytes }: StatementFormProps) {
  const [state, action] = useActionState(dropStatement, IDLE);
  return (
    <form action={action} noValidate>
      <input type="hidden" name="societe" value={slug} />
      <FormStack>
        <FormMessage {...(state.message && { error: state.message })} />
        <FileDrop
          name="file"
          label="Relevé de votre banque"
          accept=".xml,.ofx,.csv,.txt,text/xml,application/xml,text/csv"
          hint={`CAMT.053, OFX ou CSV, ${maxMegabytes}${NBSP}Mo au plus. Une opération déjà connue n’est jamais ajoutée deux fois.`}
          {...(state.errors.file && { error: state.errors.file })}
        />
        <Buttons>
          <SubmitButton icon="upload" pendingLabel="Lecture du relevé…">
            Lire le relevé
          </SubmitButton>
        </Buttons>
      </FormStack>
    </form>
  );
}
