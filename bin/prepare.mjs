// @ts-check
import { existsSync } from "node:fs";
import { join } from "node:path";
import { waitForLock } from "./lib/lock.mjs";
import { removeOldParts } from "./lib/oldParts.mjs";
import { paths, root } from "./lib/paths.mjs";
import { run, WorkFailed } from "./lib/run.mjs";
import { hashInputs, stamp } from "./lib/stamps.mjs";

/** @typedef {import("./lib/progress.mjs").Progress} Progress */
/** @typedef {import("./lib/processGroups.mjs").ProcessGroups} ProcessGroups */
/** @typedef {{ groups: ProcessGroups, progress: Progress, env: Record<string, string> }} Means */

/** Programs: name in `.build` → where they begin. */
const PROGRAMS = {
  worker: "src/worker/main.ts",
  migrate: "src/worker/migrate.ts",
  seed: "prisma/seed/main.ts",
  catcher: "src/worker/catcher.ts",
  verifyJournal: "src/worker/verifyJournal.ts",
  statement: "src/worker/statement.ts",
  checkEnvironment: "src/worker/checkEnvironment.ts",
};

/** Needs neither the database nor the pages: prepared alone, in an instant. */
const STATEMENT = "statement";

/** @typedef {keyof typeof PROGRAMS} ProgramName */

const GENERATED = "src/db/generated";
const PACKAGES = ["package.json", "package-lock.json", "tsconfig.json"];

/**
 * @typedef {object} Work
 * @property {string} label
 * @property {boolean} isPossible
 * @property {readonly string[]} inputs
 * @property {readonly string[]} outputs
 * @property {(means: Means) => Promise<void>} perform
 */

/** @typedef {"generate" | "bundle" | "build" | "statement"} WorkName */

/** @returns {Record<WorkName, Work>} */
function works() {
  return {
    generate: {
      label: "Client de la base",
      isPossible: existsSync(join(root, "prisma/prisma.config.ts")),
      inputs: ["prisma/schema", "prisma/prisma.config.ts", "package-lock.json"],
      outputs: [join(root, GENERATED)],
      perform: generate,
    },
    bundle: {
      label: "Programmes du serveur",
      isPossible: serverPrograms().length > 0,
      inputs: ["src", "emails", "prisma", "bin/prepare.mjs", ...PACKAGES],
      outputs: [...serverPrograms().map(programFile), join(paths.build, partsOf(serverPrograms()))],
      perform: () => bundle(serverPrograms()),
    },
    statement: {
      label: "Calcul des décomptes",
      isPossible: hasProgram(STATEMENT),
      inputs: ["src/domain", "src/usecases/legal", PROGRAMS.statement, "bin/prepare.mjs", ...PACKAGES],
      outputs: [programFile(STATEMENT)],
      perform: () => bundle([STATEMENT]),
    },
    build: {
      label: "Pages, une minute ou deux la première fois",
      isPossible: existsSync(join(root, "next.config.ts")),
      inputs: ["src", "emails", "public", "prisma/schema", "next.config.ts", ...PACKAGES],
      outputs: [join(root, ".next/BUILD_ID")],
      perform: buildPages,
    },
  };
}

/**
 * Does one piece of the preparation, unless nothing it depends on has changed since it was last done. Two
 * commands that prepare the same checkout take turns.
 *
 * @param {WorkName} name
 * @param {Means} means
 * @returns {Promise<boolean>} whether there was something to do
 * @throws {WorkFailed}
 */
export async function prepare(name, means) {
  const { label, isPossible, inputs, outputs, perform } = works()[name];
  if (!isPossible) return false;
  const { lock } = await waitForLock(join(paths.build, `${name}.lock`), {
    mayWait: () => true,
    onWait: () => means.progress.line(`  ${label}\u00a0: une autre commande y travaille déjà, on l’attend.`),
  });
  try {
    const done = stamp(join(paths.stamps, name), hashInputs(root, inputs, [GENERATED]), outputs);
    if (done.fresh) return false;
    await means.progress.during(label, async () => {
      done.clear();
      await perform(means);
      done.set();
    });
    return true;
  } finally {
    lock?.release();
  }
}

/** @returns {ProgramName[]} the programs whose source exists */
function programNames() {
  const names = /** @type {ProgramName[]} */ (Object.keys(PROGRAMS));
  return names.filter((name) => existsSync(join(root, PROGRAMS[name])));
}

/** @returns {ProgramName[]} */
function serverPrograms() {
  return programNames().filter((name) => name !== STATEMENT);
}

/**
 * @param {ProgramName} name
 * @returns {boolean} whether the product has such a program
 */
export function hasProgram(name) {
  return programNames().includes(name);
}

/**
 * @param {ProgramName} name
 * @returns {string} the file to give to Node
 */
export function programFile(name) {
  return join(paths.build, `${name}.mjs`);
}

/** @param {Means} means */
async function generate({ groups, env }) {
  await run(groups, {
    name: "prisma generate",
    command: process.execPath,
    args: [join(paths.modules, "prisma/build/index.js"), "generate", "--config", "prisma/prisma.config.ts"],
    cwd: root,
    env: {
      ...env,
      // Generating needs no engine, but the command downloads one unless told where it is: any file will do.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
  });
}

/**
 * Where the parts of programs go: what they share, and what is imported on call. Their names tell what they hold:
 * those of a running program are never written over.
 *
 * @param {readonly string[]} names programs bundled together
 */
function partsOf([first = ""]) {
  return `parts/${first}`;
}

/**
 * How programs are bundled, those of tests as those of production.
 *
 * @param {readonly string[]} names
 * @param {Record<string, string>} sources where each begins
 * @returns {import("esbuild").BuildOptions}
 */
export function bundleOptions(names, sources = PROGRAMS) {
  return {
    absWorkingDir: root,
    entryPoints: Object.fromEntries(names.map((name) => [name, sources[name] ?? ""])),
    outdir: paths.build,
    outExtension: { ".js": ".mjs" },
    splitting: true,
    chunkNames: `${partsOf(names)}/[name]-[hash]`,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    plugins: [keepPackagesOutside],
    tsconfig: "tsconfig.json",
    sourcemap: true,
    logLevel: "silent",
  };
}

/** Packages of which a program needs a few lines: taken in, or it would load all of them (40 MB for this one). */
const TAKEN_IN = ["react-email"];

/** Imports of packages stay imports, but for those of {@link TAKEN_IN}. @type {import("esbuild").Plugin} */
const keepPackagesOutside = {
  name: "packages outside",
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path, kind, importer }) => {
      const isOurs = kind === "entry-point" || path.startsWith("@/") || path.startsWith("@emails/");
      // A package taken in passes on exports of its own packages: only with them is it known what nobody uses.
      const isTakenIn =
        TAKEN_IN.includes(path) || (importer.includes("node_modules") && !/^react/.test(path));
      return isOurs || isTakenIn ? undefined : { path, external: true };
    });
  },
};

/**
 * @param {readonly string[]} names
 * @param {Record<string, string>} [sources]
 */
async function bundle(names, sources) {
  const esbuild = await import("esbuild");
  try {
    const { metafile } = await esbuild.build({ ...bundleOptions(names, sources), metafile: true });
    const written = Object.keys(metafile.outputs).map((path) => join(root, path));
    removeOldParts(join(paths.build, partsOf(names)), new Set(written));
  } catch (error) {
    throw new WorkFailed("La préparation des programmes a échoué", await explain(error));
  } finally {
    // Its service would otherwise live on beside us.
    await esbuild.stop();
  }
}

/**
 * @param {unknown} error what esbuild threw
 * @returns {Promise<string>}
 */
async function explain(error) {
  if (!(error instanceof Error)) return String(error);
  const { formatMessages } = await import("esbuild");
  const { errors } = /** @type {Error & { errors?: import("esbuild").Message[] }} */ (error);
  if (errors === undefined) return error.message;
  return (await formatMessages(errors, { kind: "error" })).join("");
}

/**
 * Bundles the benches, each time anew: they are run by hand, and seldom.
 *
 * @returns {Promise<string>} the file to give to Node, with the letter of a bench
 * @throws {WorkFailed}
 */
export async function bundleBench() {
  await bundle(["bench"], { bench: "tests/bench/run.ts" });
  return join(paths.build, "bench.mjs");
}

/**
 * Bundles a program again each time its source changes.
 *
 * @param {ProgramName} name
 * @param {{ onChange: () => void, onError: (text: string) => void }} listener
 * @returns {Promise<() => Promise<void>>} what ends it
 */
export async function watchProgram(name, { onChange, onError }) {
  const esbuild = await import("esbuild");
  let isFirst = true;
  const context = await esbuild.context({
    ...bundleOptions([name]),
    plugins: [
      keepPackagesOutside,
      {
        name: "listener",
        setup: (build) =>
          build.onEnd(async ({ errors }) => {
            if (errors.length > 0)
              onError((await esbuild.formatMessages(errors, { kind: "error" })).join(""));
            else if (!isFirst) onChange();
            isFirst = false;
          }),
      },
    ],
  });
  await context.watch();
  return () => context.dispose();
}

/** @param {Means} means */
async function buildPages({ groups, env }) {
  await run(groups, {
    name: "next build",
    command: process.execPath,
    args: [join(paths.modules, "next/dist/bin/next"), "build"],
    cwd: root,
    env: { ...env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
}
