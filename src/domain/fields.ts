/**
 * Reads what a person typed, field by field, and reports everything that is wrong at once, each
 * thing beside its field. Nothing typed is lost: the caller keeps the raw values.
 */
import type { LocalDate } from "./calendar";
import { parseDate } from "./dateText";
import { DomainError } from "./invariant";
import { ENCODED_WORD, FORBIDDEN_CHARACTERS } from "./lineText";
import { MAX_AMOUNT_CENTS, NBSP, parseAmount } from "./money";
import { typeset } from "./typography";

/** Values as they come from a form: absent fields are missing keys. */
export type RawFields = Readonly<Record<string, string | undefined>>;

export interface FieldError {
  field: string;
  code: string;
  message: string;
  /** Answers among which the person is asked to choose, when what was typed does not say which. */
  choices?: readonly FieldChoice[];
}

export interface FieldChoice {
  value: string;
  label: string;
  /** What tells it from the others. */
  hint?: string;
}

/** Several things are wrong with what was typed. Messages are French and shown as they are. */
export class InputError extends Error {
  readonly errors: readonly FieldError[];

  constructor(errors: readonly FieldError[]) {
    super(errors.map((error) => `${error.field}: ${error.message}`).join("; "));
    this.name = "InputError";
    this.errors = errors;
  }
}

/**
 * A form is refused as a whole, and the person may decide to send it again: it then carries these
 * hidden values instead of its own.
 */
export class FormError extends DomainError {
  readonly renewed: Readonly<Record<string, string>>;

  constructor(code: string, message: string, renewed: Readonly<Record<string, string>>) {
    super(code, message);
    this.name = "FormError";
    this.renewed = renewed;
  }
}

/** What `work` gives, or undefined with its errors put with the others: several readings, one answer. */
export function collect<Value>(errors: FieldError[], work: () => Value): Value | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    errors.push(...error.errors);
    return undefined;
  }
}

export type FieldReader<Value> = (text: string, field: string) => Value;

/**
 * Applies one reader a field; a missing field is read as an empty text.
 *
 * @throws InputError with every field that its reader refused
 */
export function readFields<Shape extends object>(
  raw: RawFields,
  readers: { [Field in keyof Shape]: FieldReader<Shape[Field]> },
): Shape {
  const errors: FieldError[] = [];
  const values: Partial<Shape> = {};
  for (const field of Object.keys(readers) as (keyof Shape & string)[]) {
    try {
      values[field] = readers[field]((raw[field] ?? "").trim(), field);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      errors.push({ field, code: error.code, message: error.message });
    }
  }
  if (errors.length > 0) throw new InputError(errors);
  return values as Shape;
}

/** Raises one error about one field, in the same form. */
export function fieldError(field: string, code: string, message: string): InputError {
  return new InputError([{ field, code, message }]);
}

function invisible(): DomainError {
  return new DomainError(
    "CONTROL",
    "Ce texte contient des caractères invisibles. Retapez-le au lieu de le coller.",
  );
}

/**
 * A line of text: required unless `optional`, at most `max` characters, and nothing that the header of
 * a message refuses.
 */
export function line(what: string, max: number, options: { optional?: boolean } = {}): FieldReader<string> {
  return (text) => {
    if (text === "" && !options.optional) throw new DomainError("REQUIRED", `Indiquez ${what}.`);
    if (text.length > max) {
      throw new DomainError("TOO_LONG", `${max}${NBSP}caractères au plus (${text.length} ici).`);
    }
    if (FORBIDDEN_CHARACTERS.test(text)) throw invisible();
    if (text.includes(ENCODED_WORD)) {
      throw new DomainError(
        "CONTROL",
        typeset(`Ce texte contient « ${ENCODED_WORD} », qu’un courriel ne peut pas porter. Retirez-le.`),
      );
    }
    return text;
  };
}

/** Several lines of text; line breaks and tabs are allowed. */
export function paragraph(max: number): FieldReader<string> {
  return (text) => {
    if (text.length > max)
      throw new DomainError("TOO_LONG", `${max}${NBSP}caractères au plus (${text.length} ici).`);
    if (FORBIDDEN_CHARACTERS.test(text.replace(/[\n\r\t]/g, ""))) throw invisible();
    return text;
  };
}

/** Empty → null, otherwise what the reader makes of it. */
export function optional<Value>(reader: FieldReader<Value>): FieldReader<Value | null> {
  return (text, field) => (text === "" ? null : reader(text, field));
}

/** Required, with a sentence of its own when empty. */
export function required<Value>(sentence: string, reader: FieldReader<Value>): FieldReader<Value> {
  return (text, field) => {
    if (text === "") throw new DomainError("REQUIRED", sentence);
    return reader(text, field);
  };
}

/** One of a closed list. */
export function oneOf<Choice extends string>(
  choices: readonly Choice[],
  sentence: string,
): FieldReader<Choice> {
  return (text) => {
    const choice = choices.find((candidate) => candidate === text);
    if (!choice) throw new DomainError("CHOICE", sentence);
    return choice;
  };
}

/** An amount above zero, in cents. */
export function positiveAmount(what: string): FieldReader<bigint> {
  return required(`Indiquez ${what}.`, (text) => {
    const cents = parseAmount(text);
    if (cents <= 0n) throw new DomainError("AMOUNT", "Le montant doit être supérieur à zéro.");
    if (cents > MAX_AMOUNT_CENTS) throw new DomainError("AMOUNT", "Ce montant est trop grand.");
    return cents;
  });
}

/** A day, as a browser sends it or as a French reader writes it. @throws DomainError `DATE` */
export const date: FieldReader<LocalDate> = (text) => parseDate(text);

/** A whole number between two bounds. */
export function wholeNumber(what: string, min: number, max: number): FieldReader<number> {
  return (text) => {
    const value = /^-?\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (!Number.isInteger(value) || value < min || value > max) {
      throw new DomainError("NUMBER", `${what}${NBSP}: un nombre entre ${min} et ${max}.`);
    }
    return value;
  };
}

/** A checkbox: any value means checked. */
export const checkbox: FieldReader<boolean> = (text) => text !== "";
