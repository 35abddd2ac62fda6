/** What a step will say, word for word, on a real invoice: the composers of the real messages, nothing sent. */

import { readRecipients } from "@/db/dunning/contacts";
import { readLetterInvoices } from "@/db/dunning/letterInvoices";
import { readMailLook } from "@/db/dunning/mailLook";
import { readDisputedParts, readMessageClients } from "@/db/dunning/messageFacts";
import type { PreviewInvoice } from "@/db/dunning/scenarioUsage";
import type { Tx } from "@/db/inCompany";
import { type InvoiceAccount, loadAccounts } from "@/db/invoicing/claims";
import { readCreditShares } from "@/db/settlement/clientCredits";
import { addDays, type LocalDate } from "@/domain/calendar";
import { type CalendarZone, timeZoneOf } from "@/domain/calendarZone";
import { callScript } from "@/domain/dunning/callScript";
import { type LeadingStep, type TextLanguage, wordsOf } from "@/domain/dunning/readyTexts";
import { callee, recipientsOf } from "@/domain/dunning/recipients";
import { composeReminder, type ReminderContent } from "@/domain/dunning/reminder";
import { type EarlierContact, previousContact } from "@/domain/dunning/reminderFacts";
import type { AddressForm, ScenarioStep } from "@/domain/dunning/scenario";
import { isNoticeNext } from "@/domain/dunning/stepConditions";
import { DomainError } from "@/domain/invariant";
import { formalNotice } from "@/domain/legal/formalNotice";
import type { FormalNotice } from "@/domain/legal/formalNoticeContent";
import { countsOn, loweringCents } from "@/domain/legal/imputation";
import { letterObstacle } from "@/domain/legal/letterObstacle";
import type { LegalRates } from "@/domain/legal/rateTables";
import { sumCents } from "@/domain/money";
import { workingDayOnOrAfter } from "@/domain/workingDays";
import { readSender } from "../parties/readSender";
import { claimedStatement } from "./claimedSums";
import { letterInput } from "./letterInput";
import { logoData, lookOf } from "./lookOf";

export type StepPreview =
  | { kind: "EMAIL"; on: LocalDate; from: string; to: string[]; cc: string[]; content: ReminderContent }
  | { kind: "CALL"; on: LocalDate; contactName: string; phone: string | null; script: string }
  | { kind: "LETTER"; on: LocalDate; notice: FormalNotice }
  /** The text cannot be written: the sentence says what is missing. */
  | { kind: "NONE"; on: LocalDate; problem: string };

export interface PreviewQuery {
  step: ScenarioStep;
  /** Steps of the same version, by growing offset. */
  steps: readonly ScenarioStep[];
  form: AddressForm;
  /** Words of the step, by language, when they are its own: saved, or being tried. */
  texts: LeadingStep["texts"];
  /** Language to read in; null: that of the client. */
  language: TextLanguage | null;
  /** The invoice to read on; null for an example that belongs to nobody. */
  invoice: PreviewInvoice | null;
  today: LocalDate;
  zone: CalendarZone;
  rates: LegalRates;
  /** Who would make the call. */
  callerName: string;
}

/** Writes the step as of the working day it falls on, with the steps before it on theirs. */
export async function previewStep(tx: Tx, companyId: string, query: PreviewQuery): Promise<StepPreview> {
  const { step, invoice, zone } = query;
  const account = invoice ? await askedAccount(tx, companyId, invoice) : null;
  const dueOn = invoice?.dueOn ?? addDays(query.today, -step.offsetDays);
  const on = dayOf(step, dueOn, zone);
  const known = account ?? exampleAccount(dueOn);
  switch (step.channel) {
    case "EMAIL":
      return previewEmail(tx, companyId, query, known, on);
    case "CALL":
      return previewCall(tx, companyId, query, known, on);
    case "LETTER":
    case "FORMAL_NOTICE":
      return previewLetter(tx, companyId, query, on);
  }
}

function dayOf(step: ScenarioStep, dueOn: LocalDate, zone: CalendarZone): LocalDate {
  return workingDayOnOrAfter(addDays(dueOn, step.offsetDays), zone);
}

/** An invoice with what messages do not ask for. */
type AskedAccount = InvoiceAccount & { disputedCents: bigint; creditCents: bigint };

async function askedAccount(
  tx: Tx,
  companyId: string,
  { id, clientId }: PreviewInvoice,
): Promise<AskedAccount | null> {
  const account = (await loadAccounts(tx, companyId, [id])).get(id);
  if (!account) return null;
  const disputed = await readDisputedParts(tx, companyId, [id]);
  const credits = await readCreditShares(tx, companyId, [clientId]);
  return { ...account, disputedCents: disputed.get(id) ?? 0n, creditCents: credits.get(id) ?? 0n };
}

function earlierContacts(query: PreviewQuery, dueOn: LocalDate): EarlierContact[] {
  return query.steps
    .filter((step) => step.offsetDays < query.step.offsetDays && step.offsetDays > 0 && !step.isOff)
    .map((step) => ({ kind: step.channel, on: dayOf(step, dueOn, query.zone) }));
}

async function previewEmail(
  tx: Tx,
  companyId: string,
  query: PreviewQuery,
  account: AskedAccount,
  on: LocalDate,
): Promise<StepPreview> {
  const { step, steps, invoice } = query;
  const sender = await readSender(tx, companyId);
  const clientIds = invoice ? [invoice.clientId] : [];
  const client = (await readMessageClients(tx, companyId, clientIds)).get(invoice?.clientId ?? "");
  const recipients = recipientsOf(await readRecipients(tx, companyId, clientIds), step.escalates);
  const standing = accountOn(account, on);
  const following = steps.filter((other) => other.offsetDays > step.offsetDays);
  const look = await readMailLook(tx, companyId);
  const language = query.language ?? client?.language ?? "fr";
  const content = composeReminder({
    language,
    tone: step.tone,
    text: wordsOf({ ...step, form: query.form, texts: query.texts }, language),
    form: query.form,
    look: lookOf(look, sender.words.name, logoData(look)),
    clientName: client?.name ?? "Conserverie Le Guen",
    contactName: client?.contactName ?? "Anne Lebreton",
    sentOn: on,
    creditor: sender.words,
    invoices: [
      {
        ...standing,
        statement: claimedStatement(standing, step.tone, standing.disputedCents, {
          today: on,
          rates: query.rates,
        }),
      },
    ],
    creditCents: standing.creditCents,
    earlierContacts: earlierContacts(query, account.dueOn),
    isFormalNoticeNext: isNoticeNext(following, {
      kind: standing.claim.debtorKind,
      askedCents: standing.balanceCents - standing.disputedCents,
    }),
    answerUrl: "",
    hasAttachment: step.attachInvoice && (await hasOriginal(tx, companyId, account.id)),
  });
  return { kind: "EMAIL", on, from: sender.fromName, ...recipients, content };
}

/** The invoice itself was given to the product, so that a message can carry it. */
async function hasOriginal(tx: Tx, companyId: string, invoiceId: string): Promise<boolean> {
  if (invoiceId === "") return true;
  const where = { companyId, invoiceId, kind: "INVOICE" as const };
  return (await tx.document.findFirst({ where, select: { id: true } })) !== null;
}

/** The account as it stood on a day: what came in later had not, and what was corrected was never owed. */
function accountOn(account: AskedAccount, on: LocalDate): AskedAccount {
  const events = account.claim.events.filter((event) => countsOn(event, on));
  return {
    ...account,
    payments: account.payments.filter(({ receivedOn }) => receivedOn === null || receivedOn <= on),
    creditNotes: account.creditNotes.filter((note) => note.isCorrection || note.issuedOn <= on),
    balanceCents: account.totalCents - sumCents(events.map(loweringCents)),
    claim: { ...account.claim, events },
  };
}

async function previewCall(
  tx: Tx,
  companyId: string,
  query: PreviewQuery,
  account: AskedAccount,
  on: LocalDate,
): Promise<StepPreview> {
  const { words } = await readSender(tx, companyId);
  const recipients = query.invoice ? await readRecipients(tx, companyId, [query.invoice.clientId]) : [];
  const { name: contactName, phone } = callee(recipients);
  const clientIds = query.invoice ? [query.invoice.clientId] : [];
  const client = [...(await readMessageClients(tx, companyId, clientIds)).values()][0];
  const language = query.language ?? client?.language ?? "fr";
  const { step, form, texts, callerName } = query;
  const script = callScript({
    text: wordsOf({ ...step, form, texts }, language),
    language,
    form,
    today: on,
    callerName,
    companyName: words.name,
    clientName: client?.name ?? "",
    contactName,
    invoices: [accountOn(account, on)],
  });
  return { kind: "CALL", on, contactName, phone, script };
}

async function previewLetter(
  tx: Tx,
  companyId: string,
  query: PreviewQuery,
  on: LocalDate,
): Promise<StepPreview> {
  const { step, invoice, zone, rates } = query;
  if (!invoice) {
    const problem =
      "La lettre reprend l’adresse et le décompte d’un vrai client : enregistrez une première facture.";
    return { kind: "NONE", on, problem };
  }
  const draft = {
    id: "",
    clientId: invoice.clientId,
    channel: step.channel === "LETTER" ? ("LETTER" as const) : ("FORMAL_NOTICE" as const),
    invoiceIds: [invoice.id],
  };
  const [asked] = await readLetterInvoices(tx, companyId, [invoice.id]);
  const obstacle = asked && letterObstacle(asked);
  // What changes the sum keeps the letter from being written: another sum would never be sent.
  if (obstacle?.code === "INVOICE_DISPUTED" || obstacle?.code === "CLIENT_CREDITED") {
    return { kind: "NONE", on, problem: obstacle.message };
  }
  try {
    const input = await letterInput(tx, companyId, draft, { today: on, timeZone: timeZoneOf(zone) }, rates);
    const previousContacts = earlierContacts(query, invoice.dueOn).map(previousContact);
    return { kind: "LETTER", on, notice: formalNotice({ ...input, previousContacts }) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { kind: "NONE", on, problem: error.message };
  }
}

/** An invoice that belongs to nobody, for a company that has none yet. */
function exampleAccount(dueOn: LocalDate): AskedAccount {
  const issuedOn = addDays(dueOn, -30);
  const totalCents = 120_000n;
  return {
    id: "",
    clientId: "",
    version: 1,
    number: "F-0001",
    subject: "",
    orderReference: null,
    issuedOn,
    dueOn,
    totalCents,
    balanceCents: totalCents,
    disputedCents: 0n,
    creditCents: 0n,
    status: "OPEN",
    payments: [],
    creditNotes: [],
    claim: {
      invoiceNumber: "F-0001",
      debtorKind: "B2B",
      policy: { kind: "STATUTORY_B2B" },
      totalCents,
      issuedOn,
      dueOn,
      events: [],
    },
  };
}
