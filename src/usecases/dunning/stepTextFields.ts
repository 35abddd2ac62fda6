/** The words of a step or of one message, as a form gives them. */
import { checkBlocks, checkText, type StepText } from "@/domain/dunning/textTemplate";
import type { TextUse } from "@/domain/dunning/textVariables";
import { fieldError, line, paragraph, type RawFields, readFields } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";

const SUBJECT = line("l’objet", 150, { optional: true });
const BODY_LENGTH = 4_000;

/**
 * Reads a subject and a body from the fields of these names; an empty body is returned as it is, for the
 * caller to judge. What is said in a call has no subject.
 *
 * @throws InputError for an unknown variable, a missing block, or a subject that no header can carry
 */
export function readStepText(
  raw: RawFields,
  use: TextUse,
  names: { subject: string; body: string },
): StepText {
  const fields = {
    [names.subject]: (text: string, field: string) => subjectOf(text, use, field),
    [names.body]: (text: string, field: string) => {
      const body = checkText(paragraph(BODY_LENGTH)(text, field).replace(/\r\n?/g, "\n"), use, field);
      if (use === "EMAIL" && body !== "") checkBlocks(body, field);
      return body;
    },
  };
  const read: Record<string, string> = readFields(raw, fields);
  const subject = read[names.subject] ?? "";
  const body = read[names.body] ?? "";
  if (use === "EMAIL" && body !== "" && subject === "")
    throw fieldError(names.subject, "REQUIRED", "Indiquez l’objet du message.");
  return { subject, body };
}

function subjectOf(text: string, use: TextUse, field: string): string {
  if (use === "CALL") return "";
  if (/[\r\n]/.test(text)) throw new DomainError("CONTROL", "L’objet tient sur une ligne.");
  return checkText(SUBJECT(text, field), use, field);
}
