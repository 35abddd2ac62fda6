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
  maxFiles: number;
}

const ACCEPT =
  ".csv,.txt,.tsv,.xlsx,.xlsm,.pdf,.xml,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,application/pdf,application/xml,text/xml";

/** The place to drop files. What is too large or too many is told before it is sent. */
export function DropForm({ slug, maxMegabytes, maxFiles }: DropFormProps) {
  const [state, action] = useActionState(dropFile, IDLE);
  const [files, setFiles] = useState<readonly File[]>([]);
  const size = files.reduce((sum, file) => sum + file.size, 0);
  const refusal =
    files.length > maxFiles
      ? `Vous avez choisi ${files.length} fichiers, le maximum est ${maxFiles}. Déposez-les en plusieurs fois.`
      : size <= maxMegabytes * 1024 * 1024
        ? undefined
        : files.length > 1
          ? `Ces fichiers dépassent ${maxMegabytes}${NBSP}Mo en tout. Déposez-les en plusieurs fois.`
          : `Ce fichier dépasse ${maxMegabytes}${NBSP}Mo. Exportez-le en plusieurs fois, par exemple par année.`;
  const refuseTooLarge = (event: FormEvent) => {
    if (refusal) event.preventDefault();
  };
  // What was wrong with the last file is not said of the next one.
  const error = refusal ?? (files.length === 0 ? state.errors.file : undefined);
  const names = files.length > 1 ? `${files.length} fichiers` : files[0]?.name;
  return (
    <form action={action} onSubmit={refuseTooLarge} onReset={() => setFiles([])} noValidate>
      <input type="hidden" name="societe" value={slug} />
      <FormStack>
        <FormMessage {...(state.message && { error: state.message })} />
        <FileDrop
          name="file"
          label="Fichiers de vos factures"
          accept={ACCEPT}
          isMultiple
          hint={`Un tableau (Excel .xlsx ou CSV), un FEC, ou jusqu’à ${maxFiles} factures électroniques (PDF Factur-X, XML)${NBSP}: ${maxMegabytes}${NBSP}Mo au plus en tout. Rien n’est créé avant que vous ayez relu.`}
          onChange={(chosen) => setFiles([...(chosen ?? [])])}
          {...(names && { chosen: `${names}, ${sizeWords(size)}` })}
          {...(error && { error })}
        />
        <Buttons>
          <SubmitButton icon="upload" pendingLabel="Lecture…">
            Lire
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
