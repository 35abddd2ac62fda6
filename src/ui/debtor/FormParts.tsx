/** The fields of the debtor's forms: labels, hints and refusals tied to each. */
import type { ReactNode } from "react";
import type { DebtorAnswer, DebtorPart } from "./debtorPageProps";

export interface AnswerProps {
  part: DebtorPart;
  kind: DebtorAnswer;
  title: string;
  button: string;
  effect: string;
  children?: ReactNode;
}

/**
 * One answer: closed until it is chosen, sent by its own button only. Its id is that of the links in
 * messages; when it is refused, the page comes back to it.
 */
export function Answer({ part, kind, title, button, effect, children }: AnswerProps) {
  const isOpen = part.open === kind;
  return (
    <details className="answer" id={kind} name="reponse" open={isOpen}>
      <summary>{title}</summary>
      <form method="post" action={`#${kind}`} encType="multipart/form-data" noValidate>
        {isOpen && <RefusalNotice {...part} />}
        <HiddenFields part={part} kind={kind} />
        {children}
        <button className="button" type="submit">
          {button}
        </button>
        <p className="small muted">{effect}</p>
      </form>
    </details>
  );
}

/** What was refused, in one sentence: each field says its own beside it. */
export function RefusalNotice({ refusal, words, children }: DebtorPart & { children?: ReactNode }) {
  if (!refusal) return null;
  return (
    <p className="notice notice--error" role="alert">
      <b>{words.errorTitle}.</b> {refusal.message} {children}
    </p>
  );
}

/** What every form sends along: which answer it is, and proof that we served it. */
export function HiddenFields({ part, kind }: Pick<AnswerProps, "part" | "kind">) {
  return (
    <>
      <input type="hidden" name="reponse" value={kind} />
      <input type="hidden" name="cle" value={part.formKey} />
    </>
  );
}

export interface FieldProps {
  part: DebtorPart;
  /** The form it stands in: ids and refusals are its own. */
  kind: DebtorAnswer;
  name: string;
  label: string;
  hint?: string;
  isOptional?: boolean;
}

interface Described {
  id: string;
  error: string | undefined;
  value: string | undefined;
  aria: Record<string, string | boolean>;
}

function describe({ part, kind, name, hint }: FieldProps): Described {
  const id = `${kind}-${name}`;
  const isMine = part.open === kind;
  const error = isMine ? part.refusal?.errors[name] : undefined;
  const by = [hint ? `${id}-aide` : "", error ? `${id}-erreur` : ""].filter(Boolean).join(" ");
  return {
    id,
    error,
    value: isMine ? part.refusal?.values[name] : undefined,
    aria: { ...(error ? { "aria-invalid": true } : {}), ...(by ? { "aria-describedby": by } : {}) },
  };
}

function Shell({ field, children }: { field: FieldProps; children: ReactNode }) {
  const { id, error } = describe(field);
  return (
    <div className="field">
      <label htmlFor={id}>
        {field.label}
        {field.isOptional && <span className="muted"> ({field.part.words.fields.optional})</span>}
      </label>
      {children}
      {field.hint && (
        <p className="small muted" id={`${id}-aide`}>
          {field.hint}
        </p>
      )}
      {error && (
        <p className="error" id={`${id}-erreur`}>
          {error}
        </p>
      )}
    </div>
  );
}

type TextProps = FieldProps & {
  type: "text" | "date" | "email" | "tel";
  initial?: string;
  inputMode?: "decimal";
  min?: string;
  max?: string;
  autoComplete?: string;
};

export function TextField({ type, initial = "", inputMode, min, max, autoComplete, ...field }: TextProps) {
  const { id, value, aria } = describe(field);
  return (
    <Shell field={field}>
      <input
        className="input"
        id={id}
        name={field.name}
        type={type}
        defaultValue={value ?? initial}
        {...(inputMode && { inputMode })}
        {...(min && { min })}
        {...(max && { max })}
        {...(autoComplete && { autoComplete })}
        {...aria}
      />
    </Shell>
  );
}

export function TextArea(field: FieldProps) {
  const { id, value, aria } = describe(field);
  return (
    <Shell field={field}>
      <textarea
        className="input"
        id={id}
        name={field.name}
        defaultValue={value ?? ""}
        maxLength={2000}
        {...aria}
      />
    </Shell>
  );
}

export function FileField(field: FieldProps) {
  const { id, aria } = describe(field);
  return (
    <Shell field={field}>
      <input
        className="input input--file"
        id={id}
        name={field.name}
        type="file"
        multiple
        accept="application/pdf,image/png,image/jpeg"
        {...aria}
      />
    </Shell>
  );
}

export type Option = readonly [value: string, label: string];

export function Choice({ options, ...field }: FieldProps & { options: readonly Option[] }) {
  const { id, value, aria } = describe(field);
  return (
    <Shell field={field}>
      <select className="input" id={id} name={field.name} defaultValue={value ?? options[0]?.[0]} {...aria}>
        {options.map(([key, label]) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </select>
    </Shell>
  );
}

/** Nothing is chosen beforehand: only a person chooses. */
export function Radios({ options, ...field }: FieldProps & { options: readonly Option[] }) {
  const { id, value, error } = describe(field);
  return (
    <fieldset className="field" {...(error && { "aria-describedby": `${id}-erreur` })}>
      <legend>{field.label}</legend>
      <div className="choices">
        {options.map(([key, label]) => (
          <label key={key} className="choice">
            <input type="radio" name={field.name} value={key} defaultChecked={value === key} />
            {label}
          </label>
        ))}
      </div>
      {error && (
        <p className="error" id={`${id}-erreur`}>
          {error}
        </p>
      )}
    </fieldset>
  );
}

export function Tick(field: FieldProps) {
  const { id, value, error, aria } = describe(field);
  return (
    <div className="field">
      <label className="choice choice--long" htmlFor={id}>
        <input id={id} type="checkbox" name={field.name} value="1" defaultChecked={value === "1"} {...aria} />
        <span>{field.label}</span>
      </label>
      {error && (
        <p className="error" id={`${id}-erreur`}>
          {error}
        </p>
      )}
    </div>
  );
}
