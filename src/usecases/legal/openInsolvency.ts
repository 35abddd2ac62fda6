/** A collective procedure opens against a client: everything stops at once. */
import { lockInvoices } from "@/db/dunning/facts";
import { inCompany, isId, type Tx } from "@/db/inCompany";
import {
  readFrozenInvoiceIds,
  readInsolvency,
  readOpenInvoiceIds,
  suspendFrozenInvoices,
  withdrawEverything,
} from "@/db/legal/insolvency";
import { fromLocalDate, newId } from "@/db/values";
import type { LocalDate } from "@/domain/calendar";
import {
  checkbox,
  date,
  fieldError,
  line,
  oneOf,
  optional,
  paragraph,
  type RawFields,
  readFields,
  required,
} from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { INSOLVENCY_KINDS, type InsolvencyKind } from "@/domain/legal/insolvency";
import { decideAgain } from "../dunning/planInvoices";
import { companyToday } from "../invoicing/saveInvoice";
import { journalClient, notFound } from "../parties/saveClient";
import { actorUserId, type CompanyCtx } from "../ports";
import { endFrozenPlans } from "../settlement/frozenPlans";

export interface InsolvencyInput {
  kind: InsolvencyKind;
  openedOn: LocalDate;
  publishedOn: LocalDate | null;
  courtName: string;
  officerName: string;
  officerAddress: string;
  isCreditorOverseas: boolean;
  privilege: string;
}

function readInsolvencyFields(raw: RawFields, today: LocalDate): InsolvencyInput {
  const input = readFields<InsolvencyInput>(raw, {
    kind: oneOf(INSOLVENCY_KINDS, "Choisissez la procédure\u00a0: elle est écrite dans l’annonce."),
    openedOn: required("Indiquez le jour du jugement d’ouverture.", date),
    publishedOn: optional(date),
    courtName: line("le tribunal", 120, { optional: true }),
    officerName: line("le mandataire ou le liquidateur", 120, { optional: true }),
    officerAddress: paragraph(300),
    isCreditorOverseas: checkbox,
    privilege: line("le privilège", 200, { optional: true }),
  });
  if (input.openedOn > today) throw fieldError("openedOn", "FUTURE", "Ce jour n’est pas encore venu.");
  if (input.publishedOn !== null && input.publishedOn > today) {
    throw fieldError("publishedOn", "FUTURE", "Ce jour n’est pas encore venu.");
  }
  if (input.publishedOn !== null && input.publishedOn < input.openedOn) {
    throw fieldError("publishedOn", "BEFORE_OPENING", "La publication suit le jugement.");
  }
  return input;
}

function columnsOf(input: InsolvencyInput) {
  return {
    ...input,
    openedOn: fromLocalDate(input.openedOn),
    publishedOn: input.publishedOn && fromLocalDate(input.publishedOn),
  };
}

/** Locks the client, so that two people who flag it at once do it once. @throws DomainError NOT_FOUND */
export async function lockClient(tx: Tx, companyId: string, clientId: string): Promise<void> {
  if (!isId(clientId)) throw notFound();
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM client WHERE company_id = ${companyId}::uuid AND id = ${clientId}::uuid FOR NO KEY UPDATE`;
  if (!row) throw notFound();
}

/**
 * Records the procedure and, in the same transaction, suspends every invoice it freezes, takes back
 * messages, letters and calls, ends the schedules of payments, and decides again. Interest stops the day
 * before the judgment.
 *
 * @returns how many invoices are suspended
 * @throws InputError with every field that is wrong
 * @throws DomainError INSOLVENCY_RUNNING when one runs already
 */
export async function openInsolvency(ctx: CompanyCtx, clientId: string, raw: RawFields): Promise<number> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  return inCompany(companyId, async (tx) => {
    await lockClient(tx, companyId, clientId);
    const input = readInsolvencyFields(raw, await companyToday(tx, companyId, now));
    if (await readInsolvency(tx, companyId, clientId)) {
      throw new DomainError("INSOLVENCY_RUNNING", "Une procédure est déjà inscrite pour ce client.");
    }
    const id = newId();
    await tx.insolvency.create({
      data: {
        companyId,
        id,
        clientId,
        ...columnsOf(input),
        createdAt: new Date(now),
        createdById: actorUserId(ctx.actor),
      },
    });
    const frozen = await freeze(tx, ctx, clientId, id);
    await journalClient(tx, ctx, clientId, "insolvency.opened", {
      insolvencyId: id,
      kind: input.kind,
      openedOn: input.openedOn,
      publishedOn: input.publishedOn ?? "",
      invoiceIds: frozen,
    });
    return frozen.length;
  });
}

/** Changes the dates or the people of a procedure; what it freezes is looked at again. */
export async function changeInsolvency(ctx: CompanyCtx, clientId: string, raw: RawFields): Promise<void> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  await inCompany(companyId, async (tx) => {
    await lockClient(tx, companyId, clientId);
    const input = readInsolvencyFields(raw, await companyToday(tx, companyId, now));
    const running = await readInsolvency(tx, companyId, clientId);
    if (!running) throw notFound();
    await tx.insolvency.update({
      where: { companyId_id: { companyId, id: running.id } },
      data: columnsOf(input),
    });
    const frozen = await freeze(tx, ctx, clientId, running.id);
    await journalClient(tx, ctx, clientId, "insolvency.changed", {
      insolvencyId: running.id,
      kind: input.kind,
      openedOn: input.openedOn,
      publishedOn: input.publishedOn ?? "",
      invoiceIds: frozen,
    });
  });
}

/** Suspends what the procedure freezes. @returns ids of the invoices suspended */
async function freeze(tx: Tx, ctx: CompanyCtx, clientId: string, insolvencyId: string): Promise<string[]> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  const open = await readOpenInvoiceIds(tx, companyId, clientId);
  await lockInvoices(tx, companyId, open);
  await suspendFrozenInvoices(tx, companyId, open);
  const frozen = await readFrozenInvoiceIds(tx, companyId, clientId);
  await withdrawEverything(tx, companyId, frozen);
  await endFrozenPlans(tx, ctx, { insolvencyId, invoiceIds: frozen, now });
  await decideAgain(tx, companyId, open, now);
  return frozen;
}

/** Notes that the claim was declared, when and how. */
export async function recordDeclaration(ctx: CompanyCtx, clientId: string, raw: RawFields): Promise<void> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  await inCompany(companyId, async (tx) => {
    await lockClient(tx, companyId, clientId);
    const running = await readInsolvency(tx, companyId, clientId);
    if (!running) throw notFound();
    const today = await companyToday(tx, companyId, now);
    const input = readFields(raw, {
      declaredOn: required("Indiquez le jour de la déclaration.", date),
      declaredBy: line("la preuve", 200),
    });
    if (input.declaredOn > today) throw fieldError("declaredOn", "FUTURE", "Ce jour n’est pas encore venu.");
    if (input.declaredOn < running.openedOn) {
      throw fieldError("declaredOn", "BEFORE_OPENING", "La déclaration suit le jugement.");
    }
    await tx.insolvency.update({
      where: { companyId_id: { companyId, id: running.id } },
      data: { declaredOn: fromLocalDate(input.declaredOn), declaredBy: input.declaredBy },
    });
    await journalClient(tx, ctx, clientId, "insolvency.declared", {
      insolvencyId: running.id,
      declaredOn: input.declaredOn,
      declaredBy: input.declaredBy,
    });
  });
}
