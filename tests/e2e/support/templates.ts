/** What a house may be cloned from: made once a run, the demonstration while the first tests run without it. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { localDate } from "@/domain/calendar";
import { instantOf } from "@/domain/zonedTime";
import { testDatabaseUrl } from "../../support/environment";
import { createDatabase, dropDatabase, scratchName } from "../../support/scratchDatabase";
import { houseEnvironment } from "./houseEnvironment";
import { programFile, runToEnd } from "./programs";

/** A Tuesday morning, with the sending window open: the time of every test. */
export const OPENS_AT = instantOf(localDate("2026-11-24"), 10 * 60, "Europe/Paris");

export interface Template {
  database: string;
  /** Folder of the messages that were sent while it was made. */
  mails: string;
}

interface Templates {
  /** A database where nobody has an account. */
  empty: Template;
  /** The demonstration. */
  demonstration: Template;
  /** Written once the demonstration is there; it holds what went wrong when it never will be. */
  doneFile: string;
}

const VARIABLE = "DUMENT_TEST_TEMPLATES";
const LOOK_EVERY_MS = 100;

function templates(): Templates {
  const text = process.env[VARIABLE];
  if (!text) throw new Error("the templates are not made: run the tests with npm test");
  return JSON.parse(text) as Templates;
}

/** Nobody has an account there. */
export function emptyTemplate(): Template {
  return templates().empty;
}

/** The demonstration, waited for. */
export async function demonstrationTemplate(): Promise<Template> {
  const { demonstration, doneFile } = templates();
  while (!existsSync(doneFile)) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  const problem = readFileSync(doneFile, "utf8");
  if (problem !== "") throw new Error(problem);
  return demonstration;
}

/** Makes the templates and tells the tests of them. @returns what removes them */
export async function makeTemplates(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "dument-seed-"));
  const empty = { database: scratchName("empty"), mails: "" };
  const demonstration = { database: scratchName("demonstration"), mails: join(folder, "mail") };
  const doneFile = join(folder, "done");
  let made: Promise<unknown> = Promise.resolve();
  const remove = async () => {
    await made;
    await dropDatabase(demonstration.database);
    await dropDatabase(empty.database);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await createDatabase(empty.database);
    await runToEnd([programFile("migrate")], houseEnvironment(testDatabaseUrl(empty.database)));
    // At once: nobody may be connected to a database while it is copied.
    await createDatabase(demonstration.database, empty.database);
  } catch (error) {
    await remove();
    throw error;
  }
  made = tellStory(demonstration).then(
    () => writeFileSync(doneFile, ""),
    (error: unknown) => writeFileSync(doneFile, String(error)),
  );
  process.env[VARIABLE] = JSON.stringify({ empty, demonstration, doneFile } satisfies Templates);
  return remove;
}

/** Fills the database of the demonstration, as on the day of the tests. */
async function tellStory({ database, mails }: Template): Promise<void> {
  const heldDate = fileURLToPath(new URL("heldDate.mjs", import.meta.url));
  await runToEnd(
    ["--import", heldDate, programFile("seed")],
    houseEnvironment(testDatabaseUrl(database), {
      HELD_DATE: new Date(OPENS_AT).toISOString(),
      MAIL_CATCHER_FOLDER: mails,
    }),
  );
}
