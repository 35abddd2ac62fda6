import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import type { SinkRule } from "./sinkRules";
import type { SinkOptions, SinkStats } from "./smtpSink";

/** Tests and benches run from the root of the project; this file may be bundled elsewhere. */
const root = process.cwd();

/** A test mail server in a process of its own, so that a bench measures the sender alone. */
export interface SinkProcess {
  readonly port: number;
  readonly controlPort: number;
  setRules(rules: readonly SinkRule[]): Promise<void>;
  addRules(rules: readonly SinkRule[]): Promise<void>;
  counts(): Promise<Record<string, number>>;
  stats(): Promise<SinkStats>;
  forget(): Promise<void>;
  close(): Promise<void>;
}

let started = 0;

async function bundle(): Promise<string> {
  mkdirSync(join(root, ".build"), { recursive: true });
  const outfile = join(root, ".build", `smtpSink-${process.pid}-${++started}.mjs`);
  const entry = join(root, "tests/support/runSmtpSink.ts");
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "error",
  });
  return outfile;
}

/** Starts it and waits until it listens. */
export async function startSinkProcess(options: SinkOptions = {}): Promise<SinkProcess> {
  const program = await bundle();
  const child = spawn(process.execPath, [program, JSON.stringify(options)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ports = await new Promise<{ port: number; controlPort: number }>((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", (line) => resolve(JSON.parse(line)));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the sink ended with ${code}`)));
  });
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${ports.controlPort}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return response.json();
  };
  return {
    ...ports,
    setRules: async (rules) => void (await call("PUT", "/rules", rules)),
    addRules: async (rules) => void (await call("POST", "/rules", rules)),
    counts: async () => (await call("GET", "/counts")) as Record<string, number>,
    stats: async () => (await call("GET", "/stats")) as SinkStats,
    forget: async () => void (await call("POST", "/forget")),
    close: () =>
      new Promise((resolve) => {
        child.once("exit", () => {
          rmSync(program, { force: true });
          resolve();
        });
        child.kill("SIGTERM");
      }),
  };
}
