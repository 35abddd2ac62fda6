/** What a file would give under some options, as its page shows it. */
import { inCompany } from "@/db/inCompany";
import { readOpenNumbers } from "@/db/invoicing/importRows";
import type { LocalDate } from "@/domain/calendar";
import { canonicalJson } from "@/domain/canonicalJson";
import { DomainError } from "@/domain/invariant";
import { previewBundle } from "@/formats/einvoice/previewBundle";
import { FIRST_ERRORS, type InvoiceCsvPreview, previewInvoiceCsv } from "@/formats/invoiceCsv";
import type { InvoiceCsvLine } from "@/formats/invoiceCsvLine";
import { openTable } from "@/formats/openTable";
import type { CompanyCtx } from "../ports";
import { sayTakenUp } from "./archivedClients";
import { compareCredits, refuseReplacements } from "./compareCredits";
import { type ComparedLines, compareLines, type FileInvoice, invoicesAmong } from "./compareLines";
import type { ImportOptions } from "./importOptions";
import { originalsOf, readSeller } from "./importSource";
import { findJoinable } from "./joinOriginals";
import { sayKnownDoubts } from "./knownDoubts";
import { companyToday } from "./saveInvoice";

/** What the company already has of the file, counted over all its lines. */
export interface KnownLines {
  /** Invoices that the import would create. */
  newCount: number;
  /** Already here, and alike: nothing would change. */
  sameCount: number;
  /** Already here, otherwise: the lines would be refused. */
  otherwiseCount: number;
  /** Credit notes that the import would record, and those already here; missing when there is none. */
  credits?: { newCount: number; sameCount: number };
  /** PDFs to join to invoices that are here without one; missing when there is none. */
  joinCount?: number;
  /** What differs, for the first of those. */
  firstOtherwise: { line: number; message: string; raw: string | undefined }[];
  /** Open here, though the accounts dropped settle them: how many, and the first numbers. */
  settled?: { count: number; numbers: string[] };
  /** Open here and reminded, though the accounts dropped may settle them: the first ones. */
  doubtfulIds?: string[];
  /** Among the lines of the sample, those already here. */
  sample: { same: number[]; otherwise: number[] };
  /** Where the journal of the company stood before the comparison: while it stands there, nothing has changed. */
  journalSeq: bigint;
  /** Day of the comparison: what is dated later is refused. Missing from what an earlier version kept. */
  comparedOn?: LocalDate;
}

export type ImportPreview =
  | {
      kind: "READ";
      csv: InvoiceCsvPreview;
      /** Missing from what an earlier version of the program kept. */
      known?: KnownLines;
    }
  /** No row of titles: the first rows are shown, for a person to say which one it is. */
  | { kind: "UNREAD"; message: string; firstRows: { line: number; cells: string[] }[] };

/** The company whose invoices a file is compared with, and the day. */
type Comparing = Pick<CompanyCtx, "companyId" | "clock">;

/** Rows and characters kept of what is shown as it is. */
const SHOWN_ROWS = 5;
const FIRST_ROWS = 12;
const SHOWN_COLUMNS = 40;
const SHOWN_CHARACTERS = 60;
/** Numbers named of what a FEC settles, and those looked for at once. */
const SHOWN_NUMBERS = 10;
const NUMBERS_AT_ONCE = 1_000;
/** Invoices that a person may suspend together from here: an address names them all. */
const DOUBTFUL_AT_ONCE = 100;

function shownCells(cells: readonly string[]): string[] {
  return cells.map((cell) => cell.trim().slice(0, SHOWN_CHARACTERS));
}

/**
 * Reads the file once to learn it and once to count, and compares each line with the invoices of
 * the company on the way: some seconds for 50 000 lines, during which others are served.
 *
 * @throws DomainError `FILE_…`, `NO_LINES` or `MAPPING`, in French, when there is nothing to show
 */
export async function previewImport(
  ctx: Comparing,
  bytes: Uint8Array,
  options: ImportOptions,
): Promise<ImportPreview> {
  const { companyId } = ctx;
  const { journalSeq, today } = await readStanding(ctx);
  const known: KnownLines = {
    newCount: 0,
    sameCount: 0,
    otherwiseCount: 0,
    firstOtherwise: [],
    sample: { same: [], otherwise: [] },
    journalSeq,
    comparedOn: today,
  };
  const doubtfulIds: string[] = [];
  let top: ComparedLines | undefined;
  const takenUpClients = new Set<string>();
  // Credit notes come last: they may lower an invoice that came long before.
  const pending = new Map<string, FileInvoice>();
  const taken = new Map<string, bigint>();
  const pdfs = originalsOf(bytes, options);
  try {
    const csv = await previewOf(companyId, bytes, options, async (lines) => {
      const { compared, credits, told } = await inCompany(companyId, async (tx) => {
        const free = await refuseReplacements(tx, companyId, lines);
        const compared = await compareLines(tx, companyId, invoicesAmong(free));
        for (const invoice of compared.absent) pending.set(invoice.record.number, invoice);
        const named = free.flatMap(({ credit }) => [
          ...(credit?.invoiceNumbers ?? []),
          ...(credit?.mentioned ?? []),
        ]);
        const joinable = await findJoinable(tx, companyId, compared, (line) => pdfs.has(line));
        if (joinable.length > 0) known.joinCount = joinable.length;
        const lowered = [...new Set(named)].flatMap((number) => pending.get(number) ?? []);
        const credits = await compareCredits(tx, companyId, free, { pending: lowered, taken, today });
        const takenUp = {
          absent: compared.absent,
          said: takenUpClients,
          isBundle: options.isBundle === true,
        };
        return { compared, credits, told: await sayTakenUp(tx, companyId, credits.lines, takenUp) };
      });
      addCompared(known, compared);
      const { absent, same } = credits;
      if (absent.length + same.length > 0) {
        const { newCount = 0, sameCount = 0 } = known.credits ?? {};
        known.credits = { newCount: newCount + absent.length, sameCount: sameCount + same.length };
        known.sample.same.push(...same);
      }
      top ??= compared;
      const doubts = sayKnownDoubts(told, compared.known);
      doubtfulIds.push(...doubts.invoiceIds.slice(0, DOUBTFUL_AT_ONCE - doubtfulIds.length));
      return doubts.lines;
    });
    const shown = new Set(csv.sample.map(({ line }) => line));
    const shownOf = (lines: readonly { line: number }[] = []) =>
      lines.map(({ line }) => line).filter((line) => shown.has(line));
    known.sample = {
      same: [...shownOf(top?.same), ...known.sample.same],
      otherwise: shownOf(top?.different),
    };
    const rawSample = csv.rawSample.slice(0, SHOWN_ROWS).map(shownCells);
    const sample = csv.sample.map((line) => ({ ...line, cells: shownCells(line.cells) }));
    const settled = await openThoughSettled(companyId, csv);
    if (settled.count > 0) known.settled = settled;
    if (doubtfulIds.length > 0) known.doubtfulIds = doubtfulIds;
    return { kind: "READ", csv: { ...withoutNumbers(csv), rawSample, sample }, known };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "HEADER_NOT_FOUND") throw error;
    return { kind: "UNREAD", message: error.message, firstRows: await firstRows(bytes, options) };
  }
}

/** The invoices that a FEC settles and that are still reminded here: nobody should remind who has paid. */
async function openThoughSettled(
  companyId: string,
  { fec }: InvoiceCsvPreview,
): Promise<NonNullable<KnownLines["settled"]>> {
  const settled = { count: 0, numbers: [] as string[] };
  const numbers = (fec?.settledNumbers ?? []).filter((number) => number !== "");
  for (let from = 0; from < numbers.length; from += NUMBERS_AT_ONCE) {
    const some = numbers.slice(from, from + NUMBERS_AT_ONCE);
    const open = await inCompany(companyId, (tx) => readOpenNumbers(tx, companyId, some));
    settled.count += open.length;
    settled.numbers.push(...open.slice(0, SHOWN_NUMBERS - settled.numbers.length));
  }
  return settled;
}

function withoutNumbers({ fec, ...csv }: InvoiceCsvPreview): InvoiceCsvPreview {
  if (!fec) return csv;
  const { settledNumbers: _, ...summary } = fec;
  return { ...csv, fec: summary };
}

async function previewOf(
  companyId: string,
  bytes: Uint8Array,
  options: ImportOptions,
  look: (lines: readonly InvoiceCsvLine[]) => Promise<readonly InvoiceCsvLine[]>,
): Promise<InvoiceCsvPreview> {
  if (!options.isBundle) return previewInvoiceCsv(bytes, options.csv, look);
  return previewBundle(bytes, await readSeller(companyId), options.csv, look);
}

/**
 * The preview that was kept, or the file read again when the company has lived since, or the day has passed: its
 * invoices may no longer be what they were compared with.
 */
export async function freshPreview(
  ctx: Comparing,
  bytes: Uint8Array,
  options: ImportOptions,
  kept: ImportPreview | null,
): Promise<ImportPreview> {
  const known = kept?.kind === "READ" ? kept.known : undefined;
  if (kept && known) {
    const { journalSeq, today } = await readStanding(ctx);
    if (known.journalSeq === journalSeq && known.comparedOn === today) return kept;
  }
  return previewImport(ctx, bytes, options);
}

/** True when the company has the same part of the file in both. */
export function isKnownAlike(one: ImportPreview, other: ImportPreview): boolean {
  if (one.kind === "UNREAD" || other.kind === "UNREAD") return one.kind === other.kind;
  const told = ({ known }: typeof one) => {
    if (!known) return null;
    const { journalSeq: _, comparedOn: __, ...rest } = known;
    return canonicalJson(rest);
  };
  return told(one) === told(other);
}

/** Where the journal of the company stands, which every change of an invoice or a client moves, and its day. */
async function readStanding({
  companyId,
  clock,
}: Comparing): Promise<{ journalSeq: bigint; today: LocalDate }> {
  return inCompany(companyId, async (tx) => {
    const head = await tx.journalHead.findUnique({ where: { companyId }, select: { seq: true } });
    return { journalSeq: head?.seq ?? 0n, today: await companyToday(tx, companyId, clock.now()) };
  });
}

function addCompared(known: KnownLines, { absent, same, different }: ComparedLines): void {
  known.newCount += absent.length;
  known.sameCount += same.length;
  known.otherwiseCount += different.length;
  const room = FIRST_ERRORS - known.firstOtherwise.length;
  known.firstOtherwise.push(
    ...different.slice(0, room).map(({ line, message, raw }) => ({ line, message, raw })),
  );
}

async function firstRows(bytes: Uint8Array, { csv }: ImportOptions) {
  const { encoding, separator } = csv;
  for await (const rows of (await openTable(bytes, { encoding, separator })).rows()) {
    if (rows.length === 0) continue;
    return rows
      .slice(0, FIRST_ROWS)
      .map(({ line, cells }) => ({ line, cells: shownCells(cells.slice(0, SHOWN_COLUMNS)) }));
  }
  return [];
}
