/** A company's own server: tested before it is used, its password sealed for it, never another's. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";
import { type SmtpSink, startSmtpSink } from "../../support/smtpSink";

const database: TestDatabase = await createTestDatabase({ MAIL_PRIVATE_HOSTS: "1" });
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { runDueSteps } = await import("@/usecases/dunning/runDueSteps");
const { sendMessages } = await import("@/usecases/dunning/sendMessages");
const { createMailer, mailPorts } = await import("@/context/sending");
const { placeRefusal, serverProbe } = await import("@/context/ownServers");
const { removeOwnServer, saveOwnServer } = await import("@/usecases/parties/saveMailServer");
const { readSending } = await import("@/usecases/parties/readSending");
const { readMime } = await import("@/mail/readMime");
const { setTestEnvironment } = await import("../../support/environment");
const { readEnvironment } = await import("@/config/env");

const PASSWORD = " mot de passe d’application ";
let sink: SmtpSink;
let world: Awaited<ReturnType<typeof makeCompany>>;
const clock = parisClock("2026-10-01");

beforeAll(async () => {
  sink = await startSmtpSink({ credentials: { user: "helene", password: PASSWORD }, keepsBytes: true });
});
afterAll(() => sink.close());
beforeEach(async () => {
  sink.forget();
  clock.setParis("2026-10-01");
  world = await makeCompany(clock);
});

const form = (change: Record<string, string> = {}) => ({
  host: "127.0.0.1",
  port: String(sink.port),
  security: "NONE",
  userName: "helene",
  password: PASSWORD,
  fromEmail: "helene@atelier-brisset.example",
  perMinute: "20",
  ...change,
});

const errorsOf = async (raw: Record<string, string>) =>
  saveOwnServer(world.ctx, raw, serverProbe).then(
    () => [],
    (error: { errors: { field: string; message: string }[] }) => error.errors,
  );

describe("a server that would take messages", () => {
  it("is used from then on: envelope, sender, and no return address of ours", async () => {
    expect(await errorsOf(form())).toEqual([]);
    // The test goes to the threshold of a message and leaves none.
    expect(sink.messages()).toEqual([]);
    const clientId = await makeClient(world.ctx);
    await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24" });
    clock.setParis("2026-10-26", 17, 15);
    await runDueSteps(world.ctx.companyId, clock.now());
    const mailer = createMailer();
    const result = await sendMessages(world.ctx.companyId, { ...mailPorts(mailer), clock });
    await mailer.close();
    expect(result).toMatchObject({ sent: 1, isDrained: true });
    const mail = await readMime(sink.bytes()[0] ?? Buffer.from(""));
    expect(mail.from).toEqual({
      name: "Hélène Brisset, Atelier Brisset",
      address: "helene@atelier-brisset.example",
    });
    expect(mail.messageId).toMatch(/@atelier-brisset\.example>$/);
    expect(mail.replyTo).toEqual([]);
    expect(await readSending(world.ctx)).toMatchObject({ own: { trouble: null }, sentToday: 1 });
  });

  it("has its password sealed for its company alone", async () => {
    await errorsOf(form());
    const other = await makeCompany(clock);
    await asOwner(
      database,
      `INSERT INTO mail_server SELECT (jsonb_populate_record(s, jsonb_build_object('company_id', $2::text))).*
       FROM mail_server s WHERE company_id = $1`,
      [world.ctx.companyId, other.ctx.companyId],
    );
    const [row] = await asOwner<{ password: Buffer }>(database, "SELECT password FROM mail_server LIMIT 1");
    expect(row?.password.toString("latin1")).not.toContain("passe");
    const clientId = await makeClient(other.ctx);
    await makeInvoice(other.ctx, clientId, { dueOn: "2026-10-24" });
    clock.setParis("2026-10-26", 17, 15);
    await runDueSteps(other.ctx.companyId, clock.now());
    const delivered: unknown[] = [];
    const ports = mailPorts({
      async deliver(mail) {
        delivered.push(mail);
        return { kind: "accepted", response: "250", rejected: [] };
      },
    });
    await sendMessages(other.ctx.companyId, { ...ports, clock });
    // Neither by the copied server nor by the platform's: nothing leaves until a person types it again.
    expect(delivered).toEqual([]);
    expect((await readSending(other.ctx)).own?.trouble?.title).toContain("ne peut plus être lu");
  });

  it("keeps its password when it is left empty, but not for another server or user", async () => {
    await errorsOf(form());
    expect(await errorsOf(form({ password: "", perMinute: "30" }))).toEqual([]);
    expect((await errorsOf(form({ password: "", userName: "voleur" }))).map((one) => one.field)).toEqual([
      "password",
    ]);
    const elsewhere = await startSmtpSink({ credentials: { user: "helene", password: "x" } });
    expect(await errorsOf(form({ password: "", port: String(elsewhere.port) }))).toMatchObject([
      { field: "password" },
    ]);
    expect(elsewhere.stats().connections).toBe(0);
    await elsewhere.close();
  });

  it("is forgotten with its password when it is no longer wanted", async () => {
    await errorsOf(form());
    expect(await removeOwnServer(world.ctx)).toBe(true);
    expect((await readSending(world.ctx)).own).toBeNull();
    expect(await removeOwnServer(world.ctx)).toBe(false);
  });
});

describe("a server that would not", () => {
  it.each([
    ["a wrong password", { password: "autre" }, "password", "refuse l’identifiant helene"],
    ["no user", { userName: "", password: "" }, "password", "demande un identifiant"],
    ["a name that leads nowhere", { host: "smtp.nulle-part.invalid" }, "host", "introuvable"],
  ])("for %s is not kept, and the field says why", async (_, change, field, words) => {
    if (field === "password" && !("host" in change)) {
      sink.rules.set([
        { stage: "mail", reply: "530 5.7.0 Authentication required", times: "userName" in change ? 1 : 0 },
      ]);
    }
    const errors = await errorsOf(form(change));
    expect(errors.map((one) => one.field)).toEqual([field]);
    expect(errors[0]?.message).toContain(words);
    expect((await readSending(world.ctx)).own).toBeNull();
  });

  it("because the sender is another's, said at the recipient as many servers do", async () => {
    sink.rules.set([{ stage: "rcpt", reply: "553 5.7.1 Sender address rejected: not owned by user helene" }]);
    const [error] = await errorsOf(form());
    expect(error).toMatchObject({ field: "fromEmail" });
    expect(error?.message).toContain("not owned by user");
  });

  it("leaves the one in use as it was", async () => {
    await errorsOf(form());
    sink.rules.set([{ stage: "banner", close: "before" }]);
    expect(await errorsOf(form({ fromEmail: "autre@atelier-brisset.example" }))).toHaveLength(1);
    expect((await readSending(world.ctx)).own?.fromEmail).toBe("helene@atelier-brisset.example");
  });
});

describe("the places a company may name", () => {
  const place = { host: "smtp.client.example", port: 587, security: "STARTTLS" } as const;

  it("are public, encrypted, and speak mail, unless the environment opens the network for tests", () => {
    const saved = { ...process.env };
    expect(placeRefusal({ ...place, host: "10.0.0.1" })).toBeNull();
    Object.assign(process.env, saved);
    setTestEnvironment(database.url);
    expect(() => readEnvironment({ ...saved, NODE_ENV: "production", MAIL_PRIVATE_HOSTS: "1" })).toThrow(
      "MAIL_PRIVATE_HOSTS",
    );
  });
});
