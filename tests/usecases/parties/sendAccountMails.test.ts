/** The platform's own messages: each is sent, or given up, for itself. */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { parisClock } = await import("../../support/world");
const { queueAccountMail } = await import("@/db/system/accountMail");
const { sendAccountMails } = await import("@/usecases/parties/sendAccountMails");
const { accountMailPorts } = await import("@/context/sending");

const HOUR_MS = 3_600_000;
const clock = parisClock("2026-11-23");
const content = {
  subject: "Votre lien",
  preheader: "",
  paragraphs: ["Le voici."],
  button: { label: "Ouvrir", url: "https://dument.test/" },
  notice: "",
};
let left: string[] = [];

const send = () =>
  sendAccountMails({
    ...accountMailPorts({
      async deliver(mail) {
        left.push(...mail.envelope.to);
        return { kind: "accepted", response: "250", rejected: [] };
      },
    }),
    clock,
  });
const queue = (to: string, subject = content.subject) =>
  queueAccountMail(to, { ...content, subject }, clock.now());
const stateOf = async (to: string) =>
  (
    await asOwner<{ attempts: number; outcome: string; isClosed: boolean }>(
      database,
      `SELECT attempts, outcome, closed_at IS NOT NULL AS "isClosed" FROM account_mail WHERE to_email = $1`,
      [to],
    )
  )[0];

beforeEach(async () => {
  clock.setParis("2026-11-23");
  await asOwner(database, "DELETE FROM account_mail");
  left = [];
});

describe("a message that cannot be composed", () => {
  it("is given up, and the one behind it leaves", async () => {
    await queue("first@people.example", "Eve =?utf-8? vous invite");
    clock.set(clock.now() + 1);
    await queue("second@people.example");
    await send();
    expect(left).toEqual(["second@people.example"]);
    expect(await stateOf("first@people.example")).toEqual({
      attempts: 1,
      outcome: "unwritable",
      isClosed: true,
    });
  });
});

describe("a message that cannot be opened any more", () => {
  it("is tried again later, a few times, and keeps no other waiting", async () => {
    await queue("first@people.example");
    await asOwner(database, "UPDATE account_mail SET sealed = '\\x01020304'");
    clock.set(clock.now() + 1);
    await queue("second@people.example");
    await send();
    expect(left).toEqual(["second@people.example"]);
    expect(await stateOf("first@people.example")).toEqual({
      attempts: 1,
      outcome: "failed",
      isClosed: false,
    });
    for (let hour = 0; hour < 10; hour += 1) {
      clock.set(clock.now() + HOUR_MS);
      await send();
    }
    expect(await stateOf("first@people.example")).toEqual({
      attempts: 6,
      outcome: "failed",
      isClosed: true,
    });
  });
});

it("messages leave in the order they were asked for", async () => {
  const names = ["a", "b", "c", "d", "e", "f"].map((name) => `${name}@people.example`);
  const start = clock.now();
  // Queued in another order than they are due.
  for (const [place, name] of [...names.entries()].reverse()) {
    clock.set(start + place);
    await queue(name);
  }
  clock.set(start + names.length);
  await send();
  expect(left).toEqual(names);
});
