import { DomainError } from "@/domain/invariant";
import { ENCODED_WORD, FORBIDDEN_CHARACTERS } from "@/domain/lineText";
import { parseEmailAddress } from "@/domain/parties/emailAddress";

/** Words shown to the person for each header field. */
export type HeaderField =
  | "expéditeur"
  | "adresse de réponse"
  | "destinataire"
  | "copie"
  | "objet"
  | "nom de la pièce jointe"
  | "type de la pièce jointe"
  | "identifiant du message"
  | "clé du message"
  | "langue";

/** The refusal of a header value: code `HEADER`, the field named in its `field`. */
export function headerError(field: HeaderField, problem: string): DomainError {
  return new DomainError("HEADER", `Le champ «\u00a0${field}\u00a0» ${problem}.`, field);
}

/**
 * Takes text that goes into a header and gives it back trimmed, with runs of plain spaces
 * reduced to one (folding does not keep them).
 *
 * @throws DomainError `HEADER` when it holds a forbidden character or is longer than `maxLength`
 *   UTF-16 units. Refused, never cleaned: a value with a line break was made to deceive.
 */
export function headerText(field: HeaderField, value: string, maxLength: number): string {
  if (FORBIDDEN_CHARACTERS.test(value))
    throw headerError(field, "contient un saut de ligne ou un caractère invisible interdit");
  if (value.includes(ENCODED_WORD))
    throw headerError(field, "contient la suite de caractères interdite «\u00a0=?\u00a0»");
  const text = value.replace(/ {2,}/g, " ").replace(/^ | $/g, "");
  if (text.length > maxLength) throw headerError(field, `dépasse ${maxLength} caractères`);
  return text;
}

/** Same as {@link headerText}, and refuses an empty value. */
export function requiredHeaderText(field: HeaderField, value: string, maxLength: number): string {
  const text = headerText(field, value, maxLength);
  if (text === "") throw headerError(field, "est vide");
  return text;
}

/**
 * Takes one bare ASCII address, `local@domain.tld`, exactly as it will stand in the envelope.
 * Stricter than the parser of forms, which forgives spaces around it: here nobody types.
 *
 * @throws DomainError `HEADER`, or `EMAIL` with the sentence of the parser
 */
export function bareAddress(field: HeaderField, value: string): string {
  if (headerText(field, value, 254) !== value) throw headerError(field, "contient un espace de trop");
  return parseEmailAddress(value, field);
}

const MESSAGE_ID = /^<[A-Za-z0-9._+=-]{1,128}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*>$/;

/** Takes a Message-ID with its angle brackets. @throws DomainError `HEADER` */
export function messageIdText(value: string): string {
  if (value.length > 250 || !MESSAGE_ID.test(value))
    throw headerError("identifiant du message", "n’a pas la forme attendue");
  return value;
}
