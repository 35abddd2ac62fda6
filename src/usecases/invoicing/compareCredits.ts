/**
 * Tells what an import makes of the credit notes and the corrected invoices of a file, both of which speak of another
 * invoice: what the preview promises and what the import then does are decided here, once.
 */
import { readCompanyFacts } from "@/db/dunning/facts";
import type { Tx } from "@/db/inCompany";
import { readSettledBefore } from "@/db/invoicing/importedCredits";
import { readInvoicesByNumber } from "@/db/invoicing/importRows";
import { readReplacing } from "@/db/invoicing/replacements";
import { readNameKeys } from "@/db/parties/clientRows";
import { readFreeCreditNotes } from "@/db/settlement/clientCredits";
import { toLocalDate } from "@/db/values";
import type { LocalDate } from "@/domain/calendar";
import { timeZoneOf } from "@/domain/calendarZone";
import { formatDateNumeric } from "@/domain/dateText";
import {
  creditRefusal,
  freeCreditMatch,
  perhapsRecorded,
  type ReferredInvoice,
  replacementRefusal,
} from "@/domain/invoicing/referredInvoice";
import { formatEuros } from "@/domain/money";
import { typeset } from "@/domain/typography";
import { localDateAt } from "@/domain/zonedTime";
import { NO_ORIGINAL } from "@/formats/creditLine";
import type { ImportedCredit, InvoiceCsvLine, LineErrorCode } from "@/formats/invoiceCsvLine";
import type { FileInvoice } from "./compareLines";
import { signsOf } from "./importClients";

/** A line of the file that is a credit note, and the invoice that it lowers; null when it is not here yet. */
export interface FileCredit {
  line: number;
  credit: ImportedCredit;
  invoiceId: string | null;
}

export interface ComparedCredits {
  /** All the lines: those that are refused now say why, and are neither invoice nor credit note any more. */
  lines: InvoiceCsvLine[];
  /** Not here: an import records them. */
  absent: FileCredit[];
  /** Lines of credit notes that are here, alike: an import leaves them as they are. */
  same: number[];
}

type Refer = ReferredInvoice & { id: string | null; creditedCents: bigint; replacedBy: string | null };

/** Invoices by number, to be lowered as credit notes are put on them. */
async function readReferred(
  tx: Tx,
  companyId: string,
  numbers: readonly string[],
): Promise<Map<string, Refer>> {
  if (numbers.length === 0) return new Map();
  const known = await readInvoicesByNumber(tx, companyId, [...new Set(numbers)]);
  const here = [...known.values()].filter(({ isUndone }) => !isUndone);
  const credited = await tx.creditNote.groupBy({
    by: ["invoiceId"],
    where: { companyId, invoiceId: { in: here.map(({ id }) => id) }, cancelledAt: null },
    _sum: { amountCents: true },
  });
  const centsOf = new Map(credited.map(({ invoiceId, _sum }) => [invoiceId, _sum.amountCents ?? 0n]));
  const ids = here.map(({ id }) => id);
  const replacing = await readReplacing(tx, companyId, ids);
  const settled = await readSettledBefore(tx, companyId, ids);
  const { zone } = await readCompanyFacts(tx, companyId);
  return new Map(
    here.map((invoice) => {
      const [creditedCents, replacedBy] = [centsOf.get(invoice.id) ?? 0n, replacing.get(invoice.id) ?? null];
      const before = settled.get(invoice.id);
      const settledBefore = before
        ? { cents: before.cents, readOn: localDateAt(before.readAt.getTime(), timeZoneOf(zone)) }
        : null;
      return [invoice.number, { ...invoice, creditedCents, replacedBy, settledBefore }];
    }),
  );
}

/**
 * Refuses the corrected invoices of these lines whose place is not free: what they replace is still claimed, or nobody
 * knows it. The others stay invoices like any other.
 */
export async function refuseReplacements(
  tx: Tx,
  companyId: string,
  lines: readonly InvoiceCsvLine[],
): Promise<InvoiceCsvLine[]> {
  const numbers = lines.flatMap(({ record }) => record?.replaces ?? []);
  if (numbers.length === 0) return [...lines];
  const referred = await readReferred(tx, companyId, numbers);
  const own = await readInvoicesByNumber(
    tx,
    companyId,
    lines.flatMap(({ record }) => (record?.replaces ? [record.number] : [])),
  );
  return lines.map((line) => {
    const { record } = line;
    // What is here already is compared like any other invoice.
    if (!record?.replaces || own.get(record.number)?.isUndone === false) return line;
    const [number, other] = record.replaces;
    const replaced = number !== undefined && other === undefined ? referred.get(number) : undefined;
    const { number: newNumber, replaces } = record;
    const refusal = replacementRefusal({ number: newNumber, replaces }, replaced);
    if (refusal === null && replaced) replaced.replacedBy = newNumber;
    return refusal === null ? line : refusedLine(line, "CORRECTED", refusal, number);
  });
}

/**
 * Compares the credit notes of these lines with those of the company, and with the invoices they name.
 *
 * @param pending invoices of the same file that are not recorded yet
 * @param taken what credit notes of the same file that are not recorded yet take off each invoice, by its number; grows
 *   with these
 */
export async function compareCredits(
  tx: Tx,
  companyId: string,
  lines: readonly InvoiceCsvLine[],
  {
    pending,
    taken,
    today,
  }: { pending: readonly FileInvoice[]; taken: Map<string, bigint>; today: LocalDate },
): Promise<ComparedCredits> {
  const compared: ComparedCredits = { lines: [...lines], absent: [], same: [] };
  const read = lines.flatMap(({ credit }) => credit ?? []);
  if (read.length === 0) return compared;
  const names = [...read, ...pending.map(({ record }) => record)].map(({ client }) => client.name);
  const nameKeys = await readNameKeys(tx, names);
  const signed = (client: ImportedCredit["client"]) => ({
    ...signsOf(client, nameKeys.get(client.name) ?? ""),
    name: client.name,
  });
  const invoices = await readReferred(
    tx,
    companyId,
    read.flatMap(({ invoiceNumbers, mentioned = [] }) => [...invoiceNumbers, ...mentioned]),
  );
  for (const { record } of pending)
    invoices.set(record.number, pendingInvoice(record, signed(record.client), today));
  for (const invoice of invoices.values()) invoice.balanceCents -= taken.get(invoice.number) ?? 0n;
  const said = lines.map((line) =>
    line.credit ? { ...line, credit: withMentioned(line.credit, invoices) } : line,
  );
  const credits = said.flatMap(({ credit }) => credit ?? []);
  const known = await readKnownCredits(tx, companyId, credits);
  const amounts = credits.map(({ amountCents }) => amountCents);
  const recorded = await readFreeCreditNotes(tx, companyId, amounts);
  compared.lines = said.map((line) => {
    const { credit } = line;
    if (!credit) return line;
    const there = known.find(({ number }) => number.toUpperCase() === credit.number.toUpperCase());
    if (there) {
      const difference = differenceOf(credit, there);
      if (difference !== null) return refusedLine(line, "CREDIT_NOTE", difference, credit.number);
      compared.same.push(line.line);
      return line;
    }
    const own = { ...credit, client: signed(credit.client) };
    const match = freeCreditMatch(own, recorded);
    const doubt = typedAlike(credit, known) ?? (match === "PERHAPS" ? perhapsRecorded(own) : null);
    if (doubt !== null) return refusedLine(line, "CREDIT_NOTE", doubt, credit.number);
    if (match === "SAME") {
      compared.same.push(line.line);
      return line;
    }
    const [number = "", other] = credit.invoiceNumbers;
    const invoice = other === undefined ? invoices.get(number) : undefined;
    const refusal = isUnnamed(credit) ? typeset(NO_ORIGINAL) : creditRefusal(own, invoice, today);
    if (refusal !== null || !invoice) return refusedLine(line, "CREDIT_NOTE", refusal ?? "", credit.number);
    invoice.balanceCents -= credit.amountCents;
    taken.set(number, (taken.get(number) ?? 0n) + credit.amountCents);
    compared.absent.push({ line: line.line, credit, invoiceId: invoice.id });
    return line;
  });
  return compared;
}

/** A line of a table whose texts name an invoice that is known corrects that one. */
function withMentioned(credit: ImportedCredit, invoices: ReadonlyMap<string, Refer>): ImportedCredit {
  const { invoiceNumbers, mentioned = [] } = credit;
  if (invoiceNumbers.length > 0) return credit;
  return { ...credit, invoiceNumbers: mentioned.filter((number) => invoices.has(number)) };
}

function isUnnamed({ invoiceNumbers, mentioned }: ImportedCredit): boolean {
  return mentioned !== undefined && invoiceNumbers.length === 0;
}

function pendingInvoice(record: FileInvoice["record"], client: Refer["client"], today: LocalDate): Refer {
  const { number, issuedOn, totalCents, paidCents } = record;
  const balanceCents = totalCents - paidCents;
  return {
    id: null,
    number,
    status: "OPEN",
    issuedOn,
    totalCents,
    balanceCents,
    creditedCents: 0n,
    replacedBy: null,
    settledBefore: paidCents > 0n ? { cents: paidCents, readOn: today } : null,
    client,
  };
}

interface KnownCredit {
  number: string;
  issuedOn: LocalDate;
  amountCents: bigint;
  invoiceNumber: string;
  /** A person typed it. */
  isTyped: boolean;
}

/** The credit notes of these numbers, or on the invoices that these lower. */
async function readKnownCredits(
  tx: Tx,
  companyId: string,
  credits: readonly ImportedCredit[],
): Promise<KnownCredit[]> {
  const numbers = credits.map(({ number }) => number);
  const invoiceNumbers = credits.flatMap((credit) => credit.invoiceNumbers);
  const rows = await tx.creditNote.findMany({
    where: {
      companyId,
      cancelledAt: null,
      OR: [{ number: { in: numbers } }, { invoice: { number: { in: invoiceNumbers } } }],
    },
    select: {
      ...{ number: true, issuedOn: true, amountCents: true, importId: true },
      invoice: { select: { number: true } },
    },
  });
  return rows.map(({ number, issuedOn, amountCents, invoice, importId }) => ({
    ...{ number, issuedOn: toLocalDate(issuedOn), amountCents },
    ...{ invoiceNumber: invoice.number, isTyped: importId === null },
  }));
}

/** A credit note that a person typed on the same invoice, of the same day and amount, is perhaps the same one. */
function typedAlike(credit: ImportedCredit, known: readonly KnownCredit[]): string | null {
  const alike = known.find(
    ({ isTyped, invoiceNumber, issuedOn, amountCents }) =>
      isTyped &&
      credit.invoiceNumbers.includes(invoiceNumber) &&
      issuedOn === credit.issuedOn &&
      amountCents === credit.amountCents,
  );
  if (!alike) return null;
  return typeset(
    `L’avoir ${alike.number}, du même jour et du même montant, est déjà sur la facture ${alike.invoiceNumber}. Si c’est celui-ci, il n’y a rien à faire ; sinon, enregistrez-le à la main sur la page de cette facture.`,
  );
}

/** What the file says otherwise than the credit note that bears the same number; null when they agree. */
function differenceOf(credit: ImportedCredit, there: KnownCredit): string | null {
  const { invoiceNumbers, issuedOn, amountCents } = credit;
  const phrases: string[] = [];
  if (invoiceNumbers.length > 0 && !invoiceNumbers.includes(there.invoiceNumber))
    phrases.push(`facture : ${there.invoiceNumber} ici, ${invoiceNumbers.join(", ")} dans le fichier`);
  if (issuedOn !== there.issuedOn)
    phrases.push(
      `date : ${formatDateNumeric(there.issuedOn)} ici, ${formatDateNumeric(issuedOn)} dans le fichier`,
    );
  if (amountCents !== there.amountCents)
    phrases.push(
      `montant : ${formatEuros(there.amountCents)} ici, ${formatEuros(amountCents)} dans le fichier`,
    );
  if (phrases.length === 0) return null;
  return typeset(
    `L’avoir ${credit.number} existe déjà, autrement (${phrases.join(" ; ")}). S’il est faux, annulez-le sur la page de la facture ${there.invoiceNumber}, puis déposez ce fichier de nouveau.`,
  );
}

function refusedLine(
  line: InvoiceCsvLine,
  code: LineErrorCode,
  message: string,
  raw: string | undefined,
): InvoiceCsvLine {
  // The one cell of an electronic invoice is the name of its file.
  const column = line.cells.length === 1 ? line.cells[0] : undefined;
  const issue = { line: line.line, column, field: undefined, code, message, raw };
  return { ...line, record: undefined, credit: undefined, errors: [...line.errors, issue] };
}
