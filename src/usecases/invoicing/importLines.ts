/**
 * Turns a batch of lines into clients, invoices and payments, inside the caller's transaction:
 * a handful of statements whatever the number of lines.
 */
import { readCompanyFacts } from "@/db/dunning/facts";
import type { Tx } from "@/db/inCompany";
import { insertImportedHolds } from "@/db/invoicing/importHolds";
import type { NewIssue } from "@/db/invoicing/importIssues";
import { insertOriginal, type Original } from "@/db/invoicing/importOriginals";
import type { RefusedLine } from "@/db/invoicing/importRefusedLines";
import {
  insertInvoices,
  insertPayments,
  type KnownInvoice,
  type NewInvoice,
  reviveInvoices,
} from "@/db/invoicing/importRows";
import { insertDebits } from "@/db/settlement/directDebits";
import { newId } from "@/db/values";
import type { Instant } from "@/domain/calendar";
import { timeZoneOf } from "@/domain/calendarZone";
import { statusFor } from "@/domain/invoicing/balance";
import { importedHoldReason } from "@/domain/invoicing/importedHold";
import { IMPORTED_PAYMENT_REFERENCE, importedPaymentOn } from "@/domain/invoicing/importedPayment";
import type { DebtorKind } from "@/domain/legal/debtorKind";
import { sumCents } from "@/domain/money";
import { localDateAt } from "@/domain/zonedTime";
import type { ImportedInvoice, InvoiceCsvLine } from "@/formats/invoiceCsvLine";
import { planInvoices } from "../dunning/planInvoices";
import type { Deed } from "../journalBy";
import { holdSurelyPaid } from "../settlement/bankHolds";
import { takeUpClients } from "./archivedClients";
import { refuseReplacements } from "./compareCredits";
import { compareLines, type FileInvoice, invoicesAmong } from "./compareLines";
import { assignClients } from "./importClients";
import { importCredits } from "./importCredits";
import { joinOriginals } from "./joinOriginals";
import { sayKnownDoubts } from "./knownDoubts";

/** Longest subject of an invoice: reminders print it on one line. */
const MAX_SUBJECT = 120;

export interface ImportJob {
  companyId: string;
  importId: string;
  createdById: string;
  /** For clients whose kind the file does not say; null when it always does. */
  defaultKind: DebtorKind | null;
  /** Each line is a file, named by its one cell. */
  isBundle?: true | undefined;
  /** The PDF of each line that came as one. */
  originals?: ReadonlyMap<number, Original>;
}

export interface BatchResult {
  created: number;
  /** What the created invoices amount to, payments not deducted. */
  createdCents: bigint;
  /** Credit notes recorded. */
  credited: number;
  unchanged: number;
  /** Lines refused, as the file has them. */
  refused: RefusedLine[];
  issues: NewIssue[];
  /** What was done to clients and invoices that were here before: the caller tells the journal last. */
  deeds: Deed[];
}

/** Imports the lines of a batch, invoices before credit notes. Lines that are refused, or already there, never stop the others. */
export async function importLines(
  tx: Tx,
  job: ImportJob,
  fileLines: readonly InvoiceCsvLine[],
  now: Instant,
): Promise<BatchResult> {
  const replaced = await refuseReplacements(tx, job.companyId, fileLines);
  const { absent, same, different, known } = await compareLines(tx, job.companyId, invoicesAmong(replaced));
  const { created, beaten } = await createInvoices(tx, job, absent, known, now);
  // Someone typed the same number in between: it is compared like the others.
  const late = await compareLines(tx, job.companyId, beaten);
  const takenUp = await takeUpClients(tx, job.companyId, created);
  const credits = await importCredits(tx, job, replaced, now);
  const { lines } = credits;
  const joined = await joinOriginals(tx, job, { same, known }, now);
  const names = new Map(job.isBundle && lines.map(({ line, cells }) => [line, cells[0]]));
  const named = (issue: NewIssue) => ({ ...issue, column: issue.column ?? names.get(issue.line) });
  const refusals = [...different, ...late.different].map(named);
  const differing = new Set(refusals.map(({ line }) => line));
  return {
    created: created.length,
    createdCents: sumCents(created.map((invoice) => invoice.totalCents)),
    credited: credits.recorded,
    unchanged: same.length + beaten.length - late.different.length + credits.unchanged,
    refused: lines.filter(({ line, errors }) => errors.length > 0 || differing.has(line)),
    issues: [
      ...sayKnownDoubts(lines, known).lines.flatMap(issuesOf),
      ...takenUp.issues.map(named),
      ...joined,
      ...refusals,
    ].sort((a, b) => a.line - b.line),
    deeds: [...takenUp.deeds, ...credits.deeds],
  };
}

/** What the reader says of a line. Computed due dates are announced before the import, not line by line. */
function issuesOf({ errors, notices }: InvoiceCsvLine): NewIssue[] {
  return [
    ...errors.map((issue): NewIssue => ({ ...issue, kind: "ERROR" })),
    ...notices
      .filter((issue) => issue.code !== "DUE_DATE_COMPUTED")
      .map((issue): NewIssue => ({ ...issue, kind: "NOTICE" })),
  ];
}

interface Creation {
  created: NewInvoice[];
  /** Lines whose number someone took in between. */
  beaten: FileInvoice[];
}

async function createInvoices(
  tx: Tx,
  job: ImportJob,
  absent: readonly FileInvoice[],
  known: ReadonlyMap<string, KnownInvoice>,
  now: Instant,
): Promise<Creation> {
  if (absent.length === 0) return { created: [], beaten: [] };
  const { companyId, importId } = job;
  const clientIds = await assignClients(
    tx,
    job,
    absent.map(({ record }) => record.client),
    now,
  );
  const wanted = absent.map(({ line, record }, index) =>
    newInvoice(line, record, known.get(record.number)?.id ?? newId(), clientIds[index] ?? ""),
  );
  const undone = new Set([...known.values()].map(({ id }) => id));
  const inserted = await insertInvoices(
    tx,
    companyId,
    importId,
    wanted.filter(({ id }) => !undone.has(id)),
    now,
  );
  const revived = await reviveInvoices(
    tx,
    companyId,
    importId,
    wanted.filter(({ id }) => undone.has(id)),
  );
  const isOurs = ({ id }: NewInvoice) => inserted.has(id) || revived.has(id);
  const created = wanted.filter(isOurs);
  await keepOriginals(tx, job, created, now);
  await recordPaid(tx, job, created, now);
  await holdDebited(tx, job, absent, created, now);
  await holdUnmatched(tx, job, absent, created, now);
  const open = created.filter(({ status }) => status === "OPEN").map(({ id }) => id);
  await holdSurelyPaid(tx, companyId, { now, rates: null, among: open });
  await planInvoices(tx, companyId, open, now);
  const ownLines = new Set(created.map(({ line }) => line));
  return { created, beaten: absent.filter(({ line }) => !ownLines.has(line)) };
}

/** The PDF that an invoice came in goes with its reminders. */
async function keepOriginals(
  tx: Tx,
  { companyId, importId, originals }: ImportJob,
  created: readonly NewInvoice[],
  now: Instant,
): Promise<void> {
  for (const { id, line, number } of created) {
    const original = originals?.get(line);
    if (!original) continue;
    const of = { invoiceId: id, creditNoteId: null, number };
    await insertOriginal(tx, companyId, importId, { ...original, ...of }, now);
  }
}

function newInvoice(line: number, record: ImportedInvoice, id: string, clientId: string): NewInvoice {
  const balanceCents = record.totalCents - record.paidCents;
  const subject = record.subject ?? "";
  return {
    id,
    clientId,
    line,
    number: record.number,
    subject: subject.length > MAX_SUBJECT ? `${subject.slice(0, MAX_SUBJECT - 1)}…` : subject,
    orderReference: record.orderReference ?? null,
    issuedOn: record.issuedOn,
    dueOn: record.dueOn,
    performedOn: record.performedOn ?? null,
    totalCents: record.totalCents,
    vatCents: record.vatCents ?? null,
    balanceCents,
    status: statusFor("OPEN", balanceCents) === "PAID" ? "PAID" : "OPEN",
    mentionsPresent: record.mentionsPresent ?? null,
    replacesNumber: record.replaces?.[0] ?? null,
  };
}

/** Of the invoices just created, those still open whose line says so. */
function openAmong(
  lines: readonly FileInvoice[],
  created: readonly NewInvoice[],
  saysSo: (record: ImportedInvoice) => boolean,
): NewInvoice[] {
  const told = new Set(lines.filter(({ record }) => saysSo(record)).map(({ line }) => line));
  return created.filter(({ line, status }) => status === "OPEN" && told.has(line));
}

/** Who suspends what an import brings, and when. */
async function importedBy(tx: Tx, { companyId, createdById }: ImportJob, now: Instant) {
  const { zone } = await readCompanyFacts(tx, companyId);
  return { userId: createdById, today: localDateAt(now, timeZoneOf(zone)), now: new Date(now) };
}

/** What the file says is paid by direct debit waits for the bank, on its due date. */
async function holdDebited(
  tx: Tx,
  job: ImportJob,
  lines: readonly FileInvoice[],
  created: readonly NewInvoice[],
  now: Instant,
): Promise<void> {
  const waiting = openAmong(lines, created, ({ isDebited }) => isDebited === true);
  if (waiting.length === 0) return;
  const debits = waiting.map(({ id }) => ({ invoiceId: id, reference: "", debitOn: null }));
  await insertDebits(tx, job.companyId, debits, await importedBy(tx, job, now));
}

/** What a payment that the file matches with nothing may settle waits until a person has looked. */
async function holdUnmatched(
  tx: Tx,
  job: ImportJob,
  lines: readonly FileInvoice[],
  created: readonly NewInvoice[],
  now: Instant,
): Promise<void> {
  const waiting = openAmong(lines, created, ({ doubt }) => doubt !== undefined);
  if (waiting.length === 0) return;
  const doubts = new Map(lines.map(({ line, record }) => [line, record.doubt ?? ""]));
  const by = await importedBy(tx, job, now);
  const held = waiting.map(({ id, line }) => ({
    invoiceId: id,
    reason: importedHoldReason(doubts.get(line) ?? "", by.today),
  }));
  await insertImportedHolds(tx, job.companyId, held, by);
}

/** What the file says was already received becomes a payment, so that every balance has its reasons. */
async function recordPaid(
  tx: Tx,
  { companyId, createdById }: ImportJob,
  created: readonly NewInvoice[],
  now: Instant,
): Promise<void> {
  const paid = created.filter((invoice) => invoice.balanceCents < invoice.totalCents);
  if (paid.length === 0) return;
  const { zone } = await readCompanyFacts(tx, companyId);
  const today = localDateAt(now, timeZoneOf(zone));
  const payments = paid.map((invoice) => ({
    id: newId(),
    invoiceId: invoice.id,
    clientId: invoice.clientId,
    receivedOn: importedPaymentOn(invoice.issuedOn, today),
    amountCents: invoice.totalCents - invoice.balanceCents,
  }));
  await insertPayments(tx, companyId, payments, {
    reference: IMPORTED_PAYMENT_REFERENCE,
    createdById,
    now,
  });
}
