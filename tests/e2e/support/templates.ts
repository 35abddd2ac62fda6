/** What a house may be cloned from. Both are made once a run, before the first test. */
import { mkdtempSync, rmSync } from "node:fs";
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

export interface Templates {
  /** A database where nobody has an account. */
  empty: Template;
  /** The demonstration. */
  demonstration: Template;
}

const VARIABLE = "DUMENT_TEST_TEMPLATES";

/** The templates of this run, for the processes of its tests. */
export function templates(): Templates {
  const text = process.env[VARIABLE];
  if (!text) throw new Error("the templates are not made: run the tests with npm test");
  return JSON.parse(text) as Templates;
}

/** Makes the templates and tells the tests of them. @returns what removes them */
export async function makeTemplates(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "dument-seed-"));
  const empty = { database: scratchName("empty"), mails: "" };
  const demonstration = { database: scratchName("demonstration"), mails: join(folder, "mail") };
  const remove = async () => {
    await dropDatabase(demonstration.database);
    await dropDatabase(empty.database);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await createDatabase(empty.database);
    await runToEnd([programFile("migrate")], houseEnvironment(testDatabaseUrl(empty.database)));
    await createDatabase(demonstration.database, empty.database);
    const heldDate = fileURLToPath(new URL("heldDate.mjs", import.meta.url));
    await runToEnd(
      ["--import", heldDate, programFile("seed")],
      houseEnvironment(testDatabaseUrl(demonstration.database), {
        HELD_DATE: new Date(OPENS_AT).toISOString(),
        MAIL_CATCHER_FOLDER: demonstration.mails,
      }),
    );
  } catch (error) {
    await remove();
    throw error;
  }
  process.env[VARIABLE] = JSON.stringify({ empty, demonstration } satisfies Templates);
  return remove;
}
