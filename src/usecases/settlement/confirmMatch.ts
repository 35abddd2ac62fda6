/** A person confirms what a movement of the account pays: the payment is recorded in the same transaction. */
import { lockInvoices } from "@/db/dunning/facts";
import { readOpenInvoiceIds } from "@/db/dunning/inbound";
import { isId, type Tx } from "@/db/inCompany";
import {
  type BankLineRow,
  lockBankLines,
  readBankLine,
  readPendingAmong,
  readPendingLines,
} from "@/db/settlement/bankLines";
import { endBankHolds, insertBankMatch, readBankHeld } from "@/db/settlement/bankMatches";
import { DomainError } from "@/domain/invariant";
import type { LegalRates } from "@/domain/legal/rateTables";
import type { MatchProposal } from "@/domain/settlement/matching";
import { matchReasonSentence } from "@/domain/settlement/matchReason";
import { decideAgain } from "../dunning/planInvoices";
import { queueNote } from "../dunning/queueNote";
import { journalBy } from "../journalBy";
import { onceForForm } from "../onceForForm";
import { notFound } from "../parties/saveClient";
import { actorUserId, type CompanyCtx } from "../ports";
import { MOST_PENDING, proposeFor } from "./bankProposals";
import { closeAnswer, journalAnswer, lockAnswer } from "./decideAnswer";
import { lockOwed, type PaymentInput, recordPaymentIn } from "./recordPayment";
import { findSeen, markOf, readSeen, type SeenProposal } from "./seenProposals";
import { putPaymentWithSurplus } from "./surplus";

/** Matches confirmed with one gesture, at most. */
export const MOST_CONFIRMED = 100;
/** Each one is a payment, with all that follows from it. */
const TIMEOUT_MS = 60_000;

/** The sure ones, in the order of the list, as many as one gesture takes. */
export function sureOnes(
  lines: readonly BankLineRow[],
  proposals: ReadonlyMap<string, MatchProposal>,
): MatchProposal[] {
  const sure = lines.map(({ id }) => proposals.get(id)).filter((one) => one?.grade === "SURE");
  return sure.filter((one) => one !== undefined).slice(0, MOST_CONFIRMED);
}

/**
 * Confirms the proposal of one movement, as it was read.
 *
 * @param seen mark of what the page showed
 * @throws DomainError NOT_FOUND; LINE_DECIDED when someone was quicker; MATCH_CHANGED when the facts are others
 */
export async function confirmMatch(
  ctx: CompanyCtx,
  lineId: string,
  seen: string,
  rates: LegalRates,
): Promise<void> {
  if (!isId(lineId)) throw notFound();
  const read = readSeen(lineId, seen);
  await confirm(ctx, rates, async (tx) => {
    await requirePending(tx, ctx.companyId, lineId);
    if (!read) throw changed();
    return [read];
  });
}

/** Confirms every sure proposal at once, as they were read. @returns how many */
export async function confirmSureMatches(ctx: CompanyCtx, seen: string, rates: LegalRates): Promise<number> {
  const { companyId } = ctx;
  return confirm(ctx, rates, async (tx) => {
    const lines = await readPendingLines(tx, companyId, MOST_PENDING);
    const proposed = await proposeFor(tx, companyId, lines, rates);
    const sure = sureOnes(lines, proposed.proposals);
    if (sure.length === 0 || markOf(sure, proposed) !== seen) throw changed();
    return sure.map((one) => ({
      lineId: one.lineId,
      clientId: one.clientId,
      mark: markOf([one], proposed),
    }));
  });
}

/** @param look what was read, whose movements this transaction may not have locked yet */
async function confirm(
  ctx: CompanyCtx,
  rates: LegalRates,
  look: (tx: Tx) => Promise<SeenProposal[]>,
): Promise<number> {
  const { companyId } = ctx;
  const count = await onceForForm(
    ctx,
    async (tx) => {
      const seen = await look(tx);
      const lineIds = seen.map(({ lineId }) => lineId);
      await lockBankLines(tx, companyId, lineIds);
      const lines = await readPendingAmong(tx, companyId, lineIds);
      const wanted = await findSeen(tx, companyId, seen, lines, rates);
      if (!wanted) throw changed();
      await lockConcerned(tx, companyId, wanted);
      // Read again, now that nothing can change: a payment may have been recorded meanwhile.
      const chosen = await findSeen(tx, companyId, seen, lines, rates);
      if (!chosen) throw changed();
      for (const proposal of chosen) await settle(tx, ctx, proposal, lines, rates);
      await releaseLines(tx, ctx, lineIds);
      return chosen.length;
    },
    { timeoutMs: TIMEOUT_MS },
  );
  await ctx.bell.ring("dunning", { companyId });
  await ctx.bell.ring("mail", { companyId });
  return count;
}

/** Locks every invoice that confirming these proposals may change. */
async function lockConcerned(tx: Tx, companyId: string, wanted: readonly MatchProposal[]): Promise<void> {
  const known = wanted.flatMap(({ paymentId }) => paymentId ?? []);
  await lockInvoices(tx, companyId, [
    ...wanted.flatMap(({ invoiceIds }) => invoiceIds),
    ...(await paidInvoices(tx, companyId, known)),
    ...(await creditedInvoices(tx, companyId, wanted)),
    ...(await readBankHeld(
      tx,
      companyId,
      wanted.map(({ lineId }) => lineId),
    )),
    ...(await answerInvoices(tx, companyId, wanted)),
  ]);
}

function changed(): DomainError {
  return new DomainError(
    "MATCH_CHANGED",
    "Depuis que vous avez lu cette proposition, les faits ont changé. Relisez-la avant de confirmer.",
  );
}

/** A movement that still waits, locked. @throws DomainError NOT_FOUND, LINE_DECIDED */
export async function requirePending(tx: Tx, companyId: string, lineId: string): Promise<BankLineRow> {
  await lockBankLines(tx, companyId, [lineId]);
  const line = await readBankLine(tx, companyId, lineId);
  if (!line) throw notFound();
  if (line.match !== null) {
    throw new DomainError("LINE_DECIDED", "Cette opération a déjà été traitée. Rechargez la page.");
  }
  if (line.amountCents <= 0n || line.currency !== "EUR" || line.isReturn) throw notFound();
  return line;
}

/** Invoices that payments were put on: while they are locked, nobody undoes these payments or links them elsewhere. */
export async function paidInvoices(
  tx: Tx,
  companyId: string,
  paymentIds: readonly string[],
): Promise<string[]> {
  const rows = await tx.allocation.findMany({
    where: { companyId, paymentId: { in: [...paymentIds] } },
    select: { invoiceId: true },
  });
  return rows.map(({ invoiceId }) => invoiceId);
}

/** What is left of a transfer is a credit, which concerns every open invoice of its client. */
async function creditedInvoices(
  tx: Tx,
  companyId: string,
  proposals: readonly MatchProposal[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const { clientId, surplusCents } of proposals) {
    if (surplusCents > 0n) ids.push(...(await readOpenInvoiceIds(tx, companyId, clientId)));
  }
  return ids;
}

async function answerInvoices(
  tx: Tx,
  companyId: string,
  proposals: readonly MatchProposal[],
): Promise<string[]> {
  const answerIds = proposals.flatMap(({ answerId }) => answerId ?? []);
  const rows = await tx.answerInvoice.findMany({
    where: { companyId, answerId: { in: answerIds } },
    select: { invoiceId: true },
  });
  return rows.map(({ invoiceId }) => invoiceId);
}

async function settle(
  tx: Tx,
  ctx: CompanyCtx,
  proposal: MatchProposal,
  lines: readonly BankLineRow[],
  rates: LegalRates,
): Promise<void> {
  const line = lines.find(({ id }) => id === proposal.lineId);
  if (!line) throw notFound();
  const reason = proposal.reasons.map(matchReasonSentence).join(", ");
  const paymentId = proposal.paymentId ?? (await pay(tx, ctx, line, proposal, rates));
  await noteMatch(tx, ctx, line, {
    kind: proposal.kind === "KNOWN" ? "KNOWN" : "RECORDED",
    paymentId,
    reason,
  });
}

/** Records the payment; « j’ai payé » that it confirms is answered, and the client thanked. */
async function pay(
  tx: Tx,
  ctx: CompanyCtx,
  line: BankLineRow,
  proposal: MatchProposal,
  rates: LegalRates,
): Promise<string> {
  const { invoiceIds, clientId, answerId } = proposal;
  const input = paymentOf(line);
  const answer = answerId ? await lockAnswer(tx, ctx.companyId, answerId) : null;
  if (answer) await closeAnswer(tx, ctx, answer.id, "ACCEPTED");
  const paymentId =
    proposal.surplusCents > 0n
      ? await payWithSurplus(tx, ctx, input, proposal, rates)
      : await recordPaymentIn(tx, ctx, invoiceIds, input, answerId, rates);
  if (answer) {
    const now = ctx.clock.now();
    // The money may be on some of its invoices only, and nothing suspends the others any more.
    await decideAgain(tx, ctx.companyId, answer.invoiceIds, now);
    await queueNote(tx, ctx.companyId, {
      kind: "PAYMENT_THANKS",
      clientId,
      invoiceIds,
      amountCents: input.amountCents,
      onDate: input.receivedOn,
      source: paymentId,
      now,
    });
    await journalAnswer(tx, ctx, answer.id, "answer.accepted");
  }
  return paymentId;
}

async function payWithSurplus(
  tx: Tx,
  ctx: CompanyCtx,
  input: PaymentInput,
  proposal: MatchProposal,
  rates: LegalRates,
): Promise<string> {
  const { clientId, answerId } = proposal;
  const { invoices } = await lockOwed(tx, ctx, proposal.invoiceIds, input, rates);
  const payment = { ...input, clientId, answerId };
  const { paymentId, surplusCents } = await putPaymentWithSurplus(tx, ctx, payment, invoices);
  // What was read is what is recorded, to the cent.
  if (surplusCents !== proposal.surplusCents) throw changed();
  return paymentId;
}

const REFERENCE_LENGTH = 120;

/** The payment a movement is: on its booking day, with the bank's label. */
export function paymentOf({ bookedOn, amountCents, label, counterpartyName }: BankLineRow): PaymentInput {
  const reference = (label || counterpartyName)
    .slice(0, REFERENCE_LENGTH)
    .replace(/[\ud800-\udbff]$/, "")
    .trim();
  return { receivedOn: bookedOn, amountCents, method: "TRANSFER", reference };
}

/** Links the movement to its payment, or to the credit that all of it became, and tells the journal. */
export async function noteMatch(
  tx: Tx,
  ctx: CompanyCtx,
  line: BankLineRow,
  match: { kind: "RECORDED" | "KNOWN"; paymentId: string | null; creditId?: string; reason: string },
): Promise<void> {
  const { companyId } = ctx;
  const by = { createdById: actorUserId(ctx.actor), createdAt: new Date(ctx.clock.now()) };
  await insertBankMatch(tx, companyId, { lineId: line.id, ...match, ...by });
  const data = { kind: match.kind, amountCents: line.amountCents.toString() };
  const { paymentId, creditId = "" } = match;
  const money = paymentId
    ? { entity: "payment", entityId: paymentId }
    : { entity: "credit", entityId: creditId };
  await journalBy(tx, ctx, { action: "bank.matched", ...money, data });
}

/** A person has looked: what these movements held back goes on, unless it is paid. */
export async function releaseLines(tx: Tx, ctx: CompanyCtx, lineIds: readonly string[]): Promise<void> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  const held = await readBankHeld(tx, companyId, lineIds);
  if (held.length === 0) return;
  await lockInvoices(tx, companyId, held);
  await endBankHolds(tx, companyId, lineIds, { at: new Date(now), reason: "Opération bancaire examinée." });
  await decideAgain(tx, companyId, held, now);
}
