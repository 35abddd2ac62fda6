/** The embedded server, for real: what a person may do to it, and what must still hold after. */
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { isAlive, waitUntil } from "../../bin/lib/processes.mjs";
import { createProcessGroups } from "../../bin/lib/processGroups.mjs";
import { Refusal } from "../../bin/lib/refusal.mjs";
import { startWarden } from "../../bin/lib/warden.mjs";
import { startPostgres } from "../../bin/postgres.mjs";

type Postgres = Awaited<ReturnType<typeof startPostgres>>;

const folder = mkdtempSync(join(process.getuid?.() === 0 ? "/tmp" : tmpdir(), "dument-pgtest-"));
const dataDir = join(folder, "postgres");
/** Should this file be killed half-way, the warden stops what it started. */
const warden = startWarden();
const means = { log: () => {}, groups: createProcessGroups(warden) };
let postgres: Postgres;

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  // Whoever runs the server must be able to pass through.
  chmodSync(folder, 0o711);
  postgres = await startPostgres({ dataDir, ...means });
  await ask(postgres.url, "create table invoice (number text)");
  await ask(postgres.url, "insert into invoice values ('F-1')");
});

afterAll(async () => {
  await postgres.stop();
  warden.dismiss();
  rmSync(folder, { recursive: true, force: true });
});

it("opens to its password alone, on this machine alone", async () => {
  const wrong = postgres.url.replace(/:[0-9a-f]+@/, ":wrong@");
  await expect(ask(wrong, "select 1")).rejects.toThrow(/password authentication failed/);
  expect(statSync(`${dataDir}.password`).mode & 0o777).toBe(0o600);
  const [settings] = await ask(
    postgres.url,
    "select current_setting('listen_addresses') as tcp, current_setting('unix_socket_directories') as unix",
  );
  expect(settings).toEqual({ tcp: "127.0.0.1", unix: "" });
});

it("sorts and folds text alike on every machine", async () => {
  const rows = await ask<{ word: string }>(
    postgres.url,
    "select upper(word) as word from (values ('été'), ('eau'), ('Zoé')) as t (word) order by t.word",
  );
  expect(rows.map(({ word }) => word)).toEqual(["ZOÉ", "EAU", "ÉTÉ"]);
});

it("finds its data again after a kill -9", async () => {
  process.kill(-postgres.pid, "SIGKILL");
  await postgres.ended;
  postgres = await startPostgres({ dataDir, ...means, port: postgres.port });
  expect(await ask(postgres.url, "select number from invoice")).toEqual([{ number: "F-1" }]);
});

it("takes over from a server that a killed start left running", async () => {
  const leftover = postgres.pid;
  postgres = await startPostgres({ dataDir, ...means });
  expect(isAlive(leftover)).toBe(false);
  expect(await ask(postgres.url, "select number from invoice")).toEqual([{ number: "F-1" }]);
});

it("is not stopped by a pid file that names another program", async () => {
  await postgres.stop();
  const file = join(dataDir, "postmaster.pid");
  expect(existsSync(file)).toBe(false);
  // Its number was given to us since.
  writeFileSync(file, `${process.pid}\n${dataDir}\n1763800000\n5432\n\n127.0.0.1\n`);
  postgres = await startPostgres({ dataDir, ...means });
  expect(readFileSync(file, "utf8").split("\n")[0]).toBe(String(postgres.pid));
});

it("starts from a copy while the original runs, and leaves the original alone", async () => {
  await ask(postgres.url, "checkpoint");
  const copy = join(folder, "copy");
  cpSync(dataDir, copy, { recursive: true });
  cpSync(`${dataDir}.password`, `${copy}.password`);
  const second = await startPostgres({ dataDir: copy, ...means });
  try {
    expect(await ask(second.url, "select number from invoice")).toEqual([{ number: "F-1" }]);
    expect(await ask(postgres.url, "select number from invoice")).toEqual([{ number: "F-1" }]);
    expect(second.port).not.toBe(postgres.port);
  } finally {
    await second.stop();
  }
});

it("takes another port when its own is busy", async () => {
  await postgres.stop();
  const squatter = createServer();
  await new Promise<void>((resolve) => squatter.listen(postgres.port, "127.0.0.1", resolve));
  const busy = postgres.port;
  postgres = await startPostgres({ dataDir, ...means, port: busy });
  squatter.close();
  expect(postgres.port).not.toBe(busy);
});

it("refuses data of another version with a sentence, and leaves them as they are", async () => {
  const old = join(folder, "old");
  cpSync(dataDir, old, { recursive: true });
  cpSync(`${dataDir}.password`, `${old}.password`);
  writeFileSync(join(old, "PG_VERSION"), "17\n");
  const refused = startPostgres({ dataDir: old, ...means });
  await expect(refused).rejects.toBeInstanceOf(Refusal);
  await expect(refused).rejects.toThrow("PostgreSQL 17");
  expect(existsSync(join(old, "base"))).toBe(true);
});

it("leaves nothing of scratch data", async () => {
  const scratch = join(folder, "scratch");
  const quick = await startPostgres({
    dataDir: scratch,
    ...means,
    ephemeral: true,
    settings: { max_connections: "33" },
  });
  expect(
    await ask(quick.url, "select current_setting('fsync') as f, current_setting('max_connections') as m"),
  ).toEqual([{ f: "off", m: "33" }]);
  await quick.stop();
  expect(existsSync(scratch)).toBe(false);
  expect(await waitUntil(() => !isAlive(quick.pid), 5000)).toBe(true);
});
