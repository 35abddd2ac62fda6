/** (d) 50 000 lines of CSV imported, against COPY of the very rows the import made, into the same tables. */

import { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { type BenchLine, median, secondsOf } from "./measure";
import type { BenchWorld } from "./world";

const LINES = 50_000;
const RUNS = 3;
const AIM = 0.15;
/** In the order of their references. */
const TABLES = ["client", "contact", "invoice", "payment", "allocation", "dunning_plan"];

export async function importBench(world: BenchWorld): Promise<BenchLine> {
  const raw = new pg.Client({ connectionString: world.url });
  await raw.connect();
  const ratios: number[] = [];
  const ours: number[] = [];
  const limit: number[] = [];
  // The first run warms the compiler and the cache.
  for (let run = 0; run <= RUNS; run += 1) {
    const { companyId, seconds } = await importOnce();
    const rows = await dumped(raw, companyId, await emptyCompany());
    const copySeconds = await secondsOf(() => copied(raw, rows));
    if (run === 0) continue;
    ours.push(seconds);
    limit.push(copySeconds);
    ratios.push(copySeconds / seconds);
  }
  await raw.end();
  const ratio = median(ratios);
  const seconds = median(ours);
  return {
    name: `(d) import of a CSV of ${LINES} lines: clients, contacts, invoices, payments, plans`,
    ours: `${seconds.toFixed(1)} s, ${Math.round(LINES / seconds)} lines a second`,
    limit: `${median(limit).toFixed(1)} s, COPY of the same rows into the same tables`,
    ratio: `${ratio.toFixed(2)} (aim ≥ ${AIM})`,
    isReached: ratio >= AIM,
  };
}

async function importOnce(): Promise<{ companyId: string; seconds: number }> {
  const { makeCompany, parisClock } = await import("../support/world");
  const { calmPorts, launchImport, manyLines } = await import("../support/imports");
  const { runImport } = await import("@/usecases/invoicing/runImport");
  const { ctx } = await makeCompany(parisClock("2026-10-01"));
  const importId = await launchImport(ctx, manyLines(LINES));
  const seconds = await secondsOf(async () => {
    const outcome = await runImport(ctx.companyId, importId, calmPorts(ctx));
    if (outcome !== "DONE") throw new Error(`the import ended ${outcome}`);
  });
  return { companyId: ctx.companyId, seconds };
}

async function emptyCompany(): Promise<string> {
  const { makeCompany, parisClock } = await import("../support/world");
  return (await makeCompany(parisClock("2026-10-01"))).ctx.companyId;
}

interface Dump {
  table: string;
  columns: string;
  text: Buffer;
}

/** The rows of a company as COPY reads them, made those of another. */
async function dumped(raw: pg.Client, companyId: string, ownerId: string): Promise<Dump[]> {
  const dumps: Dump[] = [];
  for (const table of TABLES) {
    const { rows } = await raw.query<{ name: string }>(
      `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
      [table],
    );
    const names = rows.map((row) => row.name);
    const values = names.map((name) => (name === "company_id" ? `'${ownerId}'::uuid` : name)).join(", ");
    const pieces: Buffer[] = [];
    await pipeline(
      raw.query(copyTo(`COPY (SELECT ${values} FROM ${table} WHERE company_id = '${companyId}') TO STDOUT`)),
      new Writable({
        write(piece: Buffer, _, done) {
          pieces.push(piece);
          done();
        },
      }),
    );
    dumps.push({ table, columns: names.join(", "), text: Buffer.concat(pieces) });
  }
  const lines =
    dumps
      .find(({ table }) => table === "invoice")
      ?.text.toString("latin1")
      .split("\n").length ?? 0;
  if (lines !== LINES + 1) throw new Error(`${lines - 1} invoices to copy`);
  return dumps;
}

async function copied(raw: pg.Client, dumps: readonly Dump[]): Promise<void> {
  await raw.query("BEGIN");
  for (const { table, columns, text } of dumps) {
    await pipeline(Readable.from([text]), raw.query(copyFrom(`COPY ${table} (${columns}) FROM STDIN`)));
  }
  await raw.query("COMMIT");
}
