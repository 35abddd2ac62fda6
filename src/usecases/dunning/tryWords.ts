/** The words of a reminder as they are being typed, read as its client would: nothing is kept. */
import { readCompanyFacts } from "@/db/dunning/facts";
import { inCompany } from "@/db/inCompany";
import { timeZoneOf } from "@/domain/calendarZone";
import { withoutAnswerLinks, withoutLinks } from "@/domain/dunning/deadLinks";
import type { StepText } from "@/domain/dunning/textTemplate";
import { type FieldError, InputError, type RawFields } from "@/domain/fields";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx, MessageParts, MessageReader } from "../ports";
import { mayReword, readTypedWords, wordsNow } from "./messageWords";
import { previewMessage } from "./previewMessage";
import { readMessageRow } from "./readMessage";

export interface TriedWords {
  /** What is wrong with the words, field by field. */
  errors: readonly FieldError[];
  /** The message with these words and the figures of today, its links dead; null while they cannot be written. */
  parts: MessageParts | null;
  timeZone: string;
}

/**
 * Reads a reminder with what the form of its words holds now: they are judged as they will be when they are saved.
 *
 * @param raw `subject` and `body`
 * @throws DomainError NOT_FOUND when the message is not of this company, or its words change no more
 */
export async function tryWords(
  ctx: CompanyCtx,
  messageId: string,
  raw: RawFields,
  reader: MessageReader,
): Promise<TriedWords> {
  const { companyId } = ctx;
  const { text, errors } = typedWords(raw);
  return inCompany(companyId, async (tx) => {
    const row = await readMessageRow(tx, companyId, messageId);
    if (!row || !mayReword(row)) throw notFound();
    const timeZone = timeZoneOf((await readCompanyFacts(tx, companyId)).zone);
    if (text === null) return { errors, parts: null, timeZone };
    const at = ctx.clock.now();
    const { language } = await wordsNow(tx, companyId, row);
    const tried = new Map([[messageId, { ...text, language, writtenAt: new Date(at), writtenById: null }]]);
    const message = { ...row, invoices: [], isCurrent: true };
    const day = { at, zone: timeZone };
    const { html, text: plain, ...parts } = await previewMessage(tx, companyId, message, reader, day, tried);
    return {
      errors,
      parts: { ...parts, html: withoutLinks(html), text: withoutAnswerLinks(plain) },
      timeZone,
    };
  });
}

function typedWords(raw: RawFields): { text: StepText | null; errors: readonly FieldError[] } {
  try {
    return { text: readTypedWords(raw), errors: [] };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { text: null, errors: error.errors };
  }
}
