/** Files dropped by people, and how far their import has come. The bytes are read only to be imported. */
import type { Instant } from "@/domain/calendar";
import { freeze, thaw } from "../frozenJson";
import type { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";
import { jsonRows } from "../storableText";

const COLUMNS = {
  id: true,
  fileName: true,
  sha256: true,
  state: true,
  options: true,
  totalLines: true,
  doneLines: true,
  createdCount: true,
  creditedCount: true,
  unchangedCount: true,
  errorCount: true,
  failure: true,
  createdAt: true,
  finishedAt: true,
  undoAskedAt: true,
  undoAskedBy: true,
  undoneAt: true,
  undoneCount: true,
  undoneCreditCount: true,
  keptReasons: true,
} satisfies Prisma.InvoiceImportSelect;

export type ImportRow = Prisma.InvoiceImportGetPayload<{ select: typeof COLUMNS }>;

function key(companyId: string, id: string) {
  return { companyId_id: { companyId, id } };
}

/** One import; null when it is not of this company. */
export async function readImport(tx: Tx, companyId: string, id: string): Promise<ImportRow | null> {
  return tx.invoiceImport.findUnique({ where: key(companyId, id), select: COLUMNS });
}

/** The same, locked until the end of the transaction: two presses of a button take turns. */
export async function lockImport(tx: Tx, companyId: string, id: string): Promise<ImportRow | null> {
  await tx.$executeRaw`
    SELECT 1 FROM invoice_import WHERE company_id = ${companyId}::uuid AND id = ${id}::uuid FOR UPDATE`;
  return readImport(tx, companyId, id);
}

/** The file itself; null once the import has ended. */
export async function readImportBytes(tx: Tx, companyId: string, id: string): Promise<Uint8Array | null> {
  const row = await tx.invoiceImport.findUnique({ where: key(companyId, id), select: { bytes: true } });
  return row?.bytes ?? null;
}

/** What the file holds, as kept by {@link saveChoices}. */
export async function readPreview<Preview>(tx: Tx, companyId: string, id: string): Promise<Preview | null> {
  const row = await tx.invoiceImport.findUnique({ where: key(companyId, id), select: { preview: true } });
  return row?.preview ? thaw<Preview>(row.preview) : null;
}

/** The newest import of these bytes in one of these states, another one than `exceptId`. */
export async function findImportOf(
  tx: Tx,
  companyId: string,
  sha256: string,
  states: ImportRow["state"][],
  exceptId?: string,
): Promise<ImportRow | null> {
  return tx.invoiceImport.findFirst({
    where: { companyId, sha256, state: { in: states }, ...(exceptId && { id: { not: exceptId } }) },
    orderBy: { id: "desc" },
    select: COLUMNS,
  });
}

/** The newest imports. */
export async function readRecentImports(tx: Tx, companyId: string, limit: number): Promise<ImportRow[]> {
  return tx.invoiceImport.findMany({
    where: { companyId },
    orderBy: { id: "desc" },
    take: limit,
    select: COLUMNS,
  });
}

export interface NewImport {
  id: string;
  fileName: string;
  sha256: string;
  bytes: Uint8Array<ArrayBuffer>;
  options: object;
  createdById: string;
}

export async function insertImport(tx: Tx, companyId: string, row: NewImport, now: Instant): Promise<void> {
  await tx.invoiceImport.create({
    data: { ...row, options: freeze(row.options), companyId, createdAt: new Date(now) },
    select: { id: true },
  });
}

/** Keeps the options of an import and what the file holds under them. */
export async function saveChoices(
  tx: Tx,
  companyId: string,
  id: string,
  options: object,
  preview: object,
): Promise<void> {
  // Cells are kept as they are, those that a person typed too, whatever characters they hold.
  const [kept, shown]: Prisma.InputJsonValue[] = JSON.parse(jsonRows([freeze(options), freeze(preview)]));
  await tx.invoiceImport.update({
    where: key(companyId, id),
    data: { options: kept, preview: shown },
    select: { id: true },
  });
}

/** Lets the worker take it, from its first line or from where it stopped. */
export async function queueForWorker(
  tx: Tx,
  companyId: string,
  id: string,
  data: { totalLines?: number; launchedBy: string },
): Promise<void> {
  await tx.invoiceImport.update({
    where: key(companyId, id),
    data: { ...data, state: "QUEUED", attempts: 0, failure: null, finishedAt: null },
    select: { id: true },
  });
}

/** Back to the choices, as if it had never been launched. Nothing of it may have been kept. */
export async function backToChoices(tx: Tx, companyId: string, id: string): Promise<void> {
  await tx.importIssue.deleteMany({ where: { companyId, importId: id } });
  await tx.importRefusedLine.deleteMany({ where: { companyId, importId: id } });
  await tx.invoiceImport.update({
    where: key(companyId, id),
    data: {
      state: "MAPPING",
      doneLines: 0,
      unchangedCount: 0,
      errorCount: 0,
      attempts: 0,
      failure: null,
      finishedAt: null,
    },
    select: { id: true },
  });
}

/** Forgets a file nobody launched. @returns false when there is none */
export async function deleteWaiting(tx: Tx, companyId: string, id: string): Promise<boolean> {
  const { count } = await tx.invoiceImport.deleteMany({ where: { companyId, id, state: "MAPPING" } });
  return count === 1;
}

/** Forgets the files that nobody went on with and the lines that nobody mended: they hold the names of people. */
export async function forgetOldFiles(tx: Tx, companyId: string, before: Instant): Promise<void> {
  const old = { companyId, createdAt: { lt: new Date(before) } };
  await tx.invoiceImport.deleteMany({ where: { ...old, state: "MAPPING" } });
  await tx.invoiceImport.updateMany({ where: { ...old, state: "FAILED" }, data: { bytes: null } });
  await tx.importRefusedLine.deleteMany({ where: { companyId, invoiceImport: old } });
}
