/** Creates and edits invoices. Each fact and its consequence are one transaction. */

import { lockInvoices, readCompanyFacts } from "@/db/dunning/facts";
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { lockClient } from "@/db/parties/lockClient";
import { readEndedWith } from "@/db/settlement/closings";
import type { JournalEvent } from "@/db/system/journal";
import { fromLocalDate, newId, toLocalDate, toLocalDateOrNull } from "@/db/values";
import type { Instant, LocalDate } from "@/domain/calendar";
import { timeZoneOf } from "@/domain/calendarZone";
import { formatDateNumeric } from "@/domain/dateText";
import {
  checkbox,
  date,
  fieldError,
  line,
  optional,
  positiveAmount,
  type RawFields,
  readFields,
  required,
} from "@/domain/fields";
import { balanceOf, statusFor } from "@/domain/invoicing/balance";
import { formatEuros, minCents } from "@/domain/money";
import type { JournalAction } from "@/domain/reporting/journalSentence";
import { localDateAt } from "@/domain/zonedTime";
import { decideAgain, planInvoices } from "../dunning/planInvoices";
import { journalBy } from "../journalBy";
import { unarchiveClientIn } from "../parties/archiveClient";
import { notFound } from "../parties/saveClient";
import { takeUpOwing } from "../parties/takeUpClients";
import type { CompanyCtx } from "../ports";
import { refuseStale } from "../seenRecord";
import { holdSurelyPaid } from "../settlement/bankHolds";
import { closeAnswersOf, restoreAnswersOf } from "../settlement/closeAnswers";
import { type InvoiceInput, seenInvoice } from "./seenInvoice";

const INVOICE_FIELDS = {
  number: line("le numéro de la facture", 40),
  subject: line("l’objet", 120, { optional: true }),
  orderReference: optional(line("la référence de commande", 60)),
  issuedOn: required("Indiquez la date de la facture.", date),
  dueOn: required("Indiquez l’échéance qui figure sur la facture.", date),
  performedOn: optional(date),
  requestReceivedOn: optional(date),
  totalCents: positiveAmount("le montant TTC"),
  vatCents: optional(positiveAmount("la TVA")),
  mentionsPresent: (text: string) => (text === "oui" ? true : text === "non" ? false : null),
  dunningOptOut: checkbox,
} as const;

/** Reads the fields of an invoice typed by a person. @throws InputError with every field that is wrong */
export function readInvoiceFields(raw: RawFields): InvoiceInput {
  const invoice = readFields(raw, INVOICE_FIELDS);
  if (invoice.dueOn < invoice.issuedOn) {
    throw fieldError(
      "dueOn",
      "DUE_BEFORE_ISSUE",
      `L’échéance précède la facture, datée du ${formatDateNumeric(invoice.issuedOn)}.`,
    );
  }
  if (invoice.vatCents !== null && invoice.vatCents >= invoice.totalCents) {
    throw fieldError("vatCents", "VAT_TOO_HIGH", "La TVA dépasse le montant TTC.");
  }
  return invoice;
}

function columnsOf(invoice: InvoiceInput) {
  return {
    ...invoice,
    issuedOn: fromLocalDate(invoice.issuedOn),
    dueOn: fromLocalDate(invoice.dueOn),
    performedOn: invoice.performedOn === null ? null : fromLocalDate(invoice.performedOn),
    requestReceivedOn: invoice.requestReceivedOn === null ? null : fromLocalDate(invoice.requestReceivedOn),
  };
}

/** The company's calendar day at this instant. */
export async function companyToday(tx: Tx, companyId: string, now: Instant): Promise<LocalDate> {
  const { zone } = await readCompanyFacts(tx, companyId);
  return localDateAt(now, timeZoneOf(zone));
}

async function refuseTakenNumber(
  tx: Tx,
  companyId: string,
  number: string,
  ownId: string | null,
): Promise<void> {
  const other = await tx.invoice.findUnique({
    where: { companyId_number: { companyId, number } },
    select: { id: true, client: { select: { name: true } } },
  });
  if (other && other.id !== ownId) {
    throw fieldError("number", "TAKEN", `La facture ${number} existe déjà, pour ${other.client.name}.`);
  }
}

/** Writes one event about an invoice in the journal. */
export async function journalInvoice(
  tx: Tx,
  ctx: CompanyCtx,
  entityId: string,
  action: JournalAction,
  data: JournalEvent["data"],
): Promise<void> {
  await journalBy(tx, ctx, { action, entity: "invoice", entityId, data });
}

/**
 * Creates an invoice of an existing client, which is taken up again when it was archived.
 *
 * @returns its id
 * @throws InputError with every field that is wrong, also when the number is taken
 */
export async function createInvoice(ctx: CompanyCtx, clientId: string, raw: RawFields): Promise<string> {
  const invoice = readInvoiceFields(raw);
  const id = await inCompany(ctx.companyId, (tx) => createInvoiceIn(tx, ctx, clientId, invoice));
  await ctx.bell.ring("dunning", { companyId: ctx.companyId });
  return id;
}

/** The same inside a caller's transaction. */
export async function createInvoiceIn(
  tx: Tx,
  ctx: CompanyCtx,
  clientId: string,
  invoice: InvoiceInput,
): Promise<string> {
  const id = newId();
  const now = ctx.clock.now();
  // Whoever puts the client away at this moment sees the invoice, and is refused.
  if (!(await lockClient(tx, ctx.companyId, clientId))) throw notFound();
  const where = { companyId_id: { companyId: ctx.companyId, id: clientId } };
  const { archivedAt } = await tx.client.findUniqueOrThrow({ where, select: { archivedAt: true } });
  await refuseTakenNumber(tx, ctx.companyId, invoice.number, null);
  await tx.invoice.create({
    data: {
      ...columnsOf(invoice),
      companyId: ctx.companyId,
      id,
      clientId,
      balanceCents: invoice.totalCents,
      source: "MANUAL",
      createdAt: new Date(now),
    },
  });
  // Its transfer may be on a statement that came before it.
  await holdSurelyPaid(tx, ctx.companyId, { now, rates: null, among: [id] });
  await planInvoices(tx, ctx.companyId, [id], now);
  // Lists do not show what is put away: what it owes now would be forgotten.
  if (archivedAt !== null) await unarchiveClientIn(tx, ctx, clientId);
  await journalInvoice(tx, ctx, id, "invoice.created", {
    number: invoice.number,
    totalCents: invoice.totalCents.toString(),
    dueOn: invoice.dueOn,
  });
  return id;
}

/** The row of an invoice, as its form types it. */
function inputOf(row: Awaited<ReturnType<typeof lockInvoice>>): InvoiceInput {
  return {
    ...row,
    issuedOn: toLocalDate(row.issuedOn),
    dueOn: toLocalDate(row.dueOn),
    performedOn: toLocalDateOrNull(row.performedOn),
    requestReceivedOn: toLocalDateOrNull(row.requestReceivedOn),
  };
}

/**
 * Edits an open invoice. Its total cannot fall below what was already paid or credited.
 *
 * @throws InputError with every field that is wrong; FormError when someone else has changed it meanwhile
 */
export async function updateInvoice(ctx: CompanyCtx, invoiceId: string, raw: RawFields): Promise<void> {
  const invoice = readInvoiceFields(raw);
  const now = ctx.clock.now();
  await inCompany(ctx.companyId, async (tx) => {
    const touched = isId(invoiceId) ? await readEndedWith(tx, ctx.companyId, [invoiceId]) : [];
    await lockInvoices(tx, ctx.companyId, touched);
    const current = await lockInvoice(tx, ctx.companyId, invoiceId);
    await refuseStale(tx, ctx, raw, seenInvoice(invoiceId, inputOf(current)));
    await refuseTakenNumber(tx, ctx.companyId, invoice.number, invoiceId);
    const settledCents = current.totalCents - current.balanceCents;
    if (invoice.totalCents < settledCents) {
      throw fieldError(
        "totalCents",
        "BELOW_PAID",
        `${formatEuros(settledCents)} ont déjà été réglés ou déduits.`,
      );
    }
    const balanceCents = invoice.totalCents - settledCents;
    await tx.invoice.update({
      where: { companyId_id: { companyId: ctx.companyId, id: invoiceId } },
      data: { ...columnsOf(invoice), balanceCents, status: statusFor(current.status, balanceCents) },
    });
    if (balanceCents === 0n) await closeAnswersOf(tx, ctx.companyId, invoiceId, now, { paymentId: null });
    // A wrong total had settled it. What a payment had settled stays so: that money is there.
    const restored =
      current.status === "PAID" && balanceCents > 0n
        ? [
            ...(await takeUpOwing(tx, ctx.companyId, [invoiceId])),
            ...(await restoreAnswersOf(tx, ctx, [invoiceId], invoiceId)),
          ]
        : [];
    await decideAgain(tx, ctx.companyId, touched, now);
    await journalInvoice(tx, ctx, invoiceId, "invoice.edited", {
      number: invoice.number,
      totalCents: invoice.totalCents.toString(),
      dueOn: invoice.dueOn,
      // A total corrected to what was paid already.
      ...(current.status === "OPEN" && balanceCents === 0n && { settles: true }),
      ...(current.status === "PAID" && balanceCents > 0n && { reopens: true }),
    });
    await journalBy(tx, ctx, restored);
  });
  await ctx.bell.ring("dunning", { companyId: ctx.companyId });
}

/** Locks one invoice and reads it. @throws DomainError NOT_FOUND */
export async function lockInvoice(tx: Tx, companyId: string, invoiceId: string) {
  if (!isId(invoiceId)) throw notFound();
  await lockInvoices(tx, companyId, [invoiceId]);
  const invoice = await tx.invoice.findUnique({ where: { companyId_id: { companyId, id: invoiceId } } });
  if (!invoice) throw notFound();
  return invoice;
}

/**
 * Re-derives the balance and status of a locked invoice from its credit notes and allocations.
 * The caller ends with `decideAgain`.
 */
export async function refreshBalance(tx: Tx, companyId: string, invoiceId: string): Promise<bigint> {
  const where = { companyId_id: { companyId, id: invoiceId } };
  const invoice = await tx.invoice.findUniqueOrThrow({
    where,
    include: {
      creditNotes: { where: { cancelledAt: null }, select: { amountCents: true } },
      allocations: { select: { amountCents: true } },
    },
  });
  const balanceCents = balanceOf({
    totalCents: invoice.totalCents,
    creditCents: invoice.creditNotes.map((credit) => credit.amountCents),
    allocatedCents: invoice.allocations.map((allocation) => allocation.amountCents),
  });
  await tx.invoice.update({
    where,
    data: {
      balanceCents: minCents(balanceCents, invoice.totalCents),
      status: statusFor(invoice.status, balanceCents),
    },
  });
  return balanceCents;
}
