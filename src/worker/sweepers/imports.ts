/**
 * Runs the imports that wait, or that a dead worker left, and takes back those a person undid.
 * Companies take turns, one import each.
 */
import { failpoint } from "@/config/failpoint";
import { metrics } from "@/config/metrics";
import { clock } from "@/context/clock";
import { dueCompanies } from "@/usecases/dunning/dueCompanies";
import { runImport } from "@/usecases/invoicing/runImport";
import { undoImport } from "@/usecases/invoicing/undoImport";
import { apart } from "../apart";
import { goRound } from "./rounds";

const ports = { clock, failpoint };

type Find = () => Promise<readonly { companyId: string; importId: string }[]>;

/** One import of each company in turn, the oldest first. */
async function inTurns(
  name: string,
  find: Find,
  work: (companyId: string, importId: string) => Promise<boolean>,
  signal: AbortSignal,
): Promise<void> {
  const oldest = new Map<string, string>();
  await goRound(
    name,
    async () => {
      oldest.clear();
      for (const { companyId, importId } of await find()) {
        if (!oldest.has(companyId)) oldest.set(companyId, importId);
      }
      return [...oldest.keys()];
    },
    async (companyId) => {
      const importId = oldest.get(companyId);
      return importId !== undefined && work(companyId, importId);
    },
    signal,
  );
}

/** @returns how many imports ended: their invoices may be due */
export async function sweepImports(signal: AbortSignal): Promise<number> {
  let ended = 0;
  const due = dueCompanies(clock);
  await apart("undone imports", () =>
    inTurns(
      "undone imports",
      due.importsToUndo,
      (company, id) => undoImport(company, id, ports, signal),
      signal,
    ),
  );
  await inTurns(
    "imports",
    due.imports,
    async (companyId, importId) => {
      const outcome = await runImport(companyId, importId, ports, signal);
      metrics.imports.inc({ outcome: outcome.toLowerCase() });
      const isOver = outcome === "DONE" || outcome === "FAILED";
      if (isOver) ended += 1;
      return isOver;
    },
    signal,
  );
  return ended;
}
