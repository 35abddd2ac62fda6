// @ts-check
import { existsSync } from "node:fs";
import { join } from "node:path";
import { paths, root } from "./paths.mjs";
import { Refusal } from "./refusal.mjs";
import { run, WorkFailed } from "./run.mjs";

/** @typedef {import("./house.mjs").House} House */

/**
 * @typedef {object} Tools programs the tests need and npm does not bring
 * @property {string | undefined} redis
 * @property {string | undefined} chromium
 */

const REDIS_PLACES = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"];

/** Chromium without windows: the same pages, a tenth quicker. Not every distribution has its package. */
const WITHOUT_WINDOWS = "chromium-headless-shell";

const CHROMIUM_PLACES = [
  `/usr/bin/${WITHOUT_WINDOWS}`,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * Finds what the tests need, and installs it where that takes no question: as root on Debian.
 *
 * @param {House} house
 * @param {{ redis: boolean, chromium: boolean }} needed
 * @returns {Promise<Tools>}
 * @throws {Refusal} with the exact command to type, when something is missing
 */
export async function findTestTools(house, needed) {
  const missing = [];
  if (needed.redis && findRedis() === undefined) missing.push("redis-server");
  if (needed.chromium && (await findChromium()) === undefined) missing.push("chromium");
  if (missing.length > 0 && isDebianRoot()) await installDebianPackages(house, missing);
  const redis = findRedis();
  if (needed.redis && redis === undefined) {
    throw new Refusal(`Il manque Redis pour les tests\u00a0: ${installCommand("redis-server", "redis")}`);
  }
  let chromium = await findChromium();
  if (needed.chromium && chromium === undefined) chromium = await downloadChromium(house);
  return { redis, chromium };
}

/** @returns {string | undefined} */
function findRedis() {
  const folders = [...(process.env.PATH ?? "").split(":").filter(Boolean), ...REDIS_PLACES];
  return folders.map((folder) => join(folder, "redis-server")).find((file) => existsSync(file));
}

/** @returns {Promise<string | undefined>} */
async function findChromium() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new Refusal(`CHROMIUM_PATH=${chosen} ne désigne aucun fichier.`);
  }
  const { chromium } = await import("playwright");
  return [...CHROMIUM_PLACES, chromium.executablePath()].find((file) => file !== "" && existsSync(file));
}

function isDebianRoot() {
  return process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
}

/**
 * @param {string} debian name of the Debian package
 * @param {string} brew name for Homebrew
 */
function installCommand(debian, brew) {
  if (process.platform === "darwin") return `brew install ${brew}`;
  return `sudo apt-get install -y --no-install-recommends ${debian}`;
}

/** @param {House} house @param {string[]} names */
async function installDebianPackages({ groups, progress }, names) {
  const ask = async (/** @type {string} */ command, /** @type {string[]} */ ...args) => {
    await run(groups, {
      name: `${command} ${args[0]}`,
      command,
      args,
      cwd: "/",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  };
  const isKnown = async (/** @type {string} */ name) =>
    ask("apt-cache", "show", name).then(
      () => true,
      () => false,
    );
  const patience = ["-o", "DPkg::Lock::Timeout=300"];
  await progress.during(`Installation de ${names.join(" et ")} (apt)`, async () => {
    await ask("apt-get", "update", ...patience);
    const isLight = names.includes("chromium") && (await isKnown(WITHOUT_WINDOWS));
    const packages = names.map((name) => (isLight && name === "chromium" ? WITHOUT_WINDOWS : name));
    await ask("apt-get", "install", ...patience, "-y", "--no-install-recommends", ...packages);
  });
}

/** @param {House} house */
async function downloadChromium({ groups, progress }) {
  const cli = join(paths.modules, "playwright/cli.js");
  try {
    await progress.during("Téléchargement de Chromium", () =>
      run(groups, {
        name: "playwright install",
        command: process.execPath,
        args: [cli, "install", "chromium"],
        cwd: root,
        env: process.env,
      }),
    );
  } catch (error) {
    if (!(error instanceof WorkFailed)) throw error;
  }
  const found = await findChromium();
  if (found !== undefined) return found;
  throw new Refusal(
    `Il manque Chromium pour les tests\u00a0: ${installCommand("chromium", "--cask chromium")}, ou donnez son chemin dans CHROMIUM_PATH.`,
  );
}
