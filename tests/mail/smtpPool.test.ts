import { createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DeliveryOutcome } from "@/domain/dunning/deliveryOutcome";
import { CircuitBreaker } from "@/mail/circuitBreaker";
import { type SmtpSink, startSmtpSink } from "../support/smtpSink";
import { plainServer, rawMail, testPool } from "./harness";

let sink: SmtpSink;
beforeEach(async () => {
  sink = await startSmtpSink();
});
afterEach(() => sink.close());

const mail = (key = "key") => rawMail(key, ["r@client.test"]);
const keys = (count: number) => Array.from({ length: count }, (_, index) => `key-${index}`);
const kindsOf = (outcomes: readonly DeliveryOutcome[]) => [
  ...new Set(outcomes.map((outcome) => outcome.kind)),
];

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address ? address.port : 1;
}

describe("connections", () => {
  it("are kept between messages, and never more than allowed", async () => {
    const pool = testPool({ maxConnections: 3, maxMessagesPerConnection: 1_000 });
    const server = plainServer(sink.port);
    const outcomes = await Promise.all(keys(200).map((key) => pool.deliver(mail(key), { server })));
    expect(kindsOf(outcomes)).toEqual(["accepted"]);
    expect(Object.values(sink.counts())).toEqual(keys(200).map(() => 1));
    expect(sink.stats().connections).toBe(3);
    expect(pool.connectionCount).toBe(3);
    await pool.close();
  });

  it("are renewed after a number of messages", async () => {
    const pool = testPool({ maxConnections: 1, maxMessagesPerConnection: 10 });
    for (const key of keys(25)) await pool.deliver(mail(key), { server: plainServer(sink.port) });
    expect(sink.stats().connections).toBe(3);
    await pool.close();
  });

  it("are not shared between credentials", async () => {
    const shared = await startSmtpSink({ credentials: { user: "a", password: "1" } });
    const pool = testPool();
    const good = { user: "a", password: "1" };
    const bad = { user: "a", password: "2" };
    expect(
      await pool.deliver(mail(), { server: plainServer(shared.port, { credentials: good }) }),
    ).toMatchObject({
      kind: "accepted",
    });
    expect(
      await pool.deliver(mail(), { server: plainServer(shared.port, { credentials: bad }) }),
    ).toMatchObject({
      kind: "refused_permanent",
      stage: "auth",
    });
    await pool.close();
    await shared.close();
  });

  it("serve again after a refused envelope, once RSET has cleaned up", async () => {
    const pool = testPool({ maxConnections: 1 });
    const server = plainServer(sink.port);
    sink.rules.set([{ stage: "rcpt", reply: "550 5.1.1 Unknown", times: 1 }]);
    expect(await pool.deliver(mail("poison"), { server })).toMatchObject({ kind: "refused_permanent" });
    expect(await pool.deliver(mail("good"), { server })).toMatchObject({ kind: "accepted" });
    expect(sink.stats()).toMatchObject({ connections: 1, commands: { RSET: 1 } });
    expect(sink.counts()).toEqual({ good: 1 });
    await pool.close();
  });

  it("do not serve again after a refused message", async () => {
    const pool = testPool({ maxConnections: 1 });
    const server = plainServer(sink.port);
    sink.rules.set([{ stage: "final", reply: "554 5.7.1 Spam", times: 1 }]);
    await pool.deliver(mail("poison"), { server });
    expect(await pool.deliver(mail("good"), { server })).toMatchObject({ kind: "accepted" });
    expect(sink.stats().connections).toBe(2);
    await pool.close();
  });

  it("of the server used longest ago are let go when there are too many servers", async () => {
    const others = await Promise.all([startSmtpSink(), startSmtpSink()]);
    const pool = testPool({ maxServers: 2 });
    for (const each of [sink, ...others]) await pool.deliver(mail(), { server: plainServer(each.port) });
    expect(pool.connectionCount).toBe(2);
    expect(await pool.deliver(mail("again"), { server: plainServer(sink.port) })).toMatchObject({
      kind: "accepted",
    });
    expect(sink.stats().connections).toBe(2);
    await pool.close();
    await Promise.all(others.map((each) => each.close()));
  });
});

describe("a server that closes connections", () => {
  it.each([
    { name: "with a FIN", rule: { stage: "final", close: "after" } as const },
    { name: "with a reset", rule: { stage: "final", close: "after", reset: true } as const },
    {
      name: "with 421",
      rule: { stage: "final", reply: "250 2.0.0 OK\r\n421 4.4.2 Idle", close: "after" } as const,
    },
  ])("after each message, $name: 300 messages, none twice, none missing", async ({ rule }) => {
    sink.rules.set([rule]);
    const pool = testPool({ maxConnections: 3 });
    const outcomes = await Promise.all(
      keys(300).map((key) => pool.deliver(mail(key), { server: plainServer(sink.port) })),
    );
    expect(kindsOf(outcomes)).toEqual(["accepted"]);
    expect(sink.counts()).toEqual(Object.fromEntries(keys(300).map((key) => [key, 1])));
    await pool.close();
  });

  it("while it is idle, with 421 to the next MAIL: the message goes over a new one", async () => {
    const pool = testPool({ maxConnections: 1 });
    const server = plainServer(sink.port);
    await pool.deliver(mail("one"), { server });
    sink.rules.set([{ stage: "mail", reply: "421 4.4.2 Idle too long", close: "after", times: 1 }]);
    expect(await pool.deliver(mail("two"), { server })).toMatchObject({ kind: "accepted" });
    expect(sink.counts()).toEqual({ one: 1, two: 1 });
    await pool.close();
  });

  it("is tried once more only: a new connection that is cut is reported", async () => {
    const pool = testPool({ maxConnections: 1 });
    const server = plainServer(sink.port);
    await pool.deliver(mail("one"), { server });
    sink.rules.set([{ stage: "mail", close: "before" }]);
    expect(await pool.deliver(mail("two"), { server })).toMatchObject({ kind: "not_sent" });
    expect(sink.stats().commands.MAIL).toBe(3);
    await pool.close();
  });

  it("is never tried again once the message was handed over", async () => {
    const pool = testPool({ maxConnections: 1 });
    const server = plainServer(sink.port);
    await pool.deliver(mail("one"), { server });
    sink.rules.set([{ stage: "final", accept: true, close: "before", times: 1 }]);
    expect(await pool.deliver(mail("two"), { server })).toMatchObject({ kind: "uncertain" });
    expect(sink.counts()).toEqual({ one: 1, two: 1 });
    await pool.close();
  });

  it("and went silent while idle is found out by RSET", async () => {
    let nowMs = 0;
    const pool = testPool({ maxConnections: 1, probeAfterMs: 1_000, now: () => nowMs });
    const server = plainServer(sink.port);
    await pool.deliver(mail("one"), { server });
    nowMs = 5_000;
    expect(await pool.deliver(mail("two"), { server })).toMatchObject({ kind: "accepted" });
    expect(sink.stats()).toMatchObject({ connections: 1, commands: { RSET: 1 } });
    await pool.close();
  });
});

describe("a server that does not answer", () => {
  it("is left alone after some failures, tried once after a rest, and served again when it is back", async () => {
    let nowMs = 0;
    const pool = testPool({ breaker: { failures: 3, openMs: 10_000 }, now: () => nowMs });
    const server = plainServer(sink.port);
    sink.rules.set([{ stage: "banner", close: "before" }]);
    for (const key of keys(3)) await pool.deliver(mail(key), { server });
    expect(sink.stats().connections).toBe(3);
    const rest = { kind: "not_sent", reason: "circuit_open", retryInMs: 10_000 };
    expect(await pool.deliver(mail(), { server })).toMatchObject(rest);
    expect(sink.stats().connections).toBe(3);
    nowMs = 10_000;
    expect(await pool.deliver(mail(), { server })).toMatchObject({ reason: "connection_lost" });
    expect(await pool.deliver(mail(), { server })).toMatchObject(rest);
    sink.rules.set([]);
    nowMs = 20_000;
    expect(await pool.deliver(mail(), { server })).toMatchObject({ kind: "accepted" });
    expect(await pool.deliver(mail(), { server })).toMatchObject({ kind: "accepted" });
    await pool.close();
  });

  it("does not hold up the others", async () => {
    const hanging = await startSmtpSink();
    hanging.rules.set([{ stage: "banner", silent: true }]);
    const pool = testPool({ timeouts: { greetingMs: 20_000 } });
    const stuck = keys(20).map((key) => pool.deliver(mail(key), { server: plainServer(hanging.port) }));
    const outcomes = await Promise.all(
      keys(50).map((key) => pool.deliver(mail(key), { server: plainServer(sink.port) })),
    );
    expect(kindsOf(outcomes)).toEqual(["accepted"]);
    await pool.close({ force: true });
    expect(kindsOf(await Promise.all(stuck))).toEqual(["not_sent"]);
    await hanging.close();
  });

  it("is told apart from a name that does not exist", async () => {
    const pool = testPool();
    const port = await closedPort();
    expect(await pool.deliver(mail(), { server: plainServer(port) })).toMatchObject({
      kind: "not_sent",
      reason: "connect",
    });
    const server = plainServer(25, {
      host: "mail.nowhere.test",
      lookup: (_name, _options, callback) =>
        callback(Object.assign(new Error("no such name"), { code: "ENOTFOUND" }), ""),
    });
    expect(await pool.deliver(mail(), { server })).toMatchObject({ kind: "not_sent", reason: "dns" });
    await pool.close();
  });

  it("is not to blame for a wrong password, which is not tried again at once", async () => {
    let nowMs = 0;
    const strict = await startSmtpSink({ credentials: { user: "a", password: "1" } });
    const pool = testPool({ signInRestMs: 1_000, breaker: { failures: 1, openMs: 9_000 }, now: () => nowMs });
    const bad = plainServer(strict.port, { credentials: { user: "a", password: "2" } });
    const good = plainServer(strict.port, { credentials: { user: "a", password: "1" } });
    const refusal = { kind: "refused_permanent", stage: "auth", code: 535 };
    for (const key of keys(4)) expect(await pool.deliver(mail(key), { server: bad })).toMatchObject(refusal);
    expect(strict.stats().connections).toBe(1);
    expect(await pool.deliver(mail(), { server: good })).toMatchObject({ kind: "accepted" });
    nowMs = 1_000;
    expect(await pool.deliver(mail(), { server: bad })).toMatchObject(refusal);
    expect(strict.stats().commands.AUTH).toBe(3);
    await pool.close();
    await strict.close();
  });
});

describe("a breaker", () => {
  it("lets one trial through when it is half-open, and closes on its success", () => {
    let nowMs = 0;
    const breaker = new CircuitBreaker({ failures: 2, openMs: 100 }, () => nowMs);
    breaker.failed();
    expect(breaker.admit()).toEqual({ admitted: true });
    breaker.failed();
    nowMs = 40;
    expect(breaker.admit()).toEqual({ admitted: false, retryInMs: 60 });
    nowMs = 100;
    expect([breaker.admit().admitted, breaker.admit().admitted]).toEqual([true, false]);
    breaker.withdrawn();
    expect(breaker.admit().admitted).toBe(true);
    breaker.succeeded();
    expect([breaker.admit().admitted, breaker.admit().admitted]).toEqual([true, true]);
  });
});

describe("closing", () => {
  it("lets deliveries under way finish and sends the others away", async () => {
    const pool = testPool({ maxConnections: 1 });
    const server = plainServer(sink.port);
    sink.rules.set([{ stage: "final", delayMs: 100 }]);
    const running = pool.deliver(mail("running"), { server });
    const waiting = pool.deliver(mail("waiting"), { server });
    await new Promise((resolve) => setTimeout(resolve, 40));
    await pool.close();
    expect(await running).toMatchObject({ kind: "accepted" });
    expect(await waiting).toMatchObject({ kind: "not_sent", reason: "closed" });
    expect(await pool.deliver(mail("late"), { server })).toMatchObject({
      kind: "not_sent",
      reason: "closed",
    });
    expect(pool.connectionCount).toBe(0);
    expect(sink.counts()).toEqual({ running: 1 });
  });

  it("by force says how far each delivery was", async () => {
    const pool = testPool({ timeouts: { replyMs: 20_000, finalReplyMs: 20_000 } });
    const silentAt = async (stage: "mail" | "final") => {
      const other = await startSmtpSink();
      other.rules.set([{ stage, silent: true, accept: true }]);
      return other;
    };
    const [early, late] = await Promise.all([silentAt("mail"), silentAt("final")]);
    const outcomes = [early, late].map((each) => pool.deliver(mail(), { server: plainServer(each.port) }));
    await new Promise((resolve) => setTimeout(resolve, 60));
    await pool.close({ force: true });
    const [before, after] = await Promise.all(outcomes);
    expect(before).toMatchObject({ kind: "not_sent" });
    expect(after).toMatchObject({ kind: "uncertain" });
    await Promise.all([early.close(), late.close()]);
  });

  it("refuses more waiting messages than it has room for", async () => {
    const pool = testPool({ maxConnections: 1, maxWaiting: 2 });
    const server = plainServer(sink.port);
    const outcomes = await Promise.all(keys(5).map((key) => pool.deliver(mail(key), { server })));
    expect(outcomes.filter((outcome) => outcome.kind === "accepted")).toHaveLength(3);
    expect(outcomes.filter((outcome) => outcome.kind === "not_sent")).toMatchObject([
      { reason: "busy" },
      { reason: "busy" },
    ]);
    await pool.close();
  });
});
