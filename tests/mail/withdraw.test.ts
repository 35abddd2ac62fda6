import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type SmtpSink, startSmtpSink } from "../support/smtpSink";
import { plainServer, rawMail, testPool } from "./harness";

let sink: SmtpSink;
beforeEach(async () => {
  sink = await startSmtpSink();
});
afterEach(() => sink.close());

const mail = () => rawMail("key", ["r@client.test"]);

describe("a message withdrawn at the last moment", () => {
  it("does not leave when the check before MAIL FROM says no, and the connection stays good", async () => {
    const pool = testPool();
    const server = plainServer(sink.port);
    const outcome = await pool.deliver(mail(), { server, beforeMail: async () => false });
    expect(outcome).toEqual({ kind: "aborted" });
    expect(sink.stats().commands).not.toHaveProperty("MAIL");
    expect(await pool.deliver(mail(), { server })).toMatchObject({ kind: "accepted" });
    expect(sink.stats().connections).toBe(1);
    await pool.close();
  });

  it("asks once for each attempt, after the connection is open", async () => {
    const pool = testPool();
    const seen: number[] = [];
    const beforeMail = async () => {
      seen.push(sink.stats().commands.EHLO ?? 0);
      return true;
    };
    await pool.deliver(mail(), { server: plainServer(sink.port), beforeMail });
    expect(seen).toEqual([1]);
    await pool.close();
  });

  it("does not leave when the check before the body says no", async () => {
    const pool = testPool();
    const server = plainServer(sink.port);
    const outcome = await pool.deliver(mail(), { server, beforeBody: async () => false });
    expect(outcome).toEqual({ kind: "aborted" });
    expect(sink.stats().commands).toHaveProperty("DATA", 1);
    expect(await pool.deliver(mail(), { server })).toMatchObject({ kind: "accepted" });
    await pool.close();
    expect(sink.messages()).toHaveLength(1);
  });

  it("leaves whole when the check before the body says yes", async () => {
    const pool = testPool();
    const outcome = await pool.deliver(mail(), {
      server: plainServer(sink.port),
      beforeBody: async () => true,
    });
    expect(outcome).toMatchObject({ kind: "accepted" });
    await pool.close();
  });

  it.each(["beforeMail", "beforeBody"])(
    "passes on what the check %s throws, and nothing leaves",
    async (hook) => {
      const pool = testPool();
      const server = plainServer(sink.port);
      const failing = async () => {
        throw new Error("the database is away");
      };
      await expect(pool.deliver(mail(), { server, [hook]: failing })).rejects.toThrow("the database is away");
      expect(await pool.deliver(mail(), { server })).toMatchObject({ kind: "accepted" });
      await pool.close();
      expect(sink.messages()).toHaveLength(1);
    },
  );
});

describe("a caller that stops waiting", () => {
  it("before anything was said: nothing leaves", async () => {
    const pool = testPool();
    const outcome = await pool.deliver(mail(), {
      server: plainServer(sink.port),
      signal: AbortSignal.abort(),
    });
    expect(outcome).toEqual({ kind: "aborted" });
    expect(sink.stats().connections).toBe(0);
    await pool.close();
  });

  it.each(["banner", "ehlo", "mail", "data"] as const)(
    "while %s is awaited: nothing leaves",
    async (stage) => {
      const pool = testPool({ timeouts: { greetingMs: 20_000, replyMs: 20_000 } });
      sink.rules.set([{ stage, silent: true }]);
      const withdrawal = new AbortController();
      const pending = pool.deliver(mail(), { server: plainServer(sink.port), signal: withdrawal.signal });
      setTimeout(() => withdrawal.abort(), 60);
      expect(await pending).toEqual({ kind: "aborted" });
      expect(sink.messages()).toEqual([]);
      await pool.close();
    },
  );

  it("after the end of the message: nobody knows", async () => {
    const pool = testPool({ timeouts: { finalReplyMs: 20_000 } });
    sink.rules.set([{ stage: "final", accept: true, silent: true }]);
    const withdrawal = new AbortController();
    const pending = pool.deliver(mail(), { server: plainServer(sink.port), signal: withdrawal.signal });
    setTimeout(() => withdrawal.abort(), 60);
    expect(await pending).toMatchObject({ kind: "uncertain", reason: "aborted" });
    await pool.close();
  });

  it("while it waits for a connection: it gives up its turn", async () => {
    const pool = testPool({ maxConnections: 1 });
    const server = plainServer(sink.port);
    sink.rules.set([{ stage: "final", delayMs: 200, times: 1 }]);
    const first = pool.deliver(mail(), { server });
    const withdrawal = new AbortController();
    const second = pool.deliver(mail(), { server, signal: withdrawal.signal });
    const third = pool.deliver(mail(), { server });
    withdrawal.abort();
    expect(await second).toEqual({ kind: "aborted" });
    expect(await first).toMatchObject({ kind: "accepted" });
    expect(await third).toMatchObject({ kind: "accepted" });
    expect(sink.messages()).toHaveLength(2);
    await pool.close();
  });
});

describe("the waits of a delivery", () => {
  it("are longer after the end of the message than before", async () => {
    const pool = testPool({ timeouts: { replyMs: 150, finalReplyMs: 20_000 } });
    sink.rules.set([{ stage: "final", delayMs: 400 }]);
    expect(await pool.deliver(mail(), { server: plainServer(sink.port) })).toMatchObject({
      kind: "accepted",
    });
    await pool.close();
  });
});
