/** A day's post in one file: each letter as it was approved, followed by the copies it announces. */
import type { LocalDate } from "@/domain/calendar";
import { invariant } from "@/domain/invariant";
import { PROBLEM_WORDS, renderApartSheetPdf } from "./apartSheetPdf";
import { joinPdfs, type OpenedPdf, openPdf, type PdfProblem, pdfProblem } from "./joinPdfs";

/** A letter and what goes with it into its envelope. */
export interface EnvelopeFiles {
  readonly recipient: string;
  readonly letter: Uint8Array;
  readonly annexes: readonly AnnexFile[];
}

/** A copy that people put on file. */
export interface AnnexFile {
  readonly label: string;
  readonly pdf: Uint8Array;
  /** It packs more than any copy does, and opening it would fill the memory: it is told apart as it is. */
  readonly isNeverOpened?: boolean;
}

export interface DayPostProperties {
  readonly title: string;
  readonly author: string;
  readonly footer: string;
  readonly datedOn: LocalDate;
}

/** The file to print, with the pages of each envelope and what must be printed apart. */
export interface DayPost {
  readonly bytes: Uint8Array;
  readonly envelopes: readonly EnvelopeContents[];
}

export interface EnvelopeContents {
  readonly pageCount: number;
  /** Copies that could not follow their letter, with the reason: « copie de F-1 (ce PDF est protégé) ». */
  readonly apart: readonly string[];
}

/** Puts the envelopes one after the other. A sheet stands for each copy that could not be joined. */
export async function renderDayPostPdf(
  envelopes: readonly EnvelopeFiles[],
  properties: DayPostProperties,
): Promise<DayPost> {
  const files: OpenedPdf[] = [];
  const contents: EnvelopeContents[] = [];
  for (const envelope of envelopes) {
    const { joined, refused } = await openEnvelope(envelope);
    contents.push({ pageCount: pagesOf(joined), apart: refused.map(apartWords) });
    files.push(...joined);
    for (const { label, problem } of refused) {
      const { recipient } = envelope;
      const { footer, datedOn } = properties;
      const sheet = await renderApartSheetPdf({ label, problem, recipient, footer, datedOn });
      files.push(await openOwn(sheet.bytes));
    }
  }
  return { bytes: await joinPdfs(files, properties), envelopes: contents };
}

/** What each envelope holds, without drawing anything. */
export async function readEnvelope(envelope: EnvelopeFiles): Promise<EnvelopeContents> {
  const { joined, refused } = await openEnvelope(envelope);
  return { pageCount: pagesOf(joined), apart: refused.map(apartWords) };
}

interface RefusedAnnex {
  label: string;
  problem: PdfProblem;
}

async function openEnvelope({
  letter,
  annexes,
}: EnvelopeFiles): Promise<{ joined: OpenedPdf[]; refused: RefusedAnnex[] }> {
  const joined = [await openOwn(letter)];
  const refused: RefusedAnnex[] = [];
  for (const { label, pdf, isNeverOpened } of annexes) {
    const opened = isNeverOpened ? pdfProblem(pdf) : await openPdf(pdf);
    if (typeof opened === "string") refused.push({ label, problem: opened });
    else joined.push(opened);
  }
  return { joined, refused };
}

async function openOwn(bytes: Uint8Array): Promise<OpenedPdf> {
  const opened = await openPdf(bytes);
  invariant(typeof opened !== "string", "a document we drew opens");
  return opened;
}

function pagesOf(files: readonly OpenedPdf[]): number {
  return files.reduce((sum, { pageCount }) => sum + pageCount, 0);
}

function apartWords({ label, problem }: RefusedAnnex): string {
  return `${label} (${PROBLEM_WORDS[problem]})`;
}
