// @ts-check
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readTail, rotateLog } from "./lib/logFile.mjs";
import { ensureDataFolder, paths } from "./lib/paths.mjs";
import { findFreePort } from "./lib/ports.mjs";
import { findBinaries } from "./lib/postgresBinaries.mjs";
import { giveTo, makePrivateFolder, placeData, placeScratch } from "./lib/postgresPlace.mjs";
import { connectWhenReady, ensureDatabase } from "./lib/postgresReady.mjs";
import { runAs } from "./lib/postgresUser.mjs";
import { clearStalePostmaster } from "./lib/postmasterFile.mjs";
import { createProcessGroups } from "./lib/processGroups.mjs";
import { Refusal } from "./lib/refusal.mjs";
import { replaceFile } from "./lib/replaceFile.mjs";
import { run } from "./lib/run.mjs";

/** @typedef {import("./lib/postgresPlace.mjs").Place} Place */
/** @typedef {import("./lib/processGroups.mjs").ProcessGroups} ProcessGroups */
/** @typedef {import("./lib/processGroups.mjs").Group} Group */
/** @typedef {import("./lib/processGroups.mjs").Ending} Ending */

const MAJOR_VERSION = "18";
const SUPERUSER = "postgres";
const DATABASE = "dument";

/** Enough for one company on a small machine. Only this machine may connect, and only over TCP. */
const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  shared_buffers: "64MB",
  max_connections: "60",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
};

/** For data nobody will miss: a power cut may ruin them, and nothing waits for the disk. */
const SCRATCH_SETTINGS = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
};

/**
 * @typedef {object} Postgres
 * @property {string} url address for the owner of the database, with its password
 * @property {number} port
 * @property {number} pid
 * @property {Promise<Ending>} ended
 * @property {() => string[]} tail last lines of its log
 * @property {(force?: boolean) => Promise<void>} stop ends connections and stops; scratch data are deleted
 */

/**
 * Starts the PostgreSQL that comes with the npm packages. The data are made at the first start; after a crash,
 * PostgreSQL repairs them by itself. The caller makes sure that no one else starts the same data: a server that
 * still runs on them is taken for a leftover and stopped.
 *
 * @param {object} options
 * @param {string} [options.dataDir] where the data are kept; may be left out for scratch data
 * @param {(sentence: string) => void} options.log told of what the person should know
 * @param {number} [options.port] another one is taken when it is busy
 * @param {boolean} [options.ephemeral] scratch data: quick, unsafe, deleted at the end
 * @param {Record<string, string>} [options.settings] settings of PostgreSQL that win over ours
 * @param {ProcessGroups} [options.groups]
 * @returns {Promise<Postgres>}
 * @throws {Refusal} with a sentence for the person
 */
export async function startPostgres({
  dataDir,
  log,
  port,
  ephemeral = false,
  settings = {},
  groups = createProcessGroups(),
}) {
  ensureDataFolder();
  const native = findBinaries(paths.modules);
  const scratch = ephemeral && dataDir === undefined ? makeScratchFolder() : undefined;
  if (scratch) groups.warden?.tell("scratch", scratch);
  const wanted = dataDir ?? join(scratch ?? paths.data, "postgres");
  mkdirSync(dirname(wanted), { recursive: true });
  const place = ephemeral
    ? placeScratch({ dataDir: wanted, native, log })
    : placeData({ dataDir: wanted, native, log });
  const password = keepPassword(place.dataDir);
  if (existsSync(join(place.dataDir, "PG_VERSION"))) requireVersion(place.dataDir);
  else await initialise(place, password, groups, ephemeral);
  await clearStalePostmaster(place.dataDir);

  const logFile = scratch ? join(scratch, "postgres.log") : join(paths.logs, "postgres.log");
  const launched = await launch({
    place,
    password,
    port,
    groups,
    logFile,
    settings: { ...SETTINGS, ...(ephemeral ? SCRATCH_SETTINGS : {}), ...settings },
  });
  await ensureDatabase(launched.client, DATABASE);
  return {
    url: ownerUrl(password, launched.port, DATABASE),
    port: launched.port,
    pid: launched.group.pid ?? 0,
    ended: launched.group.ended,
    tail: launched.tail,
    async stop(force = false) {
      await launched.group.stop({
        signal: force || ephemeral ? "SIGQUIT" : "SIGINT",
        deadlineMs: force ? 2_000 : 15_000,
      });
      if (ephemeral) rmSync(scratch ?? place.dataDir, { recursive: true, force: true });
    },
  };
}

/**
 * The address of a server that another of our commands runs.
 *
 * @param {{ dataDir: string, port: number }} server
 */
export function urlOfRunning({ dataDir, port }) {
  const native = findBinaries(paths.modules);
  const place = placeData({ dataDir, native, log: () => {} });
  return ownerUrl(keepPassword(place.dataDir), port, DATABASE);
}

/** A folder that whoever runs PostgreSQL can pass through, outside of any closed home. */
function makeScratchFolder() {
  const folder = mkdtempSync(join(process.getuid?.() === 0 ? "/tmp" : tmpdir(), "dument-"));
  chmodSync(folder, 0o711);
  return folder;
}

/**
 * @param {string} password
 * @param {number} port
 * @param {string} database
 */
function ownerUrl(password, port, database) {
  return `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
}

/**
 * Reads the superuser's password, beside the data, or makes it for data that do not exist yet.
 *
 * @param {string} dataDir
 */
function keepPassword(dataDir) {
  const file = `${dataDir}.password`;
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  if (existsSync(join(dataDir, "PG_VERSION"))) {
    throw new Refusal(
      `Le mot de passe de la base, ${file}, a disparu\u00a0: remettez ce fichier, ou supprimez ${dataDir} pour repartir de zéro.`,
    );
  }
  const password = randomBytes(24).toString("hex");
  replaceFile(file, `${password}\n`, 0o600);
  return password;
}

/** @param {string} dataDir */
function requireVersion(dataDir) {
  const version = readFileSync(join(dataDir, "PG_VERSION"), "utf8").trim();
  if (version === MAJOR_VERSION) return;
  throw new Refusal(
    `Les données de ${dataDir} viennent de PostgreSQL ${version}, et celui-ci est le ${MAJOR_VERSION}\u00a0: exportez-les avec la version précédente de Dûment, ou supprimez ce dossier pour repartir de zéro.`,
  );
}

/**
 * Makes the data beside their place and moves them there once whole: a start cut short leaves nothing half made.
 * Text sorts by code point whatever the machine's language, so that every machine gives the same order.
 *
 * @param {Place} place
 * @param {string} password
 * @param {ProcessGroups} groups
 * @param {boolean} ephemeral
 */
async function initialise({ dataDir, native, user }, password, groups, ephemeral) {
  const draft = `${dataDir}.new`;
  rmSync(draft, { recursive: true, force: true });
  makePrivateFolder(draft, user);
  const passwordFile = join(draft, "..", `postgres.${process.pid}.once`);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  giveTo(passwordFile, user);
  try {
    const args = [
      `--pgdata=${draft}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
    ];
    if (ephemeral) args.push("--no-sync");
    await run(groups, {
      name: "initdb",
      command: join(native, "bin", "initdb"),
      args,
      ...surroundings(native, user),
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, dataDir);
}

/** What a first try may meet and a second one not: a crashed server's last children, a port taken meanwhile. */
const PASSING_TROUBLE = /pre-existing shared memory block|Address already in use|could not bind/;
const TRIES = 10;

/**
 * @param {object} options
 * @param {Place} options.place
 * @param {string} options.password
 * @param {number | undefined} options.port
 * @param {ProcessGroups} options.groups
 * @param {string} options.logFile
 * @param {Record<string, string>} options.settings
 */
async function launch({ place, password, port, groups, logFile, settings }) {
  rotateLog(logFile);
  // A file and not a pipe: when we are killed, the server can still write while it is stopped.
  const fd = openSync(logFile, "a", 0o600);
  try {
    for (let turn = 1; ; turn += 1) {
      const chosen = await findFreePort(port);
      const start = statSync(logFile).size;
      const group = groups.spawn({
        name: "PostgreSQL",
        command: join(place.native, "bin", "postgres"),
        args: [
          "-D",
          place.dataDir,
          "-p",
          String(chosen),
          ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
        ],
        isDatabase: true,
        options: { ...surroundings(place.native, place.user), stdio: ["ignore", fd, fd] },
      });
      const tail = () => readTail(logFile, start);
      const client = await connectWhenReady(ownerUrl(password, chosen, "postgres"), group);
      if (client !== undefined) return { client, group, port: chosen, tail };
      const lines = tail().join("\n");
      if (turn === TRIES || !PASSING_TROUBLE.test(lines)) {
        throw new Refusal(`PostgreSQL ne démarre pas\u00a0; son journal, ${logFile}, dit\u00a0:\n${lines}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  } finally {
    closeSync(fd);
  }
}

/**
 * A bare environment: variables such as PGDATA or LD_LIBRARY_PATH of the person's own PostgreSQL stay outside.
 *
 * @param {string} native
 * @param {import("./lib/postgresUser.mjs").OsUser | undefined} user
 */
function surroundings(native, user) {
  /** @type {NodeJS.ProcessEnv & { PATH: string }} */
  const env = /** @type {any} */ ({ PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" });
  if (process.platform === "linux") env.LD_LIBRARY_PATH = join(native, "lib");
  return { cwd: "/", env, ...runAs(user) };
}
