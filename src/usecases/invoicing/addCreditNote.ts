/** Lowers what an invoice is worth, by a credit note of its own number. */
import type { Tx } from "@/db/inCompany";
import { fromLocalDate, newId, toLocalDate } from "@/db/values";
import type { Instant, LocalDate } from "@/domain/calendar";
import {
  date,
  fieldError,
  line,
  oneOf,
  positiveAmount,
  type RawFields,
  readFields,
  required,
} from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { formatEuros } from "@/domain/money";
import { decideAgain } from "../dunning/planInvoices";
import { onceForForm } from "../onceForForm";
import type { CompanyCtx } from "../ports";
import { closeAnswersOf } from "../settlement/closeAnswers";
import { refuseDayToCome } from "./refuseDayToCome";
import { journalInvoice, lockInvoice, refreshBalance } from "./saveInvoice";

/** `RETROACTIVE`: corrects the invoice from the start. `PROSPECTIVE`: a rebate, from its own date. */
export const CREDIT_NOTE_EFFECTS = ["RETROACTIVE", "PROSPECTIVE"] as const;

export interface CreditNoteInput {
  number: string;
  issuedOn: LocalDate;
  amountCents: bigint;
  effect: (typeof CREDIT_NOTE_EFFECTS)[number];
}

const CREDIT_NOTE_FIELDS = {
  number: line("le numéro de l’avoir", 40),
  issuedOn: required("Indiquez la date de l’avoir.", date),
  amountCents: positiveAmount("le montant de l’avoir"),
  effect: oneOf(CREDIT_NOTE_EFFECTS, "Dites si l’avoir corrige la facture ou accorde une remise."),
} as const;

/** Reads the fields of a credit note typed by a person. @throws InputError */
export function readCreditNote(raw: RawFields): CreditNoteInput {
  return readFields(raw, CREDIT_NOTE_FIELDS);
}

/**
 * Adds a credit note: a correction counts from the start, a later rebate from its own date.
 *
 * @returns its id
 * @throws InputError when the amount exceeds what is left, the number is taken, or the date
 *   precedes the invoice or lies in the future; DomainError CLOSED when the invoice is not open
 */
export async function addCreditNote(ctx: CompanyCtx, invoiceId: string, raw: RawFields): Promise<string> {
  const credit = readCreditNote(raw);
  return onceForForm(ctx, (tx) => addCreditNoteIn(tx, ctx, invoiceId, credit));
}

/**
 * The same inside a caller's transaction.
 *
 * @param answerId the dispute that it gives right, if any
 */
export async function addCreditNoteIn(
  tx: Tx,
  ctx: CompanyCtx,
  invoiceId: string,
  credit: CreditNoteInput,
  answerId: string | null = null,
): Promise<string> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  const invoice = await lockInvoice(tx, companyId, invoiceId);
  if (invoice.status !== "OPEN") throw new DomainError("CLOSED", "Cette facture est close.");
  if (credit.amountCents > invoice.balanceCents) {
    const left = formatEuros(invoice.balanceCents);
    throw fieldError("amountCents", "ABOVE_BALANCE", `Il ne reste que ${left} à payer.`);
  }
  if (credit.issuedOn < toLocalDate(invoice.issuedOn)) {
    throw fieldError("issuedOn", "BEFORE_INVOICE", "L’avoir précède la facture.");
  }
  await refuseDayToCome(
    tx,
    ctx,
    "issuedOn",
    credit.issuedOn,
    "Enregistrez l’avoir le jour où vous l’établissez.",
  );
  const taken = await tx.creditNote.findFirst({
    where: { companyId, number: credit.number, cancelledAt: null },
    select: { id: true },
  });
  if (taken) throw fieldError("number", "TAKEN", `L’avoir ${credit.number} existe déjà.`);
  const id = await putCreditNote(tx, companyId, { ...credit, invoiceId, answerId, importId: null }, now);
  await decideAgain(tx, companyId, [invoiceId], now);
  await journalInvoice(tx, ctx, invoiceId, "credit_note.added", {
    number: credit.number,
    amountCents: credit.amountCents.toString(),
    effect: credit.effect,
  });
  return id;
}

/**
 * Writes a credit note that was checked, of an invoice that is locked. The caller ends with `decideAgain`, then tells
 * the journal.
 *
 * @returns its id
 */
export async function putCreditNote(
  tx: Tx,
  companyId: string,
  credit: CreditNoteInput & { invoiceId: string; answerId: string | null; importId: string | null },
  now: Instant,
): Promise<string> {
  const { invoiceId } = credit;
  const id = newId();
  await tx.creditNote.create({
    data: {
      ...credit,
      issuedOn: fromLocalDate(credit.issuedOn),
      companyId,
      id,
      createdAt: new Date(now),
    },
  });
  const balanceCents = await refreshBalance(tx, companyId, invoiceId);
  if (balanceCents === 0n) await closeAnswersOf(tx, companyId, invoiceId, now, { paymentId: null });
  return id;
}
