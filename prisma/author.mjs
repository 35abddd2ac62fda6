/**
 * Writes the SQL of a migration from the Prisma schema, without a download. It asks the server
 * at DATABASE_URL for its dialect and changes nothing there.
 *
 *   DATABASE_URL=… node prisma/author.mjs            the whole schema, from nothing
 *   DATABASE_URL=… node prisma/author.mjs HEAD       what changed since a commit
 *
 * The result is a start: row-level security, grants, checks and partial indexes are added by
 * hand in the migration, and tests/usecases/schema.test.ts holds both against each other.
 */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";

const require = createRequire(import.meta.url);
const folder = fileURLToPath(new URL("schema/", import.meta.url));

/** The engine is WebAssembly: loaded by hand because Node 20 imports no .wasm module. */
async function loadEngine() {
  const main = require.resolve("@prisma/schema-engine-wasm");
  const bindings = await import(main.replace(/schema_engine(_bg)?\.js$/, "schema_engine_bg.js"));
  const wasm = readFileSync(main.replace(/schema_engine(_bg)?\.js$/, "schema_engine_bg.wasm"));
  const instance = new WebAssembly.Instance(new WebAssembly.Module(wasm), {
    "./schema_engine_bg.js": bindings,
  });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bindings;
}

/** @returns {{ path: string, content: string }[]} the schema files as they are now */
export function currentSchema() {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".prisma"))
    .map((name) => ({ path: name, content: readFileSync(`${folder}${name}`, "utf8") }));
}

/** @param {string} commit @returns {{ path: string, content: string }[]} the schema files of a commit */
function schemaAt(commit) {
  const names = execFileSync("git", ["ls-tree", "--name-only", `${commit}:prisma/schema`], {
    encoding: "utf8",
  });
  return names
    .trim()
    .split("\n")
    .map((name) => ({
      path: name,
      content: execFileSync("git", ["show", `${commit}:prisma/schema/${name}`], { encoding: "utf8" }),
    }));
}

/**
 * SQL that turns a database made from `from` into one made from `to`.
 *
 * @param {{ path: string, content: string }[] | undefined} from nothing when undefined
 * @param {{ path: string, content: string }[]} to
 * @param {string} connectionString any reachable PostgreSQL
 */
export async function schemaDiff(from, to, connectionString) {
  const { SchemaEngine } = await loadEngine();
  const factory = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString }));
  const engine = await SchemaEngine.new(
    { datamodels: to.map(({ path, content }) => [path, content]) },
    () => undefined,
    factory,
  );
  const result = await engine.diff({
    from: from ? { tag: "schemaDatamodel", files: from } : { tag: "empty" },
    to: { tag: "schemaDatamodel", files: to },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
    shadowDatabaseUrl: null,
  });
  engine.free();
  return result.stdout ?? "";
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const commit = process.argv[2];
  const from = commit ? schemaAt(commit) : undefined;
  process.stdout.write(await schemaDiff(from, currentSchema(), process.env.DATABASE_URL ?? ""));
  process.exit(0);
}
