"use client";
import { type ReactNode, useActionState, useRef } from "react";
import { Button } from "@/ui/controls/Button";
import { Buttons } from "@/ui/controls/Buttons";
import { FieldPair, FormStack } from "@/ui/controls/FormStack";
import { RadioGroup } from "@/ui/controls/RadioGroup";
import { Select } from "@/ui/controls/Select";
import { SubmitButton } from "@/ui/controls/SubmitButton";
import { TextInput } from "@/ui/controls/TextInput";
import { Section } from "@/ui/layout/Section";
import { Stack } from "@/ui/layout/Stack";
import { ColumnRows, type FileColumn } from "@/ui/lists/ColumnRows";
import { Details } from "@/ui/messages/Details";
import { ErrorSummary } from "@/ui/messages/ErrorSummary";
import { FormMessage } from "@/ui/messages/FormMessage";
import { useRefusalInView } from "../../../_forms/useFormGuards";
import { type FormState, IDLE } from "../../../_server/formStateShape";
import { settleImport } from "../actions";
import { type MendLine, MendLines } from "./MendLines";

interface Option {
  value: string;
  label: string;
}

interface ImportFormProps {
  hidden: Readonly<Record<string, string>>;
  /** How the file was read, in one line. */
  readingWords: string;
  reading: readonly { name: string; label: string; value: string; options: readonly Option[] }[];
  /** The row of the titles may be chosen. */
  asksHeader: boolean;
  headerLine: string;
  headerHint: string;
  /** The lines are electronic invoices, each in its file: there is nothing to say of how they are read. */
  isBundle: boolean;
  columns: readonly FileColumn[];
  meanings: readonly Option[];
  /** Columns are to be chosen before anything else can be. */
  isUnsettled: boolean;
  /** Calendar days; asked only when some lines have no due date. */
  termDays: string;
  asksTerm: boolean;
  kind: string;
  kinds: readonly Option[];
  /** Why the kind of the clients is asked; empty when the file always tells it. */
  kindHint: string;
  isAllOrNothing: boolean;
  mend: { lines: readonly MendLine[]; total: number; mendedCount: number };
  /** « Importer 1 228 factures »; empty when nothing can be. */
  submit: string;
  /** What the file would give. */
  children: ReactNode;
}

/** What the file says, how it is read, and the two gestures: read it again, or import it. */
export function ImportForm(props: ImportFormProps) {
  const [state, action] = useActionState(settleImport, IDLE);
  const form = useRef<HTMLFormElement>(null);
  useRefusalInView(form, state);
  const errors = Object.entries(state.errors).map(([field, message]) => ({ field, message }));
  const reading = !props.isBundle && <ReadingFields {...props} state={state} />;
  const columns = props.columns.length > 0 && <ColumnFields {...props} state={state} />;
  return (
    <form ref={form} action={action} noValidate>
      {Object.entries(props.hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Stack>
        <ErrorSummary errors={errors.length > 1 ? errors : []} />
        <FormMessage
          {...(state.status === "error" && state.message && { error: state.message })}
          {...(state.status === "done" && state.message && { success: state.message })}
        />
      </Stack>
      {props.isUnsettled && columns}
      {props.children}
      <MendLines {...props.mend} values={state.values} />
      {reading}
      {!props.isUnsettled && columns}
      <Launch {...props} state={state} />
    </form>
  );
}

type PartProps = ImportFormProps & { state: FormState };

/** Encoding, separator, dates, cents and the row of the titles. */
function ReadingFields(props: PartProps) {
  const { reading, asksHeader, headerLine, headerHint, readingWords, state } = props;
  const isUnread = readingWords === "";
  const { values, errors } = state;
  const names = [...reading.map(({ name }) => name), "headerLine"];
  return (
    <Section title="Lecture du fichier" aside={readingWords}>
      <Details summary="Corriger la lecture" isOpen={isUnread || names.some((name) => errors[name])}>
        <FormStack>
          {[reading.slice(0, 2), reading.slice(2)]
            .filter((pair) => pair.length > 0)
            .map((pair) => (
              <FieldPair key={pair.map(({ name }) => name).join(" ")}>
                {pair.map(({ name, label, value, options }) => (
                  <Select
                    key={`${name}:${values[name] ?? value}`}
                    name={name}
                    label={label}
                    options={options}
                    defaultValue={values[name] ?? value}
                    {...(errors[name] && { error: errors[name] })}
                  />
                ))}
              </FieldPair>
            ))}
          {asksHeader && (
            <TextInput
              key={`header:${values.headerLine ?? headerLine}`}
              name="headerLine"
              label="Ligne des titres"
              width="short"
              inputMode="numeric"
              hint={headerHint}
              defaultValue={values.headerLine ?? headerLine}
              {...(errors.headerLine && { error: errors.headerLine })}
            />
          )}
          <ReadAgain />
        </FormStack>
      </Details>
    </Section>
  );
}

function ColumnFields({ columns, meanings, isUnsettled, state }: PartProps) {
  const { values, errors } = state;
  const used = columns.filter(({ value }) => value !== "").length;
  return (
    <Section title="Colonnes" aside={`${used} sur ${columns.length} reconnues`}>
      <Details
        summary="Voir et corriger les colonnes"
        isOpen={isUnsettled || columns.some(({ field }) => errors[field])}
      >
        <Stack>
          <ColumnRows
            meanings={meanings}
            columns={columns.map((column) => ({
              ...column,
              value: values[column.field] ?? column.value,
              ...(errors[column.field] && { error: errors[column.field] }),
            }))}
          />
          <ReadAgain />
        </Stack>
      </Details>
    </Section>
  );
}

function ReadAgain() {
  return (
    <Buttons>
      <Button name="geste" value="relire" icon="switch">
        Relire avec ces choix
      </Button>
    </Buttons>
  );
}

const LINE_CHOICES = [
  {
    value: "",
    label: "Importer les bonnes lignes",
    hint: "Les autres vous sont rendues dans un fichier, à corriger et à importer ensuite.",
  },
  { value: "1", label: "Tout ou rien", hint: "Une seule ligne à corriger, et rien n’est importé." },
];

const FILE_CHOICES = [
  { value: "", label: "Importer les autres", hint: "Chaque refus est dit, avec ce qu’il faut faire." },
  { value: "1", label: "Tout ou rien", hint: "Un seul fichier refusé, et rien n’est importé." },
];

/** What is decided for the whole file, and the gesture. */
function Launch(props: PartProps) {
  const { submit, termDays, asksTerm, kind, kinds, kindHint, isAllOrNothing, isBundle, state } = props;
  const { values, errors } = state;
  const term = values.defaultTermDays ?? termDays;
  const chosenKind = values.defaultKind ?? kind;
  const choice = values.isAllOrNothing ?? (isAllOrNothing ? "1" : "");
  if (submit === "") {
    return (
      <>
        <input type="hidden" name="defaultTermDays" value={term} />
        <input type="hidden" name="defaultKind" value={chosenKind} />
        <input type="hidden" name="isAllOrNothing" value={choice} />
      </>
    );
  }
  return (
    <Section title="Importer">
      <FormStack>
        {kindHint === "" ? (
          <input type="hidden" name="defaultKind" value={chosenKind} />
        ) : (
          <Select
            key={`kind:${chosenKind}`}
            name="defaultKind"
            label="Type des clients du fichier"
            hint={kindHint}
            options={kinds}
            defaultValue={chosenKind}
            {...(errors.defaultKind && { error: errors.defaultKind })}
          />
        )}
        {asksTerm ? (
          <TextInput
            key={`term:${term}`}
            name="defaultTermDays"
            label="Échéance des factures qui n’en ont pas"
            width="short"
            inputMode="numeric"
            suffix="jours après la facture"
            defaultValue={term}
            {...(errors.defaultTermDays && { error: errors.defaultTermDays })}
          />
        ) : (
          <input type="hidden" name="defaultTermDays" value={term} />
        )}
        <RadioGroup
          key={`whole:${choice}`}
          name="isAllOrNothing"
          legend={isBundle ? "Si des fichiers sont refusés" : "Si des lignes sont à corriger"}
          direction="column"
          defaultValue={choice}
          options={isBundle ? FILE_CHOICES : LINE_CHOICES}
          {...(errors.isAllOrNothing && { error: errors.isAllOrNothing })}
        />
        <Buttons>
          <SubmitButton name="geste" value="importer" icon="upload" pendingLabel="Lancement…">
            {submit}
          </SubmitButton>
        </Buttons>
      </FormStack>
    </Section>
  );
}
