// @ts-check
// Vérificateur hors ligne d’un dossier de preuves. Il ne contacte aucun serveur.
//
//   node verifier.mjs              vérifie le dossier où il se trouve
//   node verifier.mjs <dossier>    vérifie un autre dossier
//
// La page verifier.html fait la même chose dans un navigateur, sans rien installer.

// One file on purpose: whoever receives the folder can read all of it, and nothing else is needed.

/**
 * @typedef {{ kind: "ok" | "remark" | "fault", text: string }} Finding
 * @typedef {{ path: string, bytes: number, sha256: string, recordedSha256?: string }} ListedFile
 * @typedef {{ format: string, madeAt: string, files: ListedFile[],
 *   journal: { path: string, headSeq: string, headHash: string, visible: number } }} Manifest
 */

const FORMAT = "dument-dossier/1";
const FIRST_HASH = "0".repeat(64);

// ------------------------------------------------------------------ SHA-256 (FIPS 180-4), without any library

const ROUND_CONSTANTS = new Uint32Array(64);
const FIRST_STATE = new Uint32Array(8);
{
  // Fractional parts of the roots of the first primes, as the standard defines them.
  let found = 0;
  for (let n = 2; found < 64; n += 1) {
    let isPrime = true;
    for (let d = 2; d * d <= n; d += 1) if (n % d === 0) isPrime = false;
    if (!isPrime) continue;
    ROUND_CONSTANTS[found] = fraction(Math.cbrt(n));
    if (found < 8) FIRST_STATE[found] = fraction(Math.sqrt(n));
    found += 1;
  }
}

/** @param {number} root */
function fraction(root) {
  return Math.floor((root - Math.floor(root)) * 2 ** 32);
}

/** @param {number} x @param {number} n */
function rotate(x, n) {
  return (x >>> n) | (x << (32 - n));
}

/** @param {Uint8Array} bytes @returns {string} 64 hexadecimal digits */
export function sha256(bytes) {
  const padded = new Uint8Array((((bytes.length + 8) >> 6) + 1) * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor((bytes.length * 8) / 2 ** 32));
  view.setUint32(padded.length - 4, (bytes.length * 8) >>> 0);
  const state = FIRST_STATE.slice();
  const w = new Uint32Array(64);
  for (let offset = 0; offset < padded.length; offset += 64) compress(state, w, view, offset);
  return [...state].map((word) => word.toString(16).padStart(8, "0")).join("");
}

/** @param {Uint32Array} state @param {Uint32Array} w @param {DataView} view @param {number} offset */
function compress(state, w, view, offset) {
  const at = (/** @type {Uint32Array} */ words, /** @type {number} */ i) => words[i] ?? 0;
  for (let t = 0; t < 16; t += 1) w[t] = view.getUint32(offset + t * 4);
  for (let t = 16; t < 64; t += 1) {
    const a = at(w, t - 15);
    const b = at(w, t - 2);
    const s0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3);
    const s1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10);
    w[t] = at(w, t - 16) + s0 + at(w, t - 7) + s1;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let t = 0; t < 64; t += 1) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + at(ROUND_CONSTANTS, t) + at(w, t)) >>> 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) >>> 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) >>> 0, c, b, a, (t1 + t2) >>> 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => {
    state[i] = at(state, i) + word;
  });
}

// ------------------------------------------------------------------ the journal

/**
 * One text for one value, whatever order its keys came in: what the hash of an entry is taken of.
 *
 * @param {unknown} value
 * @returns {string}
 */
function canonicalJson(value) {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const record = /** @type {Record<string, unknown>} */ (value);
  const keys = Object.keys(record).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalJson(record[key])}`).join(",")}}`;
}

/**
 * Walks the chain from its first entry to its head. An entry about someone else is hidden: only the hash
 * of what it says is given, which is enough to tie it to the entries around it.
 *
 * @param {string} text one JSON object a line
 * @param {Manifest["journal"]} announced
 * @returns {{ findings: Finding[], visible: string[] }}
 */
export function verifyJournal(text, announced) {
  /** @type {Finding[]} */
  const findings = [];
  /** @type {string[]} */
  const visible = [];
  let seq = 0;
  let hash = FIRST_HASH;
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  for (const [index, line] of lines.entries()) {
    const problem = checkLine(line, seq, hash);
    if (typeof problem === "string") {
      findings.push({ kind: "fault", text: `Journal, ligne ${index + 1} : ${problem}` });
      return { findings, visible };
    }
    ({ seq, hash } = problem);
    if (problem.isVisible) visible.push(line);
  }
  if (String(seq) !== announced.headSeq || hash !== announced.headHash) {
    findings.push({ kind: "fault", text: "Journal : la fin annoncée par le manifeste manque." });
  }
  if (visible.length !== announced.visible) {
    findings.push({
      kind: "fault",
      text: `Journal : ${visible.length} entrées lisibles au lieu de ${announced.visible} ; une entrée a été masquée ou ajoutée.`,
    });
  }
  return { findings, visible };
}

/**
 * @param {string} line
 * @param {number} seq of the entry before
 * @param {string} hash of the entry before
 * @returns {string | { seq: number, hash: string, isVisible: boolean }} what is wrong, or where the chain is now
 */
function checkLine(line, seq, hash) {
  /** @type {Record<string, unknown>} */
  let entry;
  try {
    entry = JSON.parse(line);
  } catch {
    return "elle est illisible.";
  }
  if (entry.hidden) {
    const contents = Array.isArray(entry.contents) ? entry.contents : [];
    if (Number(entry.from) !== seq + 1 || contents.length === 0) return outOfPlace(seq);
    const last = contents.reduce((before, content) => linked(String(content), before), hash);
    return { seq: seq + contents.length, hash: last, isVisible: false };
  }
  if (Number(entry.seq) !== seq + 1) return outOfPlace(seq);
  const { hash: own, previousHash, ...content } = entry;
  if (previousHash !== hash) return `l’entrée n° ${entry.seq} ne suit pas celle qui la précède.`;
  if (linked(hashOf(content), hash) !== own) {
    return `l’entrée n° ${entry.seq} ne correspond plus à son empreinte.`;
  }
  return { seq: Number(entry.seq), hash: String(own), isVisible: true };
}

/** @param {number} seq */
function outOfPlace(seq) {
  return `une entrée manque ou n’est pas à sa place après la n° ${seq}.`;
}

/** @param {unknown} value */
function hashOf(value) {
  return sha256(new TextEncoder().encode(canonicalJson(value)));
}

/** The hash of an entry: that of what it says, tied to the entry before. @param {string} content @param {string} previousHash */
function linked(content, previousHash) {
  return hashOf({ content, previousHash });
}

// ------------------------------------------------------------------ the folder

/**
 * Verifies a folder: every listed file is there and unchanged, and the journal holds.
 *
 * @param {Map<string, Uint8Array>} files by path from the root of the folder, with slashes
 * @returns {{ isIntact: boolean, findings: Finding[], manifestSha256: string }}
 */
export function verifyEvidence(files) {
  const bytes = files.get("manifest.json");
  if (!bytes) return fault("Le fichier manifest.json est absent : ce n’est pas un dossier complet.");
  /** @type {Manifest} */
  let manifest;
  try {
    manifest = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return fault("Le fichier manifest.json est illisible.");
  }
  if (manifest.format !== FORMAT) return fault("Le format de ce dossier n’est pas connu de ce vérificateur.");
  const findings = [...fileFindings(manifest, files), ...journalFindings(manifest, files)];
  const isIntact = findings.every(({ kind }) => kind !== "fault");
  return { isIntact, findings, manifestSha256: sha256(bytes) };
}

/** @param {string} text */
function fault(text) {
  return {
    isIntact: false,
    findings: [/** @type {Finding} */ ({ kind: "fault", text })],
    manifestSha256: "",
  };
}

/** @param {Manifest} manifest @param {Map<string, Uint8Array>} files @returns {Finding[]} */
function fileFindings(manifest, files) {
  /** @type {Finding[]} */
  const findings = [];
  let intact = 0;
  for (const listed of manifest.files) {
    const content = files.get(listed.path);
    const hash = content && sha256(content);
    if (!hash) findings.push({ kind: "fault", text: `${listed.path} : fichier absent.` });
    else if (hash !== listed.sha256)
      findings.push({ kind: "fault", text: `${listed.path} : contenu modifié.` });
    else if (listed.recordedSha256 && listed.recordedSha256 !== hash) {
      findings.push({
        kind: "fault",
        text: `${listed.path} : ce n’est pas le contenu dont l’empreinte avait été enregistrée.`,
      });
    } else intact += 1;
  }
  const known = new Set(["manifest.json", ...manifest.files.map(({ path }) => path)]);
  for (const path of files.keys()) {
    const isOfTheSystem = /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini)$/.test(path);
    if (!known.has(path) && !isOfTheSystem) {
      findings.push({ kind: "remark", text: `${path} : fichier en plus, absent du manifeste.` });
    }
  }
  findings.unshift({ kind: "ok", text: `${intact} fichiers sur ${manifest.files.length} sont intacts.` });
  return findings;
}

/** @param {Manifest} manifest @param {Map<string, Uint8Array>} files @returns {Finding[]} */
function journalFindings(manifest, files) {
  const content = files.get(manifest.journal.path);
  // Said already: a listed file is missing.
  if (!content) return [];
  const { findings, visible } = verifyJournal(new TextDecoder().decode(content), manifest.journal);
  if (findings.length > 0) return findings;
  const chained = visible.join("\n");
  const attested = manifest.files.filter(
    ({ recordedSha256 }) => recordedSha256 && chained.includes(recordedSha256),
  );
  return [
    {
      kind: "ok",
      text: `Le journal se suit de la première entrée à la n° ${manifest.journal.headSeq} ; ${visible.length} entrées concernent cette créance.`,
    },
    { kind: "ok", text: `${attested.length} pièces ont leur empreinte inscrite dans ces entrées.` },
  ];
}

// ------------------------------------------------------------------ run by Node

/** @param {string} folder @returns {Promise<Map<string, Uint8Array>>} */
async function readFolder(folder) {
  const { readdir, readFile } = await import("node:fs/promises");
  const { join, relative, sep } = await import("node:path");
  /** @type {Map<string, Uint8Array>} */
  const files = new Map();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? folder, entry.name);
    files.set(relative(folder, path).split(sep).join("/"), new Uint8Array(await readFile(path)));
  }
  return files;
}

const SIGNS = { ok: "  bon     ", remark: "  note    ", fault: "  DÉFAUT  " };

async function runByNode() {
  const { realpathSync } = await import("node:fs");
  const { dirname } = await import("node:path");
  const { fileURLToPath } = await import("node:url");
  const self = fileURLToPath(import.meta.url);
  // Imported by another program: it calls what it needs.
  if (!process.argv[1] || realpathSync(process.argv[1]) !== self) return;
  const { isIntact, findings, manifestSha256 } = verifyEvidence(
    await readFolder(process.argv[2] ?? dirname(self)),
  );
  for (const { kind, text } of findings) console.log(SIGNS[kind] + text);
  if (manifestSha256 !== "") console.log(`  Empreinte du manifeste (SHA-256) : ${manifestSha256}`);
  console.log(isIntact ? "\nDossier intact." : "\nCe dossier a été modifié, ou il est incomplet.");
  process.exitCode = isIntact ? 0 : 1;
}

if (typeof process !== "undefined" && process.versions?.node) await runByNode();

// ------------------------------------------------------------------ run by a page opened from disk

/** The page of verifier.html: waits for a folder, then writes what was found. */
function startPage() {
  const choice = /** @type {HTMLInputElement} */ (document.getElementById("dossier"));
  choice.addEventListener("change", async () => {
    /** @type {Map<string, Uint8Array>} */
    const files = new Map();
    for (const file of choice.files ?? []) {
      // The first part is the name of the chosen folder.
      const path = file.webkitRelativePath.split("/").slice(1).join("/");
      files.set(path, new Uint8Array(await file.arrayBuffer()));
    }
    const { isIntact, findings, manifestSha256 } = verifyEvidence(files);
    const verdict = document.getElementById("verdict");
    const list = document.getElementById("detail");
    if (!verdict || !list) return;
    verdict.className = isIntact ? "bon" : "defaut";
    verdict.textContent = isIntact ? "Dossier intact." : "Ce dossier a été modifié, ou il est incomplet.";
    list.replaceChildren(
      ...findings.map(({ kind, text }) => {
        const item = document.createElement("li");
        item.className = kind;
        item.textContent = { ok: "Bon : ", remark: "Note : ", fault: "Défaut : " }[kind] + text;
        return item;
      }),
    );
    const print = document.getElementById("empreinte");
    if (print) print.textContent = manifestSha256 && `Empreinte du manifeste (SHA-256) : ${manifestSha256}`;
  });
}

if (typeof document !== "undefined") startPage();
