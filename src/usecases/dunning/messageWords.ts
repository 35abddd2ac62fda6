/**
 * The words of one reminder that waits for approval: a person gives it others than those of its step, with
 * the same variables. Amounts, dates, the table of invoices, the ways to answer and the legal mentions stay
 * computed, and the message is written with them when it leaves, whatever has changed meanwhile.
 */
import { readMessageClients } from "@/db/dunning/messageFacts";
import { keepOwnWords, readOwnWords } from "@/db/dunning/messageTexts";
import { readLeadingSteps } from "@/db/dunning/stepTexts";
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { sha256Hex } from "@/db/sha256";
import { type TextLanguage, unknownStep, wordsOf } from "@/domain/dunning/readyTexts";
import type { Tone } from "@/domain/dunning/scenario";
import type { StepText } from "@/domain/dunning/textTemplate";
import { fieldError, type RawFields } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { journalBy } from "../journalBy";
import { notFound } from "../parties/saveClient";
import { actorUserId, type CompanyCtx } from "../ports";
import { refuseStale } from "../seenRecord";
import { readerLanguage } from "./loadReminders";
import { readStepText } from "./stepTextFields";
import { refuseReworded, wordsMark } from "./wordsAuthors";

/** The words of a message, for the page where they are changed. */
export interface MessageWords {
  id: string;
  clientId: string;
  clientName: string;
  tone: Tone;
  language: TextLanguage;
  /** As the message speaks now. */
  text: StepText;
  /** They are a person's; false: those of the step. */
  isOwn: boolean;
  /** Tells them apart from later ones, see wordsMark. */
  mark: string;
}

/** What the form of the words was opened on. */
export function editedWords({ subject, body }: StepText) {
  return { subject, body };
}

/**
 * Reads the words of a reminder that waits for approval.
 *
 * @returns null for a message of the company whose words may not be changed (any more)
 * @throws DomainError NOT_FOUND
 */
export async function readMessageWords(ctx: CompanyCtx, messageId: string): Promise<MessageWords | null> {
  return inCompany(ctx.companyId, async (tx) => {
    const row = await readRow(tx, ctx.companyId, messageId);
    if (!mayReword(row)) return null;
    const { ready: _, ...words } = await wordsNow(tx, ctx.companyId, row);
    const { id, clientId, tone } = row;
    return { id, clientId, clientName: row.client.name, tone, ...words };
  });
}

/** Reads what the form of the words holds. @throws InputError on `subject` or `body` */
export function readTypedWords(raw: RawFields): StepText {
  const text = readStepText(raw, "EMAIL", { subject: "subject", body: "body" });
  if (text.body !== "") return text;
  throw fieldError("body", "REQUIRED", "Écrivez le texte du message, ou revenez à celui du scénario.");
}

/**
 * Gives the message these words; those of its step, typed again, are not kept as a person's.
 *
 * @param raw `subject` and `body`, with the variables of a scenario
 * @throws InputError for an unknown variable, a missing block or a subject no header can carry; FormError
 *   STALE_FORM when someone else changed them; DomainError MESSAGE_MOVED when it does not wait any more
 */
export async function saveMessageWords(ctx: CompanyCtx, messageId: string, raw: RawFields): Promise<void> {
  const text = readTypedWords(raw);
  const { companyId } = ctx;
  await inCompany(companyId, async (tx) => {
    const row = await lockWaiting(tx, companyId, messageId);
    const { ready, text: former, language } = await wordsNow(tx, companyId, row);
    await refuseStale(tx, ctx, raw, {
      record: editedWords(former),
      names: { subject: "l’objet", body: "le texte" },
      what: "ce message",
      entityId: messageId,
      actions: ["message.reworded", "message.words_restored"],
    });
    if (isSame(text, former)) return;
    if (isSame(text, ready)) return restore(tx, ctx, messageId);
    await keepOwnWords(tx, companyId, messageId, {
      ...text,
      language,
      writtenAt: new Date(ctx.clock.now()),
      writtenById: actorUserId(ctx.actor),
    });
    const sha256 = sha256Hex(`${text.subject}\n\n${text.body}`);
    const data = { sha256 };
    await journalBy(tx, ctx, { action: "message.reworded", entity: "message", entityId: messageId, data });
  });
}

/**
 * « Revenir au texte du scénario ».
 *
 * @param readWords what the page showed of the words, see wordsMark
 * @throws DomainError NOT_FOUND, MESSAGE_MOVED; MESSAGE_REWORDED when someone has changed the words since
 */
export async function restoreStepWords(ctx: CompanyCtx, messageId: string, readWords: string): Promise<void> {
  await inCompany(ctx.companyId, async (tx) => {
    await lockWaiting(tx, ctx.companyId, messageId);
    await refuseReworded(tx, ctx.companyId, new Map([[messageId, readWords]]));
    await restore(tx, ctx, messageId);
  });
}

async function readRow(tx: Tx, companyId: string, messageId: string) {
  if (!isId(messageId)) throw notFound();
  const row = await tx.message.findUnique({
    where: { companyId_id: { companyId, id: messageId } },
    select: {
      id: true,
      clientId: true,
      kind: true,
      state: true,
      tone: true,
      toEmails: true,
      client: { select: { name: true } },
    },
  });
  if (!row) throw notFound();
  return row;
}
type MessageRow = Awaited<ReturnType<typeof readRow>>;

/** Statements and announcements of instalments say what was agreed: only reminders speak in one's own words. */
export function mayReword({ kind, state }: Pick<MessageRow, "kind" | "state">): boolean {
  return kind === "REMINDER" && state === "AWAITING_APPROVAL";
}

/** Locks the message: an approval made meanwhile comes before or after, never in the middle. */
async function lockWaiting(tx: Tx, companyId: string, messageId: string): Promise<MessageRow> {
  if (!isId(messageId)) throw notFound();
  await tx.$executeRaw`
    SELECT 1 FROM message WHERE company_id = ${companyId}::uuid AND id = ${messageId}::uuid FOR UPDATE`;
  const row = await readRow(tx, companyId, messageId);
  if (mayReword(row)) return row;
  throw new DomainError(
    "MESSAGE_MOVED",
    "Ce message n’attend plus d’approbation\u00a0: son texte ne change plus. Rechargez sa page pour voir où il en est.",
  );
}

/** The words of a message as it speaks now, and those of its step. */
export async function wordsNow(
  tx: Tx,
  companyId: string,
  { id, clientId, tone, toEmails }: Pick<MessageRow, "id" | "clientId" | "tone" | "toEmails">,
): Promise<Pick<MessageWords, "language" | "text" | "isOwn" | "mark"> & { ready: StepText }> {
  const own = (await readOwnWords(tx, companyId, [id])).get(id);
  const client = (await readMessageClients(tx, companyId, [clientId])).get(clientId);
  const language = own?.language ?? readerLanguage(client, toEmails);
  const lead = (await readLeadingSteps(tx, companyId, [id])).get(id) ?? unknownStep(tone);
  const ready = wordsOf(lead, language);
  return {
    language,
    text: own ? editedWords(own) : ready,
    isOwn: own !== undefined,
    mark: wordsMark(own ? { at: own.writtenAt.getTime() } : null),
    ready,
  };
}

function isSame(a: StepText, b: StepText): boolean {
  return a.subject === b.subject && a.body === b.body;
}

async function restore(tx: Tx, ctx: CompanyCtx, messageId: string): Promise<void> {
  const { companyId } = ctx;
  const { count } = await tx.messageText.deleteMany({ where: { companyId, messageId } });
  if (count === 0) return;
  await journalBy(tx, ctx, {
    action: "message.words_restored",
    entity: "message",
    entityId: messageId,
    data: {},
  });
}
