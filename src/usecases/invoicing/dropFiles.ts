/** Takes in what a person drops: a table of invoices, text or workbook, or electronic invoices, each in its file. */
import { fieldError } from "@/domain/fields";
import { safeFileName } from "@/domain/fileName";
import { typeset } from "@/domain/typography";
import { packFiles } from "@/formats/einvoice/bundle";
import { eInvoiceFileKind } from "@/formats/einvoice/readEInvoice";
import type { CompanyCtx } from "../ports";
import { FILE_FIELD, type SentFile } from "./attachDocument";
import { MAX_IMPORT_MEGABYTES, startImport } from "./startImport";

/** Electronic invoices of one import. */
export const MAX_IMPORT_FILES = 100;

/**
 * Keeps the files as one import and says what they hold. Nothing is imported. A table comes alone; electronic
 * invoices (PDF or XML) come in any number, and one that cannot be read never stops the others.
 *
 * @returns id of the import
 * @throws InputError on `file` when there are too many, they are too large, or a table is none
 */
export async function dropFiles(ctx: CompanyCtx, files: readonly SentFile[]): Promise<string> {
  const [only, second] = files;
  if (!only) throw refused("REQUIRED", "Choisissez le fichier à importer.");
  const kinds = files.map(({ bytes }) => eInvoiceFileKind(bytes));
  if (kinds.every((kind) => kind === null)) {
    if (second) throw refused("SEVERAL_TABLES", "Déposez un seul tableau à la fois.");
    return startImport(ctx, only);
  }
  if (files.length > MAX_IMPORT_FILES) {
    const count = `Vous avez choisi ${files.length} fichiers, le maximum est ${MAX_IMPORT_FILES}.`;
    throw refused("TOO_MANY", `${count} Déposez-les en plusieurs fois.`);
  }
  const size = files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
  if (size > MAX_IMPORT_MEGABYTES * 1024 * 1024) {
    const limit = `Ces fichiers dépassent ${MAX_IMPORT_MEGABYTES} Mo en tout.`;
    throw refused("FILE_TOO_LARGE", `${limit} Déposez-les en plusieurs fois.`);
  }
  const named = files.map((file, index) => ({ ...file, name: nameOf(file, kinds[index] ?? null) }));
  // Of an invoice dropped in both forms, the PDF is taken: it is an original that can be shown.
  const isPdf = (_: SentFile, index: number) => kinds[index] === "PDF";
  const ordered = [...named.filter(isPdf), ...named.filter((file, index) => !isPdf(file, index))];
  const name = second ? `${files.length} factures électroniques` : (named[0]?.name ?? "");
  return startImport(ctx, { name, bytes: packFiles(ordered) }, { isBundle: true });
}

/** The name that is shown, with the extension its content has earned. */
function nameOf({ name }: SentFile, kind: "PDF" | "XML" | null): string {
  const own = /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? "dat";
  return safeFileName(name, kind?.toLowerCase() ?? own, "facture");
}

function refused(code: string, message: string) {
  return fieldError(FILE_FIELD, code, typeset(message));
}
