/** Takes in a file of invoices, before anything is imported. */
import { inCompany } from "@/db/inCompany";
import {
  findImportOf,
  forgetOldFiles,
  type ImportRow,
  insertImport,
  lockImport,
  readPreview,
  saveChoices,
} from "@/db/invoicing/imports";
import { sha256Hex } from "@/db/sha256";
import { newId } from "@/db/values";
import { fieldError } from "@/domain/fields";
import { safeFileName } from "@/domain/fileName";
import { DomainError, invariant } from "@/domain/invariant";
import { typeset } from "@/domain/typography";
import { IMPORT_FILE_DAYS } from "../parties/forgetOldTraces";
import { actorUserId, type CompanyCtx } from "../ports";
import { FILE_FIELD, type SentFile } from "./attachDocument";
import { type ImportOptions, importOptionsOf } from "./importOptions";
import { freshPreview, type ImportPreview, previewImport } from "./previewImport";

export const MAX_IMPORT_MEGABYTES = 25;
const MAX_BYTES = MAX_IMPORT_MEGABYTES * 1024 * 1024;
const TABLE_EXTENSIONS = ["csv", "txt", "tsv", "xlsx", "xlsm"];

/**
 * Keeps the file and says what it holds. Nothing is imported. The same bytes dropped again while
 * they wait or run lead to the same import; bytes already imported may be imported again, harmlessly.
 *
 * @param isBundle the bytes are several files, electronic invoices packed together
 * @returns id of the import
 * @throws InputError on `file` when it is too large or is no table
 */
export async function startImport(
  ctx: CompanyCtx,
  file: SentFile,
  { isBundle }: Pick<ImportOptions, "isBundle"> = {},
): Promise<string> {
  const { companyId } = ctx;
  const userId = actorUserId(ctx.actor);
  invariant(userId !== null, "a person imports");
  if (file.bytes.byteLength > MAX_BYTES) throw tooLarge();
  const sha256 = sha256Hex(file.bytes);
  const { waiting, termDays } = await inCompany(companyId, async (tx) => ({
    waiting: await findImportOf(tx, companyId, sha256, ["MAPPING", "QUEUED", "RUNNING"]),
    termDays: (
      await tx.company.findUniqueOrThrow({ where: { id: companyId }, select: { defaultTermDays: true } })
    ).defaultTermDays,
  }));
  if (waiting) {
    if (waiting.state === "MAPPING") await compareAgain(ctx, waiting, file.bytes);
    return waiting.id;
  }
  const options: ImportOptions = {
    csv: { defaultTermDays: termDays },
    ...(isBundle && { isBundle }),
    defaultKind: null,
    isAllOrNothing: false,
  };
  const preview = await firstPreview(ctx, file.bytes, options);
  const id = newId();
  const now = ctx.clock.now();
  await inCompany(companyId, async (tx) => {
    await forgetOldFiles(tx, companyId, now - IMPORT_FILE_DAYS * 86_400_000);
    const fileName = isBundle ? file.name : importFileName(file.name);
    const bytes = new Uint8Array(file.bytes);
    await insertImport(tx, companyId, { id, fileName, sha256, bytes, options, createdById: userId }, now);
    await saveChoices(tx, companyId, id, options, preview);
  });
  return id;
}

/** A file dropped again while it waits is shown as it stands today. */
async function compareAgain(ctx: CompanyCtx, waiting: ImportRow, bytes: Uint8Array): Promise<void> {
  const { companyId } = ctx;
  const options = importOptionsOf(waiting);
  const kept = await inCompany(companyId, (tx) => readPreview<ImportPreview>(tx, companyId, waiting.id));
  const fresh = await freshPreview(ctx, bytes, options, kept);
  if (fresh === kept) return;
  await inCompany(companyId, async (tx) => {
    const row = await lockImport(tx, companyId, waiting.id);
    if (row?.state === "MAPPING") await saveChoices(tx, companyId, waiting.id, importOptionsOf(row), fresh);
  });
}

function tooLarge() {
  const message = typeset(
    `Ce fichier dépasse ${MAX_IMPORT_MEGABYTES} Mo. Exportez-le en plusieurs fois, par exemple par année.`,
  );
  return fieldError(FILE_FIELD, "FILE_TOO_LARGE", message);
}

async function firstPreview(
  ctx: CompanyCtx,
  bytes: Uint8Array,
  options: ImportOptions,
): Promise<ImportPreview> {
  try {
    return await previewImport(ctx, bytes, options);
  } catch (error) {
    if (error instanceof DomainError) throw fieldError(FILE_FIELD, error.code, error.message);
    throw error;
  }
}

function importFileName(name: string): string {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
  return safeFileName(name, TABLE_EXTENSIONS.includes(extension) ? extension : "csv", "factures");
}
