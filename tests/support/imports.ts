/** Makers for the tests of imports: files in memory, runs without a worker. */
import type { RawFields } from "@/domain/fields";
import { chooseImportOptions, queueImport } from "@/usecases/invoicing/chooseImportOptions";
import type { ImportOutcome, ImportPorts } from "@/usecases/invoicing/importRun";
import { readImportPage } from "@/usecases/invoicing/readImport";
import { runImport } from "@/usecases/invoicing/runImport";
import { startImport } from "@/usecases/invoicing/startImport";
import type { CompanyCtx } from "@/usecases/ports";

export const TITLES = "Numéro;Client;Code client;E-mail;Date de facture;Échéance;Montant TTC;Déjà réglé";

/** A file of good lines: ten invoices a client, one invoice in ten partly paid. */
export function manyLines(count: number, clientCount = Math.max(1, Math.floor(count / 10))): string {
  const lines = Array.from({ length: count }, (_, index) => {
    const client = index % clientCount;
    const day = String(1 + (index % 28)).padStart(2, "0");
    const paid = index % 10 === 0 ? "10,00" : "";
    return `F-${String(index).padStart(6, "0")};Maison ${client};C${client};compta${client}@maison.example;${day}/03/2026;${day}/04/2026;${100 + (index % 900)},50;${paid}`;
  });
  return [TITLES, ...lines, ""].join("\r\n");
}

export function fileOf(content: string | Uint8Array, name = "factures.csv") {
  return { name, bytes: typeof content === "string" ? Buffer.from(content) : content };
}

/** The ports of a worker that nothing crashes. */
export function calmPorts(ctx: CompanyCtx): ImportPorts {
  return { clock: ctx.clock, failpoint: () => undefined };
}

/** Drops a file, makes the usual choices and launches it. @returns id of the import */
export async function launchImport(
  ctx: CompanyCtx,
  content: string | Uint8Array,
  choices: RawFields = {},
): Promise<string> {
  const importId = await startImport(ctx, fileOf(content));
  await chooseImportOptions(ctx, importId, { defaultTermDays: "30", defaultKind: "B2B", ...choices });
  await queueImport(ctx, importId);
  return importId;
}

/** The same, run to its end. */
export async function importFile(ctx: CompanyCtx, content: string | Uint8Array, choices: RawFields = {}) {
  const importId = await launchImport(ctx, content, choices);
  const outcome: ImportOutcome = await runImport(ctx.companyId, importId, calmPorts(ctx));
  return { importId, outcome, page: await readImportPage(ctx, importId) };
}
