/** The import table of the house (README, "Map"): who may import whom. An empty scan fails. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Rooms of the house and the rooms each may import. `*` entries are packages. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  domain: ["domain"],
  config: ["config"],
  db: ["db", "domain", "config"],
  mail: ["mail", "domain", "config"],
  // Takes letters to the post: carriers.
  post: ["post", "domain", "config", "usecases/ports"],
  // Signs events and posts them to the addresses of companies.
  webhooks: ["webhooks", "domain", "config"],
  documents: ["documents", "domain", "config"],
  formats: ["formats", "domain", "config"],
  queue: ["queue", "domain", "config"],
  auth: ["auth", "domain", "config", "db"],
  usecases: ["usecases", "domain", "db", "formats", "queue/contracts"],
  emails: ["emails", "domain"],
  ui: ["ui", "domain"],
  context: [
    "context",
    "config",
    "db",
    "mail",
    "post",
    "webhooks",
    "documents",
    "formats",
    "queue",
    "auth",
    "emails",
    "domain",
    "usecases/ports",
    // Ports of one use case stand beside it.
    "usecases/parties",
  ],
  app: ["app", "context", "usecases", "auth", "ui", "config", "domain"],
  proxy: [],
  worker: ["worker", "context", "usecases", "queue", "config", "domain"],
};

/** Packages only some rooms may name. A package not listed here is free, except in `domain`. */
const PACKAGE_OWNERS: Record<string, readonly string[]> = {
  pg: ["db", "queue"],
  "@prisma/client": ["db"],
  "@prisma/adapter-pg": ["db"],
  nodemailer: ["mail"],
  "smtp-server": ["mail"],
  bullmq: ["queue"],
  ioredis: ["queue"],
  fflate: ["formats"],
  "@react-pdf/renderer": ["documents"],
  "react-email": ["emails"],
  "next-auth": ["auth", "app"],
  "@node-rs/argon2": ["auth"],
  otplib: ["auth"],
  next: ["app", "ui", "auth", "proxy"],
  react: ["app", "ui", "emails", "documents", "auth"],
};

function sources(folder: string): string[] {
  const found: string[] = [];
  for (const name of readdirSync(join(root, folder))) {
    const path = `${folder}/${name}`;
    if (path === "src/db/generated") continue;
    if (statSync(join(root, path)).isDirectory()) found.push(...sources(path));
    else if (/\.tsx?$/.test(name) && !name.endsWith(".d.ts")) found.push(path);
  }
  return found;
}

/** `src/domain/legal/rates.ts` → `domain`; `src/context.ts` → `context`; `emails/x.tsx` → `emails`. */
function roomOf(file: string): string {
  const parts = file.split("/");
  if (parts[0] === "emails") return "emails";
  return (parts[1] ?? "").replace(/\.tsx?$/, "");
}

const IMPORT =
  /(?:^|[\s;])(?:import|export)\s+(?:type\s+)?(?:[\w*{}\s,$]+\s+from\s+)?["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)|require\(\s*["']([^"']+)["']\s*\)/g;

interface Arrow {
  from: string;
  specifier: string;
  /** Path from the root without extension when the import is ours, else undefined. */
  target: string | undefined;
}

function arrowsOf(file: string): Arrow[] {
  const text = readFileSync(join(root, file), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
  return [...text.matchAll(IMPORT)].map((match) => {
    const specifier = match[1] ?? match[2] ?? match[3] ?? "";
    return { from: file, specifier, target: targetOf(file, specifier) };
  });
}

function targetOf(file: string, specifier: string): string | undefined {
  if (specifier.startsWith("@/")) return `src/${specifier.slice(2)}`;
  if (specifier.startsWith("@emails/")) return `emails/${specifier.slice(8)}`;
  if (specifier.startsWith(".")) return relative(root, resolve(join(root, dirname(file)), specifier));
  return undefined;
}

const files = [...sources("src"), ...sources("emails")];
const arrows = files.flatMap(arrowsOf);

function allowed(arrow: Arrow): boolean {
  const room = roomOf(arrow.from);
  const rules = MAY_IMPORT[room] ?? [];
  if (arrow.target === undefined) return true;
  if (/\.(css|woff2|json)$/.test(arrow.target)) return true;
  const [top, second] = arrow.target.replace(/^src\//, "").split("/");
  if (arrow.target.startsWith("emails")) return rules.includes("emails");
  return rules.includes((top ?? "").replace(/\.tsx?$/, "")) || rules.includes(`${top}/${second}`);
}

/** Finds one import cycle among our files, as a list of files, or undefined. */
function findCycle(): string[] | undefined {
  const known = new Map(files.map((file) => [file.replace(/(\/index)?\.tsx?$/, ""), file]));
  const next = new Map<string, string[]>();
  for (const arrow of arrows) {
    const to = arrow.target && known.get(arrow.target);
    if (to) next.set(arrow.from, [...(next.get(arrow.from) ?? []), to]);
  }
  const done = new Set<string>();
  const walk = (file: string, path: string[]): string[] | undefined => {
    const at = path.indexOf(file);
    if (at >= 0) return [...path.slice(at), file];
    if (done.has(file)) return undefined;
    for (const to of next.get(file) ?? []) {
      const cycle = walk(to, [...path, file]);
      if (cycle) return cycle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of files) {
    const cycle = walk(file, []);
    if (cycle) return cycle;
  }
  return undefined;
}

describe("the house", () => {
  it("is really read: an empty scan is a failure", () => {
    expect(files.length).toBeGreaterThan(400);
    expect(arrows.filter((arrow) => arrow.target).length).toBeGreaterThan(1000);
  });

  it("has only rooms of the table", () => {
    expect(files.map(roomOf).filter((room) => !(room in MAY_IMPORT))).toEqual([]);
  });

  it("obeys the import table", () => {
    const forbidden = arrows.filter((arrow) => !allowed(arrow));
    expect(forbidden.map((arrow) => `${arrow.from} → ${arrow.specifier}`)).toEqual([]);
  });

  it("names each heavy package in its own room only", () => {
    const wrong = arrows.filter((arrow) => {
      const parts = arrow.specifier.split("/");
      const name = arrow.specifier.startsWith("@") ? `${parts[0]}/${parts[1]}` : (parts[0] ?? "");
      const owners = arrow.target === undefined ? PACKAGE_OWNERS[name] : undefined;
      return owners !== undefined && !owners.includes(roomOf(arrow.from));
    });
    expect(wrong.map((arrow) => `${arrow.from} → ${arrow.specifier}`)).toEqual([]);
  });

  it("keeps the domain pure: no package, no clock, no environment", () => {
    const impure: string[] = [];
    for (const file of files.filter((path) => roomOf(path) === "domain")) {
      const text = readFileSync(join(root, file), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
      if (/\bprocess\./.test(text)) impure.push(`${file}: process`);
      if (/new Date\(\s*\)|Date\.now\(/.test(text)) impure.push(`${file}: clock`);
      if (/Math\.random|crypto\./.test(text)) impure.push(`${file}: chance`);
    }
    for (const arrow of arrows) {
      if (roomOf(arrow.from) === "domain" && arrow.target === undefined)
        impure.push(`${arrow.from} → ${arrow.specifier}`);
    }
    expect(impure).toEqual([]);
  });

  it("reads the environment in one place", () => {
    const readers = files.filter((file) => {
      const text = readFileSync(join(root, file), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
      // Next inlines NODE_ENV in the proxy at build time: no program reads it there.
      const isInlined = file === "src/proxy.ts" && !/process\.env\.(?!NODE_ENV)/.test(text);
      return file !== "src/config/env.ts" && !isInlined && /process\.env\b/.test(text);
    });
    expect(readers).toEqual([]);
  });

  it("has no import cycle", () => {
    expect(findCycle()).toBeUndefined();
  });
});
