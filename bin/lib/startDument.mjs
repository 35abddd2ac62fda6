// @ts-check
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { startPostgres } from "../postgres.mjs";
import { hasProgram, prepare, programFile, watchProgram } from "../prepare.mjs";
import { ensureInstalled } from "./ensureInstalled.mjs";
import { keepHouse } from "./house.mjs";
import { loadDotEnv } from "./loadDotEnv.mjs";
import { isCleaningUp, waitForLock } from "./lock.mjs";
import { ensureDataFolder, paths, root } from "./paths.mjs";
import { canConnect, keepPort, reachableHost, requireFreePort } from "./ports.mjs";
import { Refusal } from "./refusal.mjs";
import { run, WorkFailed } from "./run.mjs";
import { keepSecrets } from "./secrets.mjs";
import { requireService } from "./services.mjs";

/** @typedef {import("./house.mjs").House} House */
/** @typedef {Record<string, string>} Env */

/** Who signs in to the demonstration: the programs read the same file. */
const DEMO_ACCOUNTS = join(root, "src/config/demoAccounts.json");

/** Secrets a start on one's own machine makes for itself. */
const LOCAL_SECRETS = ["APP_SECRET"];

/** Sender of the messages that stay on this machine. */
export const LOCAL_SENDER = "relances@dument.example";

const READY_DEADLINE_MS = 180_000;

/** A demonstration cut short by a power failure is made again: its writing need not wait for the disk. */
const HASTE = { PGOPTIONS: "-c synchronous_commit=off" };

/**
 * `npm start` and `npm run dev`: from a checkout to a page that answers. Never returns.
 *
 * @param {{ isDev: boolean }} mode
 */
export async function startDument({ isDev }) {
  await keepHouse({
    interruptedCode: 0,
    async work(house) {
      const { progress, supervisor, groups } = house;
      ensureDataFolder();
      const lock = await takeStartLock(house);
      const env = readEnvironment(isDev);
      await requireFreePort(Number(env.PORT), env.HOST ?? "", isDev ? "npm run dev" : "npm start");
      lock.update({ url: env.APP_URL });
      await requireService("REDIS_URL", env.REDIS_URL);
      await requireService("DATABASE_URL", env.DATABASE_URL);
      await ensureInstalled(house);
      Object.assign(env, await localServices(env, isDev));
      const means = { groups, progress, env };
      await prepare("generate", means);
      await prepare("bundle", means);
      await checkEnvironment(house, env);
      Object.assign(env, await database(house, env, lock));
      if (!isDev) await prepare("build", means);
      await runOnce(house, "migrate", "Structure de la base", env);
      if (env.DUMENT_DEMO === "1") {
        await runOnce(house, "seed", "Données de démonstration", { ...env, ...HASTE });
      }
      startServices(house, env, isDev);
      await progress.during("Démarrage", () => untilReady(env, supervisor.stopping));
      if (supervisor.stopping.aborted) return undefined;
      if (isDev) await watchWorker(house);
      welcome(progress.line, env);
      return undefined;
    },
  });
}

/**
 * One start at a time in a checkout. A start that was killed leaves a warden that cleans up: it is waited for.
 *
 * @param {House} house
 */
async function takeStartLock({ progress, warden, atEnd }) {
  const { lock, heldBy } = await waitForLock(paths.startLock, {
    mayWait: isCleaningUp,
    onWait: () => progress.line("  Le démarrage précédent finit de s’arrêter…"),
  });
  if (lock === undefined) {
    const where = heldBy.url ? ` sur ${heldBy.url}` : "";
    throw new Refusal(
      `Dûment tourne déjà dans ce dossier${where} (processus ${heldBy.pid})\u00a0: arrêtez-le d’abord avec Ctrl-C dans son terminal.`,
    );
  }
  lock.update({ keeper: warden.identity, keeperPid: warden.pid });
  atEnd(() => lock.release());
  return lock;
}

/**
 * What the programs are given: what the person set, completed for a start on one's own machine.
 *
 * @param {boolean} isDev
 * @returns {Env}
 */
export function readEnvironment(isDev) {
  const given = loadDotEnv(join(root, ".env"), process.env);
  const port = given.PORT ?? "3000";
  if (!/^\d+$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
    throw new Refusal(`PORT=${port} n’est pas un port\u00a0: donnez un nombre de 1 à 65535.`);
  }
  const host = given.HOST ?? "127.0.0.1";
  const isDemo =
    given.DUMENT_DEMO === undefined ? given.DATABASE_URL === undefined : given.DUMENT_DEMO === "1";
  return {
    ...keepSecrets(paths.secrets, LOCAL_SECRETS),
    APP_URL: `http://localhost:${port}`,
    ...given,
    NODE_ENV: isDev ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: port,
    HOST: host,
    DUMENT_DEMO: isDemo ? "1" : "0",
  };
}

/**
 * @param {House} house
 * @param {Env} env
 * @param {import("./lock.mjs").Lock} lock
 * @returns {Promise<Env>}
 */
async function database({ progress, groups, supervisor }, env, lock) {
  if (env.DATABASE_URL !== undefined) return {};
  const port = await keepPort(paths.ports, "postgres");
  const postgres = await progress.during("PostgreSQL", () =>
    startPostgres({
      dataDir: paths.database,
      port,
      groups,
      log: (sentence) => progress.line(`  ${sentence}`),
    }),
  );
  supervisor.adopt({ name: "PostgreSQL", ...postgres });
  lock.update({ databasePort: postgres.port });
  return { DATABASE_URL: postgres.url };
}

/**
 * Ports that stay the same from one start to the next, and, to try things out, a mailbox of our own unless a mail
 * server is given. A real installation names its mail server: reminders that nobody receives would count as sent.
 *
 * @param {Env} env
 * @param {boolean} isDev
 * @returns {Promise<Env>}
 */
async function localServices(env, isDev) {
  /** @type {Env} */
  const found = {};
  if (env.WORKER_PORT === undefined) found.WORKER_PORT = String(await keepPort(paths.ports, "worker"));
  if (env.SMTP_URL !== undefined) return found;
  if (env.DUMENT_DEMO !== "1" && !isDev) {
    throw new Refusal(
      "Il manque SMTP_URL, l’adresse de votre serveur d’envoi\u00a0: donnez-la dans .env (voir .env.example).",
    );
  }
  const smtpPort = await keepPort(paths.ports, "smtp");
  const httpPort = await keepPort(paths.ports, "mailbox");
  return {
    ...found,
    SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    MAIL_FROM: env.MAIL_FROM ?? LOCAL_SENDER,
    MAIL_CATCHER_URL: `http://127.0.0.1:${httpPort}`,
    MAIL_CATCHER_FOLDER: join(paths.data, "mail"),
  };
}

/**
 * The programs check their environment themselves, all of it at once: they are asked before the long work.
 *
 * @param {House} house
 * @param {Env} env
 */
async function checkEnvironment({ groups }, env) {
  if (!hasProgram("checkEnvironment")) return;
  try {
    await run(groups, {
      name: "checkEnvironment",
      command: process.execPath,
      args: [programFile("checkEnvironment")],
      cwd: root,
      // The embedded database has its address once it is started.
      env: { ...env, DATABASE_URL: env.DATABASE_URL ?? "postgresql://127.0.0.1/dument" },
    });
  } catch (error) {
    if (!(error instanceof WorkFailed) || error.output === "") throw error;
    throw new Refusal(error.output);
  }
}

/**
 * @param {House} house
 * @param {"migrate" | "seed"} name
 * @param {string} label
 * @param {Env} env
 */
async function runOnce({ progress, groups }, name, label, env) {
  if (!hasProgram(name)) return;
  const args = ["--enable-source-maps", programFile(name)];
  await progress.during(label, () => run(groups, { name, command: process.execPath, args, cwd: root, env }));
}

/**
 * @param {House} house
 * @param {Env} env
 * @param {boolean} isDev
 */
function startServices({ supervisor, progress }, env, isDev) {
  /** @param {string} name @param {string[]} args @param {number} deadlineMs */
  const start = (name, args, deadlineMs) =>
    supervisor.start({
      name,
      command: process.execPath,
      args,
      cwd: root,
      env,
      deadlineMs,
      logFile: join(paths.logs, `${name}.log`),
      mayDie: isDev && name === "worker",
      ...(isDev ? { onLine: (/** @type {string} */ line) => progress.line(`${name} │ ${line}`) } : {}),
    });
  if (env.MAIL_CATCHER_URL !== undefined && hasProgram("catcher"))
    start("catcher", [programFile("catcher")], 5_000);
  if (hasProgram("worker")) start("worker", ["--enable-source-maps", programFile("worker")], 30_000);
  if (existsSync(join(root, "next.config.ts"))) {
    const next = join(paths.modules, "next/dist/bin/next");
    start("web", [next, isDev ? "dev" : "start", "-p", env.PORT ?? "", "-H", env.HOST ?? ""], 10_000);
  }
}

/**
 * @param {Env} env
 * @param {AbortSignal} stopping
 */
async function untilReady(env, stopping) {
  const host = reachableHost(env.HOST ?? "");
  const page = `http://${host.includes(":") ? `[${host}]` : host}:${env.PORT}/api/health`;
  const isReady = async () => {
    if (!(await canConnect(host, Number(env.PORT), 1000))) return false;
    try {
      return (await fetch(page, { signal: AbortSignal.timeout(30_000) })).ok;
    } catch {
      return false;
    }
  };
  const end = Date.now() + READY_DEADLINE_MS;
  while (!stopping.aborted && !(await isReady())) {
    if (Date.now() > end) {
      throw new Refusal(`Tout ne répond pas (${page})\u00a0: voyez les journaux dans ${paths.logs}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** @param {House} house */
async function watchWorker({ progress, supervisor, atEnd }) {
  if (!hasProgram("worker")) return;
  const end = await watchProgram("worker", {
    onChange: () => void supervisor.restart("worker"),
    onError: progress.line,
  });
  atEnd(end);
}

/**
 * @param {(text: string) => void} print
 * @param {Env} env
 */
function welcome(print, env) {
  print("");
  print(`Dûment est prêt\u00a0: ${env.APP_URL}`);
  if (env.DUMENT_DEMO === "1") {
    const { freelance, accountant } = JSON.parse(readFileSync(DEMO_ACCOUNTS, "utf8"));
    print(`Connexion\u00a0: ${freelance.email}, mot de passe\u00a0: ${freelance.password}`);
    print(`  ou, côté cabinet\u00a0: ${accountant.email}, mot de passe\u00a0: ${accountant.password}`);
    print(`Aucun message ne part vraiment\u00a0: vos clients les lisent dans ${env.APP_URL}/demo/boite`);
  } else if (env.MAIL_CATCHER_FOLDER !== undefined) {
    print(`Aucun message ne part vraiment\u00a0: ils sont gardés dans ${env.MAIL_CATCHER_FOLDER}`);
  }
  print(`Journaux\u00a0: ${paths.logs}. Pour arrêter\u00a0: Ctrl-C.`);
}
