/** One invoice, as its page shows it: what is at stake, what comes next and why, the record. */

import { readCompanyFacts } from "@/db/dunning/facts";
import { readScenarioOf } from "@/db/dunning/scenarios";
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { loadAccounts } from "@/db/invoicing/claims";
import { type InvoiceFile, readInvoiceFile } from "@/db/invoicing/invoiceFile";
import { toLocalDate, toLocalDateOrNull } from "@/db/values";
import { daysBetween, type LocalDate } from "@/domain/calendar";
import { timeZoneOf } from "@/domain/calendarZone";
import { holdName, type Reason, type ReasonMark, reasonMark, reasonSentence } from "@/domain/dunning/reason";
import { type Channel, offsetLabel, type ScenarioStep, stepName } from "@/domain/dunning/scenario";
import type { TimelineEntry } from "@/domain/dunning/timeline";
import { dueDateWarning } from "@/domain/invoicing/dueDateWarning";
import type { InvoiceStatement } from "@/domain/legal/invoiceClaim";
import { statementOfInvoice } from "@/domain/legal/invoiceStatement";
import { type LegalRates, RateNotPublishedError } from "@/domain/legal/rateTables";
import type { ContestedShare } from "@/domain/settlement/allocation";
import { localDateAt } from "@/domain/zonedTime";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";
import { type DueAccessories, readDueAccessories, withAccessories } from "../settlement/accessoriesDue";
import { documentsOf, type InvoiceDocument } from "./invoiceDocuments";
import { type HoldView, readHoldViews } from "./invoiceHolds";
import {
  type PendingGesture,
  pendingOf,
  readInvoiceRecord,
  type WaitingStep,
  waitingStepOf,
} from "./invoiceRecord";
import { invoiceTimeline } from "./invoiceTimeline";

export interface NextStepView {
  kind: "RUN" | "WAIT" | "STOP" | "NONE";
  /** `Courriel ferme, J+15`, or what is awaited. */
  title: string;
  on: LocalDate | null;
  channel: Channel | null;
  reasons: { mark: ReasonMark; sentence: string; code: Reason["code"] }[];
}

export interface InvoiceView {
  id: string;
  /** Grows with every fact: tells whether the page was drawn before or after one. */
  version: number;
  number: string;
  subject: string;
  orderReference: string | null;
  status: InvoiceFile["status"];
  closeReason: string | null;
  issuedOn: LocalDate;
  dueOn: LocalDate;
  performedOn: LocalDate | null;
  requestReceivedOn: LocalDate | null;
  totalCents: bigint;
  vatCents: bigint | null;
  balanceCents: bigint;
  mentionsPresent: boolean | null;
  dunningOptOut: boolean;
  importedFrom: { line: number } | null;
  changedAt: Date;
  today: LocalDate;
  daysLate: number;
  client: {
    id: string;
    name: string;
    kind: InvoiceFile["client"]["kind"];
    siren: string | null;
    contacts: {
      role: string;
      name: string;
      email: string | null;
      phone: string | null;
      isRefused: boolean;
    }[];
  };
  scenario: { id: string; name: string; version: number } | null;
  next: NextStepView;
  /** What waits for a person about this invoice. */
  pending: PendingGesture | null;
  /** The due date lies beyond the longest legal term: the sentence to show. */
  dueDateWarning: string | null;
  /** Null when a rate is not published: `statementProblem` says which. */
  statement: InvoiceStatement | null;
  statementProblem: string | null;
  /** Settled: what is still due of the interest and flat fee that were asked for; null when nothing is. */
  accessories: DueAccessories | null;
  /** What the debtor contests of it, and what the rest bears; null when nothing is. */
  contested: ContestedShare | null;
  payments: {
    id: string;
    receivedOn: LocalDate;
    amountCents: bigint;
    /** Of this amount, what paid interest and flat fee. */
    accessoryCents: bigint;
    method: InvoiceFile["allocations"][number]["payment"]["method"];
    reference: string;
    isReversed: boolean;
  }[];
  creditNotes: {
    id: string;
    number: string;
    issuedOn: LocalDate;
    amountCents: bigint;
    effect: "RETROACTIVE" | "PROSPECTIVE";
    /** It gave a dispute right. */
    answersDispute: boolean;
    isCancelled: boolean;
  }[];
  holds: HoldView[];
  documents: InvoiceDocument[];
  timeline: TimelineEntry[];
}

/** @throws DomainError NOT_FOUND when the invoice is not of this company */
export async function readInvoice(
  ctx: CompanyCtx,
  invoiceId: string,
  rates: LegalRates,
): Promise<InvoiceView> {
  if (!isId(invoiceId)) throw notFound();
  return inCompany(ctx.companyId, async (tx) => {
    const file = await readInvoiceFile(tx, ctx.companyId, invoiceId);
    if (!file) throw notFound();
    const { zone } = await readCompanyFacts(tx, ctx.companyId);
    const timeZone = timeZoneOf(zone);
    const today = localDateAt(ctx.clock.now(), timeZone);
    const { statement, problem } = await statementOf(tx, ctx.companyId, invoiceId, today, rates);
    const accessories =
      file.status === "PAID"
        ? (await readDueAccessories(tx, ctx.companyId, [invoiceId], today, rates)).get(invoiceId)
        : undefined;
    const owed = await withAccessories(tx, ctx.companyId, [file], today, rates);
    const scenario = await readScenarioOf(tx, ctx.companyId, invoiceId, today);
    const record = await readInvoiceRecord(tx, ctx.companyId, file);
    return {
      ...identity(file),
      holds: await readHoldViews(tx, file, timeZone),
      today,
      daysLate: file.status === "OPEN" ? Math.max(0, daysBetween(toLocalDate(file.dueOn), today)) : 0,
      scenario: scenario && { id: scenario.scenarioId, name: scenario.name, version: scenario.number },
      next: nextView(file, scenario?.steps ?? [], waitingStepOf(record)),
      statement,
      statementProblem: problem,
      accessories: accessories ?? null,
      contested: (file.status === "OPEN" && owed[0]?.contested) || null,
      pending: file.status === "OPEN" ? pendingOf(record, file.holds) : null,
      timeline: invoiceTimeline(record, file, timeZone),
    };
  });
}

function identity(file: InvoiceFile) {
  const reversed = new Set(
    file.allocations.flatMap(({ payment }) => (payment.reversesId ? [payment.reversesId] : [])),
  );
  return {
    id: file.id,
    version: file.version,
    number: file.number,
    subject: file.subject,
    orderReference: file.orderReference,
    status: file.status,
    closeReason: file.closeReason,
    issuedOn: toLocalDate(file.issuedOn),
    dueOn: toLocalDate(file.dueOn),
    performedOn: toLocalDateOrNull(file.performedOn),
    requestReceivedOn: toLocalDateOrNull(file.requestReceivedOn),
    totalCents: file.totalCents,
    vatCents: file.vatCents,
    balanceCents: file.balanceCents,
    mentionsPresent: file.mentionsPresent,
    dueDateWarning:
      dueDateWarning({
        clientKind: file.client.kind,
        issuedOn: toLocalDate(file.issuedOn),
        dueOn: toLocalDate(file.dueOn),
        performedOn: toLocalDateOrNull(file.performedOn),
        requestReceivedOn: toLocalDateOrNull(file.requestReceivedOn),
      }) ?? null,
    dunningOptOut: file.dunningOptOut,
    changedAt: file.changedAt,
    importedFrom: file.importLine === null ? null : { line: file.importLine },
    client: {
      id: file.client.id,
      name: file.client.name,
      kind: file.client.kind,
      siren: file.client.siren,
      contacts: file.client.contacts.map((contact) => ({
        role: contact.role,
        name: contact.name,
        email: contact.email,
        phone: contact.phone,
        isRefused: contact.emailState === "REFUSED",
      })),
    },
    payments: file.allocations
      .filter(({ payment }) => payment.reversesId === null)
      .map(({ payment, amountCents, accessoryCents }) => ({
        id: payment.id,
        receivedOn: toLocalDate(payment.receivedOn),
        amountCents: amountCents + accessoryCents,
        accessoryCents,
        method: payment.method,
        reference: payment.reference,
        isReversed: reversed.has(payment.id),
      })),
    creditNotes: file.creditNotes.map((credit) => ({
      id: credit.id,
      number: credit.number,
      issuedOn: toLocalDate(credit.issuedOn),
      amountCents: credit.amountCents,
      effect: credit.effect,
      answersDispute: credit.answerId !== null,
      isCancelled: credit.cancelledAt !== null,
    })),
    documents: documentsOf(file),
  };
}

async function statementOf(
  tx: Tx,
  companyId: string,
  invoiceId: string,
  today: LocalDate,
  rates: LegalRates,
): Promise<{ statement: InvoiceStatement | null; problem: string | null }> {
  const account = (await loadAccounts(tx, companyId, [invoiceId])).get(invoiceId);
  if (!account) return { statement: null, problem: null };
  try {
    return { statement: statementOfInvoice(account.claim, today, rates), problem: null };
  } catch (error) {
    if (error instanceof RateNotPublishedError) return { statement: null, problem: error.message };
    throw error;
  }
}

type Step = Pick<ScenarioStep, "id" | "offsetDays" | "channel" | "tone">;

function nextView(file: InvoiceFile, steps: readonly Step[], waiting: WaitingStep | null): NextStepView {
  const { plan } = file;
  if (!plan) return { kind: "NONE", title: "Plus rien à faire", on: null, channel: null, reasons: [] };
  const reasons = (plan.reasons ?? []) as unknown as Reason[];
  if (waiting && reasons.some((reason) => reason.code === "IN_FLIGHT")) {
    const why = waiting.reasons.filter((reason) => reason.code !== "NEEDS_APPROVAL");
    return {
      kind: plan.kind,
      title: stepTitle(waiting, waiting.channel),
      on: null,
      channel: waiting.channel,
      reasons: [...why, ...reasons].map(reasonView),
    };
  }
  const step = steps.find((candidate) => candidate.id === plan.stepId);
  const channel = plan.channel ?? step?.channel ?? null;
  return {
    kind: plan.kind,
    title: step && channel ? stepTitle(step, channel) : titleWithoutStep(plan.kind, reasons),
    on: toLocalDateOrNull(plan.onDate),
    channel,
    reasons: reasons.map(reasonView),
  };
}

function stepTitle(step: Pick<Step, "offsetDays" | "tone">, channel: Channel): string {
  return `${stepName({ tone: step.tone, channel })}, ${offsetLabel(step.offsetDays)}`;
}

function reasonView(reason: Reason): NextStepView["reasons"][number] {
  return { mark: reasonMark(reason), sentence: reasonSentence(reason), code: reason.code };
}

function titleWithoutStep(kind: string, reasons: readonly Reason[]): string {
  const [first] = reasons;
  if (first?.code === "HELD") return first.kind === "DIRECT_DEBIT" ? holdName(first) : "Suspendue";
  if (first?.code === "IN_FLIGHT") {
    return {
      AWAITING_APPROVAL: "En attente de votre accord",
      LEAVING: "En partance",
      UNCERTAIN: "Envoi incertain",
      TO_POST: "Lettre à poster",
    }[first.state];
  }
  return kind === "STOP" ? "Aucune relance prévue" : "En attente";
}
