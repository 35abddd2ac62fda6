"use client";
import { type FormEvent, useActionState, useState } from "react";
import { formatCount, NBSP } from "@/domain/money";
import { Buttons } from "@/ui/controls/Buttons";
import { FileDrop } from "@/ui/controls/FileDrop";
import { FormStack } from "@/ui/controls/FormStack";
import { SubmitButton } from "@/ui/controls/SubmitButton";
import { FormMessage } from "@/ui/messages/FormMessage";
import { IDLE } from "../../../_server/formStateShape";
import { dropFile } from "../actions";

interface DropFormProps {
  slug: string;
  maxMegabytes: number;
}

/** The place to drop a file. One that is too large is told before it is sent. */
export function DropForm({ slug, maxMegabytes }: DropFormProps) {
  const [state, action] = useActionState(dropFile, IDLE);
  const [file, setFile] = useState<File | null>(null);
  const isTooLarge = file !== null && file.size > maxMegabytes * 1024 * 1024;
  const tooLarge = `Ce fichier dépasse ${maxMegabytes}${NBSP}Mo. Exportez-le en plusieurs fois, par exemple par année.`;
  const refuseTooLarge = (event: FormEvent) => {
    if (isTooLarge) event.preventDefault();
  };
  // What was wrong with the last file is not said of the next one.
  const error = isTooLarge ? tooLarge : file === null ? state.errors.file : undefined;
  return (
    <form action={action} onSubmit={refuseTooLarge} onReset={() => setFile(null)} noValidate>
      <input type="hidden" name="societe" value={slug} />
      <FormStack>
        <FormMessage {...(state.message && { error: state.message })} />
        <FileDrop
          name="file"
          label="Fichier de vos factures"
          accept=".csv,.txt,.tsv,text/csv,text/plain"
          hint={`CSV de votre logiciel ou de votre tableur, ${maxMegabytes}${NBSP}Mo au plus. Rien n’est créé avant que vous ayez relu.`}
          onChange={(files) => setFile(files?.[0] ?? null)}
          {...(file && { chosen: `${file.name}, ${sizeWords(file.size)}` })}
          {...(error && { error })}
        />
        <Buttons>
          <SubmitButton icon="upload" pendingLabel="Lecture du fichier…">
            Lire le fichier
          </SubmitButton>
        </Buttons>
      </FormStack>
    </form>
  );
}

/** `12 Ko`, `3 Mo`. */
function sizeWords(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1024));
  if (kilobytes < 1024) return `${formatCount(kilobytes)}${NBSP}Ko`;
  return `${formatCount(Math.round(kilobytes / 1024))}${NBSP}Mo`;
}
