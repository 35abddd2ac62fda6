/** A call was made: its outcome, what was said, and what follows. */
import { lockInvoices, readCompanyFacts } from "@/db/dunning/facts";
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { fromLocalDate, newId } from "@/db/values";
import type { LocalDate } from "@/domain/calendar";
import { timeZoneOf } from "@/domain/calendarZone";
import {
  checkbox,
  date,
  fieldError,
  line,
  oneOf,
  optional,
  paragraph,
  positiveAmount,
  type RawFields,
  readFields,
} from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { sumCents } from "@/domain/money";
import { moreThanOwed } from "@/domain/settlement/disputedPart";
import { nextWorkingDay } from "@/domain/workingDays";
import { localDateAt } from "@/domain/zonedTime";
import { journalAt } from "../journalBy";
import { notFound } from "../parties/saveClient";
import { actorUserId, type CompanyCtx } from "../ports";
import { recordAnswerIn } from "../settlement/recordAnswer";
import { planInvoices } from "./planInvoices";
import { queueNote } from "./queueNote";

export const CALL_OUTCOMES = [
  "REACHED",
  "VOICEMAIL",
  "NO_ANSWER",
  "WRONG_NUMBER",
  "PROMISE",
  "DISPUTE",
  "ALREADY_PAID",
] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

export const OUTCOME_NAMES: Record<CallOutcome, string> = {
  REACHED: "Joint, sans engagement",
  VOICEMAIL: "Message laissé",
  NO_ANSWER: "Sans réponse",
  WRONG_NUMBER: "Mauvais numéro",
  PROMISE: "Promet une date",
  DISPUTE: "Conteste",
  ALREADY_PAID: "Dit avoir payé",
};

/** Outcomes by which the client says something of the invoices. */
type SaidOutcome = "PROMISE" | "DISPUTE" | "ALREADY_PAID";

function isSaid(outcome: CallOutcome): outcome is SaidOutcome {
  return outcome === "PROMISE" || outcome === "DISPUTE" || outcome === "ALREADY_PAID";
}

/** Unanswered calls in a row after which the scenario simply goes on. */
const MAX_UNANSWERED = 3;

const CALL_FIELDS = {
  outcome: oneOf(CALL_OUTCOMES, "Choisissez l’issue de l’appel."),
  note: paragraph(2_000),
  onDate: optional(date),
  amountCents: optional(positiveAmount("le montant")),
  contestedCents: optional(positiveAmount("le montant contesté")),
  facture: line("la facture", 40, { optional: true }),
  confirmByEmail: checkbox,
} as const;

interface CallInput {
  outcome: CallOutcome;
  note: string;
  onDate: LocalDate | null;
  /** Part that is promised; null: all of it. */
  amountCents: bigint | null;
  /** Part that is contested; null: all of it. */
  contestedCents: bigint | null;
  /** Invoice of the call that the outcome is about; empty: all of them. */
  facture: string;
}

/**
 * Records the outcome of a call. A promise or « déjà payé » or a dispute suspends the scenario of the
 * invoices it is about, or of the one chosen; a promise may be confirmed by email; an unanswered call is
 * proposed again the next working day.
 *
 * @throws InputError when a promise has no date, a dispute no words, or a part contested no invoice
 */
export async function recordCall(ctx: CompanyCtx, callTaskId: string, raw: RawFields): Promise<void> {
  const input = readFields(raw, CALL_FIELDS);
  if (input.outcome === "PROMISE" && input.onDate === null) {
    throw fieldError("onDate", "REQUIRED", "Indiquez la date promise.");
  }
  if (input.outcome === "DISPUTE" && input.note === "") {
    throw fieldError("note", "REQUIRED", "Notez en quelques mots ce que le client conteste.");
  }
  const now = ctx.clock.now();
  await inCompany(ctx.companyId, async (tx) => {
    const call = await lockCall(tx, ctx.companyId, callTaskId);
    const invoiceIds = call.invoices.map((invoice) => invoice.invoiceId);
    const about = isSaid(input.outcome) ? await invoicesSpokenOf(tx, ctx.companyId, invoiceIds, input) : [];
    const { answerId, promisedOn } = await recordSaid(tx, ctx, call.clientId, callTaskId, about, input);
    await tx.callTask.update({
      where: { companyId_id: { companyId: ctx.companyId, id: callTaskId } },
      data: {
        state: "DONE",
        outcome: input.outcome,
        note: input.note,
        promisedOn: promisedOn ? fromLocalDate(promisedOn) : null,
        doneAt: new Date(now),
        doneById: actorUserId(ctx.actor),
      },
    });
    await tx.dunningStep.updateMany({
      where: { companyId: ctx.companyId, callTaskId, state: "DONE" },
      data: { executedAt: new Date(now) },
    });
    if (input.outcome === "WRONG_NUMBER") await forgetNumber(tx, ctx.companyId, call.clientId, call.phone);
    if (input.outcome === "NO_ANSWER") await callAgain(tx, ctx, call);
    if (promisedOn && answerId && input.confirmByEmail) {
      await queueNote(tx, ctx.companyId, {
        kind: "CALL_CONFIRMATION",
        clientId: call.clientId,
        invoiceIds: about,
        amountCents: input.amountCents ?? (await openBalance(tx, ctx.companyId, about)),
        onDate: promisedOn,
        source: answerId,
        now,
      });
    }
    // What is said of the next step names the calls that were made.
    await planInvoices(tx, ctx.companyId, invoiceIds, now);
    const data = { outcome: input.outcome, invoices: invoiceIds };
    await journalAt(tx, ctx, { action: "call.made", entity: "call", entityId: callTaskId, data }, now);
  });
  await ctx.bell.ring("mail", { companyId: ctx.companyId });
}

/** Locks the invoices of a call, then the call, as every writer does. */
async function lockCall(tx: Tx, companyId: string, id: string) {
  if (!isId(id)) throw notFound();
  const lines = await tx.callTaskInvoice.findMany({
    where: { companyId, callTaskId: id },
    select: { invoiceId: true },
  });
  await lockInvoices(
    tx,
    companyId,
    lines.map(({ invoiceId }) => invoiceId),
  );
  const [row] = await tx.$queryRaw<{ state: string }[]>`
    SELECT state::text AS state FROM call_task WHERE company_id = ${companyId}::uuid AND id = ${id}::uuid FOR UPDATE`;
  if (!row) throw notFound();
  if (row.state !== "OPEN")
    throw new DomainError("CALL_DONE", "Cet appel a déjà été noté. Rechargez la page.");
  return tx.callTask.findUniqueOrThrow({
    where: { companyId_id: { companyId, id } },
    include: { invoices: { select: { invoiceId: true } } },
  });
}

/**
 * The invoices an outcome is about: the one chosen, or all those of the call.
 *
 * @throws InputError `CHOICE` or `WHICH` on `facture`, `ABOVE_BALANCE` on `contestedCents`
 */
async function invoicesSpokenOf(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
  { outcome, facture, contestedCents }: CallInput,
): Promise<readonly string[]> {
  if (facture !== "" && !invoiceIds.includes(facture)) {
    throw fieldError("facture", "CHOICE", "Choisissez une facture de la liste.");
  }
  const about = facture === "" ? invoiceIds : [facture];
  if (outcome !== "DISPUTE" || contestedCents === null) return about;
  const open = await readOpenInvoices(tx, companyId, about);
  const owedCents = sumCents(open.map((invoice) => invoice.balanceCents));
  if (contestedCents > owedCents) {
    throw fieldError("contestedCents", "ABOVE_BALANCE", moreThanOwed(owedCents));
  }
  if (open.length > 1 && contestedCents < owedCents) {
    throw fieldError(
      "facture",
      "WHICH",
      "Choisissez la facture dont une partie est contestée\u00a0: les autres continuent d’être relancées.",
    );
  }
  return about;
}

async function recordSaid(
  tx: Tx,
  ctx: CompanyCtx,
  clientId: string,
  callTaskId: string,
  invoiceIds: readonly string[],
  input: CallInput,
): Promise<{ answerId: string | null; promisedOn: LocalDate | null }> {
  const { outcome } = input;
  if (!isSaid(outcome)) return { answerId: null, promisedOn: null };
  const { answerId } = await recordAnswerIn(tx, ctx, {
    kind: outcome,
    source: "CALL",
    clientId,
    invoiceIds,
    onDate: input.onDate,
    amountCents: outcome === "DISPUTE" ? input.contestedCents : input.amountCents,
    method: null,
    message: input.note,
    linkId: null,
    callTaskId,
    network: "",
  });
  return { answerId, promisedOn: outcome === "PROMISE" ? input.onDate : null };
}

/** A wrong number is taken off the client's record; the note of the call keeps it. */
async function forgetNumber(
  tx: Tx,
  companyId: string,
  clientId: string,
  phone: string | null,
): Promise<void> {
  if (phone === null) return;
  await tx.contact.updateMany({ where: { companyId, clientId, phone }, data: { phone: null } });
}

async function callAgain(
  tx: Tx,
  ctx: CompanyCtx,
  call: { clientId: string; contactName: string; phone: string | null; invoices: { invoiceId: string }[] },
): Promise<void> {
  const { companyId } = ctx;
  const invoiceIds = call.invoices.map((invoice) => invoice.invoiceId);
  const unanswered = await tx.callTask.count({
    where: {
      companyId,
      clientId: call.clientId,
      outcome: "NO_ANSWER",
      invoices: { some: { invoiceId: { in: invoiceIds } } },
    },
  });
  if (unanswered >= MAX_UNANSWERED) return;
  const now = ctx.clock.now();
  const id = newId();
  const { zone } = await readCompanyFacts(tx, companyId);
  const today = localDateAt(now, timeZoneOf(zone));
  await tx.callTask.create({
    data: {
      companyId,
      id,
      clientId: call.clientId,
      state: "OPEN",
      dueOn: fromLocalDate(nextWorkingDay(today, zone)),
      cause: "CALL_AGAIN",
      contactName: call.contactName,
      phone: call.phone,
      createdAt: new Date(now),
    },
  });
  await tx.callTaskInvoice.createMany({
    data: invoiceIds.map((invoiceId) => ({ companyId, callTaskId: id, invoiceId })),
  });
}

async function openBalance(tx: Tx, companyId: string, invoiceIds: readonly string[]): Promise<bigint> {
  const rows = await readOpenInvoices(tx, companyId, invoiceIds);
  return sumCents(rows.map((row) => row.balanceCents));
}

async function readOpenInvoices(tx: Tx, companyId: string, invoiceIds: readonly string[]) {
  return tx.invoice.findMany({
    where: { companyId, id: { in: [...invoiceIds] }, status: "OPEN" },
    select: { balanceCents: true },
  });
}
