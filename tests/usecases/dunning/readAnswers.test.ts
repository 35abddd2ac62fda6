/** The company's mailbox: only answers to our messages are opened, and nothing in it changes. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";
import { type ImapServer, startImapServer } from "../../support/imapServer";

const database: TestDatabase = await createTestDatabase({ MAIL_PRIVATE_HOSTS: "1" });
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { runDueSteps } = await import("@/usecases/dunning/runDueSteps");
const { sendMessages } = await import("@/usecases/dunning/sendMessages");
const { readAnswers } = await import("@/usecases/dunning/readAnswers");
const { saveOwnMailbox } = await import("@/usecases/parties/saveMailbox");
const { readSending } = await import("@/usecases/parties/readSending");
const { answerPorts } = await import("@/context/inbound");
const { mailPorts } = await import("@/context/sending");
const { mailboxReader } = await import("@/context/mailboxReader");

const PASSWORD = "mot de passe";
const clock = parisClock("2026-10-01");
let imap: ImapServer;
let world: Awaited<ReturnType<typeof makeCompany>>;
let messageId = "";

beforeAll(async () => {
  imap = await startImapServer("helene", PASSWORD);
});
afterAll(() => imap.close());

function fixture(name: string): Buffer {
  const file = new URL(`../../mail/inbound/fixtures/${name}.eml`, import.meta.url);
  const text = readFileSync(file, "utf8").replaceAll(
    "<abcdefghij234567abcdefghij@dument.example>",
    messageId,
  );
  return Buffer.from(text.replace(/\r?\n/g, "\r\n"));
}

const form = (change: Record<string, string> = {}) => ({
  host: "127.0.0.1",
  port: String(imap.port),
  security: "NONE",
  userName: "helene",
  password: PASSWORD,
  folder: "",
  ...change,
});

const read = () => readAnswers(world.ctx.companyId, { ...answerPorts(), clock });
const kept = () =>
  asOwner<{ kind: string }>(
    database,
    "SELECT kind::text FROM inbound_mail WHERE company_id = $1 ORDER BY created_at, id",
    [world.ctx.companyId],
  ).then((rows) => rows.map((row) => row.kind));

beforeEach(async () => {
  imap.messages.length = 0;
  imap.said.length = 0;
  imap.uidValidity = 7;
  clock.setParis("2026-10-01");
  world = await makeCompany(clock);
  const clientId = await makeClient(world.ctx);
  await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24" });
  clock.setParis("2026-10-26", 17, 15);
  await runDueSteps(world.ctx.companyId, clock.now());
  const ports = mailPorts({
    async deliver(mail) {
      messageId = /^Message-ID: (<[^>]+>)/im.exec(Buffer.from(mail.mime).toString())?.[1] ?? "";
      return { kind: "accepted", response: "250", rejected: [] };
    },
  });
  await sendMessages(world.ctx.companyId, { ...ports, clock });
});

describe("a mailbox", () => {
  it("is read from the day it was named on, once each message, and only what concerns us is opened", async () => {
    imap.messages.push(fixture("reply-outlook"));
    await saveOwnMailbox(world.ctx, form(), mailboxReader);
    expect(await read()).toBe(0);
    imap.messages.push(
      fixture("unrelated"),
      fixture("reply-plain"),
      fixture("auto-outlook-fr"),
      fixture("postfix-delayed"),
    );
    imap.said.length = 0;
    expect(await read()).toBe(3);
    expect(await read()).toBe(0);
    expect(await kept()).toEqual(["REPLY", "AUTO_REPLY", "DELAY"]);
    const opened = imap.said.flatMap((line) => /UID FETCH (\d+) \(BODY/.exec(line)?.[1] ?? []);
    expect(opened).toEqual(["3", "4", "5"]);
    // Read-only: no word that could change anything.
    expect(imap.said.join("\n")).not.toMatch(/\b(SELECT|STORE|EXPUNGE|COPY|MOVE|APPEND|DELETE|BODY\[)/);
  });

  it("whose numbers start again is read from now on, not from the beginning", async () => {
    await saveOwnMailbox(world.ctx, form(), mailboxReader);
    imap.messages.push(fixture("reply-plain"));
    imap.uidValidity = 8;
    expect(await read()).toBe(0);
    imap.messages.push(fixture("reply-mobile"));
    expect(await read()).toBe(1);
  });

  it("that does not open any more is left alone and says so", async () => {
    await saveOwnMailbox(world.ctx, form(), mailboxReader);
    await asOwner(database, "UPDATE mailbox SET folder = 'Ailleurs' WHERE company_id = $1", [
      world.ctx.companyId,
    ]);
    expect(await read()).toBe(0);
    expect((await readSending(world.ctx)).mailbox?.problem).toContain("Ailleurs");
    const [row] = await asOwner<{ rests: boolean }>(
      database,
      "SELECT next_read_at > $2 AS rests FROM mailbox WHERE company_id = $1",
      [world.ctx.companyId, new Date(clock.now())],
    );
    expect(row?.rests).toBe(true);
  });

  describe("in which one message cannot be taken", () => {
    const from = (sender: string) =>
      Buffer.from(
        fixture("reply-plain")
          .toString()
          .replace(/^From: .*$/m, `From: ${sender}`),
      );
    const standing = async () =>
      (
        await asOwner<{ uid: number; failures: number }>(
          database,
          "SELECT last_uid::int AS uid, failures FROM mailbox WHERE company_id = $1",
          [world.ctx.companyId],
        )
      )[0];
    /** PostgreSQL refuses what this sender writes, with this code. */
    const refuse = (sender: string, code: string) =>
      asOwner(
        database,
        `CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
           'BEGIN RAISE EXCEPTION ''refused'' USING ERRCODE = ''${code}''; END';
         CREATE OR REPLACE TRIGGER refuse BEFORE INSERT ON inbound_mail FOR EACH ROW
           WHEN (NEW.from_email = '${sender}') EXECUTE FUNCTION refuse()`,
      );

    it("takes it when only the sender’s address is odd", async () => {
      await saveOwnMailbox(world.ctx, form(), mailboxReader);
      imap.messages.push(from(`A <${"a".repeat(253)}😀@l.example>`), fixture("reply-mobile"));
      expect(await read()).toBe(2);
      expect(await standing()).toEqual({ uid: 2, failures: 0 });
    });

    it("notes it and goes on with the others when its own data are refused", async () => {
      await saveOwnMailbox(world.ctx, form(), mailboxReader);
      await refuse("odd@client.example", "22P02");
      imap.messages.push(from("odd@client.example"), fixture("reply-mobile"));
      expect(await read()).toBe(1);
      expect(await standing()).toEqual({ uid: 2, failures: 0 });
      const noted = await asOwner(
        database,
        "SELECT data FROM journal_entry WHERE company_id = $1 AND action = 'inbound.passed_over'",
        [world.ctx.companyId],
      );
      expect(noted).toEqual([{ data: { uid: "1" } }]);
    });

    it("tries again when it may be better later, and not for ever", async () => {
      await saveOwnMailbox(world.ctx, form(), mailboxReader);
      await refuse("odd@client.example", "53100");
      imap.messages.push(from("odd@client.example"), fixture("reply-mobile"));
      for (let failures = 1; failures <= 5; failures += 1) {
        await expect(read()).rejects.toThrow();
        expect(await standing()).toEqual({ uid: 0, failures });
      }
      expect(await read()).toBe(1);
      expect(await standing()).toEqual({ uid: 2, failures: 0 });
    });
  });

  it.each([
    ["a wrong password", { password: "autre" }, "password"],
    ["a folder that is not there", { folder: "Ailleurs" }, "folder"],
    ["a name that leads nowhere", { host: "imap.nulle-part.invalid" }, "host"],
    ["a user that would say more than one command", { userName: 'x" "y\r\nD9 DELETE "INBOX' }, "userName"],
  ])("with %s is not kept, and the field says why", async (_, change, field) => {
    await expect(saveOwnMailbox(world.ctx, form(change), mailboxReader)).rejects.toMatchObject({
      errors: [{ field }],
    });
    expect((await readSending(world.ctx)).mailbox).toBeNull();
    expect(imap.said.join("\n")).not.toContain("DELETE");
  });
});
