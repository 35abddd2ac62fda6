/** A whole Dûment for some tests: its own database, its pages and, when asked, its worker; and its mailbox. */
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFreePort } from "../../../bin/lib/ports.mjs";
import { testDatabaseUrl } from "../../support/environment";
import { Behind } from "../../support/fleet";
import { createDatabase, dropDatabase, scratchName } from "../../support/scratchDatabase";
import { houseEnvironment } from "./houseEnvironment";
import { Mailbox } from "./mailbox";
import { pagesArguments, programFile, type Running, startProgram } from "./programs";
import type { Template } from "./templates";

const READY_PATIENCE_MS = 60_000;
const TURNS = 3;

export interface House {
  /** Address of its pages, without a slash at the end. */
  url: string;
  databaseUrl: string;
  /** Owner's view of the database, past row-level security. */
  behind: Behind;
  mailbox: Mailbox;
  /** Ends the worker, so that nothing moves by itself any more. */
  stopWorker(): Promise<void>;
  /** What a failing test should print. */
  said(): string;
  close(): Promise<void>;
}

export interface HouseOptions {
  template: Template;
  hasWorker: boolean;
  /** Instant its clock shows at the start. */
  opensAt: number;
}

/** Opens a house. It takes two seconds; a test file shares it with the others of its worker. */
export async function openHouse(options: HouseOptions): Promise<House> {
  for (let turn = 1; ; turn += 1) {
    try {
      return await tryToOpen(options);
    } catch (error) {
      // Another process may take a port between the moment it is found free and the moment it is used.
      if (turn === TURNS || !String(error).includes("EADDRINUSE")) throw error;
    }
  }
}

async function tryToOpen({ template, hasWorker, opensAt }: HouseOptions): Promise<House> {
  const name = scratchName("house");
  await createDatabase(name, template.database);
  const databaseUrl = testDatabaseUrl(name);
  const behind = await Behind.open(databaseUrl);
  await behind.setClock(opensAt);
  const folder = mkdtempSync(join(tmpdir(), "dument-mail-"));
  if (template.mails && existsSync(template.mails)) cpSync(template.mails, folder, { recursive: true });
  const [webPort, smtpPort, mailPort] = [await findFreePort(), await findFreePort(), await findFreePort()];
  const url = `http://localhost:${webPort}`;
  const env = houseEnvironment(databaseUrl, {
    APP_URL: url,
    SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    MAIL_CATCHER_URL: `http://127.0.0.1:${mailPort}`,
    MAIL_CATCHER_FOLDER: folder,
  });
  const worker = hasWorker ? startProgram(["--enable-source-maps", programFile("worker")], env) : null;
  const programs: Running[] = [
    startProgram([programFile("catcher")], env),
    startProgram(pagesArguments(webPort), env),
    ...(worker ? [worker] : []),
  ];
  const said = () => programs.map((program) => program.said()).join("\n");
  const close = async () => {
    await Promise.all(programs.map((program) => program.stop()));
    await behind.close();
    await dropDatabase(name);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await Promise.all([
      untilAnswers(`http://127.0.0.1:${webPort}/api/health/ready`, programs, said),
      untilAnswers(`http://127.0.0.1:${mailPort}/messages?limit=1`, programs, said),
    ]);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    url,
    databaseUrl,
    behind,
    mailbox: new Mailbox(`http://127.0.0.1:${mailPort}`, url),
    stopWorker: async () => worker?.stop(),
    said,
    close,
  };
}

async function untilAnswers(url: string, programs: readonly Running[], said: () => string): Promise<void> {
  const end = Date.now() + READY_PATIENCE_MS;
  for (;;) {
    const isThere = await fetch(url).then(
      // Read to its end: the pages wait three seconds, when they are stopped, for an answer that nobody reads.
      (response) => response.text().then(() => response.ok),
      () => false,
    );
    if (isThere) return;
    if (programs.some((program) => program.hasEnded()) || Date.now() > end)
      throw new Error(`nobody answers at ${url}:\n${said()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
