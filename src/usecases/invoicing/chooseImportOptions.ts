/** A person says how the file is to be read, then launches the import. */
import { inCompany, isId } from "@/db/inCompany";
import { insertRefusedLines } from "@/db/invoicing/importRefusedLines";
import {
  backToChoices,
  type ImportRow,
  lockImport,
  queueForWorker,
  readImport,
  readImportBytes,
  readPreview,
  saveChoices,
} from "@/db/invoicing/imports";
import { canonicalJson } from "@/domain/canonicalJson";
import { fieldError, type RawFields } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { typeset } from "@/domain/typography";
import type { InvoiceCsvPreview } from "@/formats/invoiceCsv";
import { journalAt } from "../journalBy";
import { notFound } from "../parties/saveClient";
import { actorName, type CompanyCtx } from "../ports";
import { type ImportOptions, importOptionsOf, readImportOptions } from "./importOptions";
import { freshPreview, type ImportPreview, isKnownAlike, previewImport } from "./previewImport";

/**
 * `READ_OTHERWISE`: under these choices the lines are no longer read as the person saw them.
 * `KNOWN_OTHERWISE`: they are, but the company no longer has the same of them. In both cases the
 * person should look again.
 */
export type ChoiceOutcome = "AS_SHOWN" | "READ_OTHERWISE" | "KNOWN_OTHERWISE";

/**
 * Keeps the choices of a person, reads the file again under them, and compares it again with the
 * invoices of the company when anything happened there since.
 *
 * @throws InputError beside the fields, or DomainError when the file cannot be read that way
 */
export async function chooseImportOptions(
  ctx: CompanyCtx,
  importId: string,
  raw: RawFields,
): Promise<ChoiceOutcome> {
  const { companyId } = ctx;
  const { before, preview, bytes } = await inCompany(companyId, async (tx) => {
    const row = whileChoosing(await readImport(tx, companyId, importId));
    return {
      before: importOptionsOf(row),
      preview: await readPreview<ImportPreview>(tx, companyId, importId),
      bytes: await readImportBytes(tx, companyId, importId),
    };
  });
  if (!bytes) throw alreadyLaunched();
  const refused = preview?.kind === "READ" ? preview.csv.refusedLines : [];
  const options = readImportOptions(raw, before, refused);
  const isReadAlike = preview !== null && readsAlike(options, before, preview);
  const next = isReadAlike
    ? await freshPreview(ctx, bytes, options, preview)
    : await previewImport(ctx, bytes, options);
  await inCompany(companyId, async (tx) => {
    whileChoosing(await lockImport(tx, companyId, importId));
    await saveChoices(tx, companyId, importId, options, next);
  });
  if (!isReadAlike) return "READ_OTHERWISE";
  return isKnownAlike(preview, next) ? "AS_SHOWN" : "KNOWN_OTHERWISE";
}

/** Same reading: the options say, or confirm, what the preview already used. */
function readsAlike(options: ImportOptions, before: ImportOptions, preview: ImportPreview): boolean {
  if (preview.kind === "UNREAD" || preview.csv.problems.length > 0) return false;
  const { mapping } = preview.csv;
  const used = ({ csv }: ImportOptions) => canonicalJson({ ...csv, mapping: csv.mapping ?? mapping });
  return used(options) === used(before);
}

/**
 * Hands the import to the worker.
 *
 * @throws InputError or DomainError in French while something is left to choose or to mend
 */
export async function queueImport(ctx: CompanyCtx, importId: string): Promise<void> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  await inCompany(companyId, async (tx) => {
    const row = whileChoosing(await lockImport(tx, companyId, importId));
    const preview = await readPreview<ImportPreview>(tx, companyId, importId);
    const options = importOptionsOf(row);
    const { lineCount: totalLines, headerLine, titles } = launchable(preview, options);
    const actor = actorName(ctx.actor);
    await queueForWorker(tx, companyId, importId, { totalLines, launchedBy: actor });
    if (!options.isBundle) {
      await insertRefusedLines(tx, companyId, importId, [{ line: headerLine, cells: titles }]);
    }
    const data = { fileName: row.fileName, sha256: row.sha256, lines: totalLines };
    await journalAt(tx, ctx, { action: "import.launched", entity: "import", entityId: importId, data }, now);
  });
  await ctx.bell.ring("imports", { companyId });
}

/** @returns what the file holds, when nothing is left to choose or to mend */
function launchable(preview: ImportPreview | null, options: ImportOptions): InvoiceCsvPreview {
  if (preview?.kind !== "READ") {
    throw new DomainError("NOT_READ", preview?.message ?? "Ce fichier n’a pas encore été lu.");
  }
  const { csv, known } = preview;
  const [problem] = csv.problems;
  if (problem) throw new DomainError(problem.code, problem.message);
  if (options.defaultKind === null && csv.unknownKindCount > 0) {
    const sentence = "Choisissez le type de ces clients : il décide des règles applicables.";
    throw fieldError("defaultKind", "REQUIRED", typeset(sentence));
  }
  if (csv.recordCount + (csv.creditCount ?? 0) === 0) {
    const message = options.isBundle
      ? "Aucune de ces factures ne peut être importée."
      : "Aucune ligne ne peut être importée. Corrigez d’abord le fichier.";
    throw new DomainError("NOTHING_TO_IMPORT", message);
  }
  const toMend = csv.errorLineCount + (known?.otherwiseCount ?? 0);
  if (options.isAllOrNothing && toMend > 0) {
    throw fieldError("isAllOrNothing", "LINES_TO_MEND", typeset(toMendSentence(toMend, options)));
  }
  return csv;
}

function toMendSentence(count: number, { isBundle }: ImportOptions): string {
  if (isBundle) {
    const refused = count === 1 ? "Un fichier est refusé" : `${count} fichiers sont refusés`;
    return `${refused} : en « tout ou rien », rien ne serait importé. Importez les autres seulement, ou déposez les bons fichiers.`;
  }
  return count === 1
    ? "Une ligne est à corriger : en « tout ou rien », rien ne serait importé. Corrigez-la, ou importez les bonnes lignes seulement."
    : `${count} lignes sont à corriger : en « tout ou rien », rien ne serait importé. Corrigez-les, ou importez les bonnes lignes seulement.`;
}

/**
 * Takes up again an import that failed: from its choices when nothing of it was kept, else from the
 * line after the last one done.
 */
export async function retryImport(ctx: CompanyCtx, importId: string): Promise<void> {
  const { companyId } = ctx;
  if (!isId(importId)) throw notFound();
  await inCompany(companyId, async (tx) => {
    const row = await lockImport(tx, companyId, importId);
    if (!row) throw notFound();
    const hasFile = (await readImportBytes(tx, companyId, importId)) !== null;
    if (row.state !== "FAILED" || !hasFile || row.undoAskedAt) throw alreadyLaunched();
    if (row.createdCount + row.creditedCount === 0) await backToChoices(tx, companyId, importId);
    else await queueForWorker(tx, companyId, importId, { launchedBy: actorName(ctx.actor) });
  });
  await ctx.bell.ring("imports", { companyId });
}

function whileChoosing(row: ImportRow | null): ImportRow {
  if (!row) throw notFound();
  if (row.state !== "MAPPING") throw alreadyLaunched();
  return row;
}

function alreadyLaunched(): DomainError {
  return new DomainError("LAUNCHED", "Cet import est déjà lancé.");
}
