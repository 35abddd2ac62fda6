/** The bank takes the money of an invoice, or of all those of a client: nothing is asked for meanwhile. */
import { lockInvoices } from "@/db/dunning/facts";
import { readOpenInvoiceIds } from "@/db/dunning/inbound";
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { lockClient } from "@/db/parties/lockClient";
import {
  endDebits,
  insertDebits,
  readDebitedInvoiceIds,
  readRejectedInvoiceIds,
} from "@/db/settlement/directDebits";
import { toLocalDate } from "@/db/values";
import { checkbox, date, fieldError, line, optional, type RawFields, readFields } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { decideAgain } from "../dunning/planInvoices";
import { companyToday, lockInvoice } from "../invoicing/saveInvoice";
import { journalBy } from "../journalBy";
import { notFound } from "../parties/saveClient";
import { actorUserId, type CompanyCtx } from "../ports";
import { refuseStale, type SeenRecord } from "../seenRecord";

const reference = line("la référence du mandat", 35, { optional: true });

/**
 * Notes that an open invoice is paid by direct debit, on its due date unless told otherwise.
 *
 * @throws InputError; DomainError NOT_FOUND, or CLOSED when nothing is owed on it
 */
export async function expectDebit(ctx: CompanyCtx, invoiceId: string, raw: RawFields): Promise<void> {
  const input = readFields(raw, { reference, debitOn: optional(date) });
  const { companyId } = ctx;
  const now = ctx.clock.now();
  await inCompany(companyId, async (tx) => {
    const invoice = await lockInvoice(tx, companyId, invoiceId);
    if (invoice.status !== "OPEN") {
      throw new DomainError("CLOSED", "Cette facture n’est plus à payer.");
    }
    const dueOn = toLocalDate(invoice.dueOn);
    if (input.debitOn && input.debitOn < toLocalDate(invoice.issuedOn)) {
      throw fieldError("debitOn", "BEFORE_ISSUE", "Ce jour précède la facture.");
    }
    const by = {
      userId: actorUserId(ctx.actor),
      today: await companyToday(tx, companyId, now),
      now: new Date(now),
    };
    const debitOn = input.debitOn === dueOn ? null : input.debitOn;
    await endDebits(tx, companyId, [invoiceId], { at: by.now, reason: "Autre jour de prélèvement." });
    await insertDebits(tx, companyId, [{ invoiceId, reference: input.reference, debitOn }], by);
    await decideAgain(tx, companyId, [invoiceId], now);
    const data = { debitOn: debitOn ?? dueOn, reference: input.reference };
    await journalBy(tx, ctx, { action: "debit.expected", entity: "invoice", entityId: invoiceId, data });
  });
}

/**
 * Notes that a client pays by direct debit: each open invoice waits for the bank, and so will each
 * new one, however it comes in. Or that it does not any more: what waited is reminded again.
 *
 * @throws InputError; DomainError NOT_FOUND; FormError when someone else has changed it meanwhile
 */
export async function saveDebitMandate(ctx: CompanyCtx, clientId: string, raw: RawFields): Promise<void> {
  const input = readFields(raw, { isDebited: checkbox, reference });
  if (!isId(clientId)) throw notFound();
  const { companyId } = ctx;
  await inCompany(companyId, async (tx) => {
    const where = { companyId_clientId: { companyId, clientId } };
    if (!(await lockClient(tx, companyId, clientId))) throw notFound();
    const before = await tx.debitMandate.findUnique({ where });
    const shown = { isDebited: before !== null, reference: before?.reference ?? "" };
    await refuseStale(tx, ctx, raw, seenMandate(clientId, shown));
    if (input.isDebited && before) {
      await tx.debitMandate.update({ where, data: { reference: input.reference } });
    } else if (input.isDebited) {
      await startMandate(tx, ctx, clientId, input.reference);
    } else if (before) {
      await tx.debitMandate.delete({ where });
      await endMandate(tx, ctx, clientId);
    }
    if (input.isDebited === (before !== null) && before?.reference === input.reference) return;
    const action = input.isDebited ? "client.debit_on" : "client.debit_off";
    await journalBy(tx, ctx, {
      action,
      entity: "client",
      entityId: clientId,
      data: { reference: input.reference },
    });
  });
  await ctx.bell.ring("dunning", { companyId });
}

/** What the form of a mandate is opened on. */
export function seenMandate(
  clientId: string,
  { isDebited, reference: mandate }: { isDebited: boolean; reference: string },
): SeenRecord<{ isDebited: boolean; reference: string }> {
  return {
    record: { isDebited, reference: mandate },
    names: {
      isDebited: `le prélèvement (${isDebited ? "oui" : "non"})`,
      reference: `la référence du mandat (${mandate || "vide"})`,
    },
    what: "le mode de paiement de ce client",
    entityId: clientId,
    actions: ["client.debit_on", "client.debit_off"],
  };
}

async function startMandate(tx: Tx, ctx: CompanyCtx, clientId: string, mandate: string): Promise<void> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  const by = {
    userId: actorUserId(ctx.actor),
    today: await companyToday(tx, companyId, now),
    now: new Date(now),
  };
  await tx.debitMandate.create({
    data: { companyId, clientId, reference: mandate, createdById: by.userId, createdAt: by.now },
  });
  const open = await readOpenInvoiceIds(tx, companyId, clientId);
  await lockInvoices(tx, companyId, open);
  const rejected = new Set(await readRejectedInvoiceIds(tx, companyId, clientId));
  const waiting = open.filter((id) => !rejected.has(id));
  const debits = waiting.map((invoiceId) => ({ invoiceId, reference: mandate, debitOn: null }));
  await insertDebits(tx, companyId, debits, by);
  await decideAgain(tx, companyId, waiting, now);
}

async function endMandate(tx: Tx, ctx: CompanyCtx, clientId: string): Promise<void> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  await lockInvoices(tx, companyId, await readOpenInvoiceIds(tx, companyId, clientId));
  const waiting = await readDebitedInvoiceIds(tx, companyId, clientId);
  const reason = "Le client n’est plus payé par prélèvement.";
  await endDebits(tx, companyId, waiting, { at: new Date(now), reason });
  await decideAgain(tx, companyId, waiting, now);
}
