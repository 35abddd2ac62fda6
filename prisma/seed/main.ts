/**
 * `node .build/seed.mjs`: fills an empty database with the demonstration, and does nothing to any
 * other. A preparation that was cut short starts again from nothing.
 */
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { env } from "@/config/env";
import { closeStores } from "@/context/stores";
import { demoGround } from "@/db/system/demoClock";
import { CaughtMails } from "@/mail/caughtMails";
import { clearUnfinished } from "./clearUnfinished";
import { seedDemonstration } from "./seedDemonstration";
import type { SeenMail } from "./world";

const MOST_MAILS = 2_000;

/** Puts the messages where the mail catcher finds them. */
async function fillMailbox(folder: string, mails: readonly SeenMail[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  // Messages of an earlier database: their links lead nowhere.
  const old = (await readdir(folder)).filter((name) => name.endsWith(".eml"));
  for (const name of old) await rm(join(folder, name), { force: true });
  const box = await CaughtMails.open(folder, MOST_MAILS);
  for (const { mime, at } of mails) await box.add(Buffer.from(mime), at);
}

const { DATABASE_URL, DUMENT_DEMO, MAIL_CATCHER_FOLDER } = env();
if (!DUMENT_DEMO) throw new Error("DUMENT_DEMO is not set: a real database is never filled");
const ground = await demoGround();
if (ground === "taken") {
  process.stdout.write("the database is not empty: left as it is\n");
} else {
  if (ground === "unfinished") await clearUnfinished(DATABASE_URL);
  const { mails } = await seedDemonstration(Date.now());
  await fillMailbox(MAIL_CATCHER_FOLDER, mails);
  process.stdout.write(`the demonstration is ready, with ${mails.length} messages\n`);
}
await closeStores();
process.exit(0);
