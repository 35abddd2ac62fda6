import { afterEach, describe, expect, it } from "vitest";
import { serverKeyOf, smtpServerOf } from "@/mail/smtpServer";
import { type SmtpSink, startSmtpSink } from "../support/smtpSink";
import { deliverOnce, rawMail, SHORT_AFTER_DOT, SHORT_BEFORE_DOT, TEST_TLS } from "./harness";

const sinks: SmtpSink[] = [];
const startSink = async (...args: Parameters<typeof startSmtpSink>) => {
  const sink = await startSmtpSink(...args);
  sinks.push(sink);
  return sink;
};
afterEach(() => Promise.all(sinks.splice(0).map((sink) => sink.close())));

const mail = rawMail("key", ["r@client.test"]);
const trusted = { certificateAuthorities: [TEST_TLS.cert] };

describe("the address of a mail server", () => {
  it.each([
    ["smtp://localhost:1025", { host: "localhost", port: 1025, tls: "offered" }],
    ["smtp://mail.example.fr", { host: "mail.example.fr", port: 587, tls: "offered" }],
    ["smtps://mail.example.fr", { host: "mail.example.fr", port: 465, tls: "direct" }],
    ["smtp://[::1]:25?tls=off", { host: "::1", port: 25, tls: "off" }],
    [
      "smtp://zo%C3%A9%40a.fr:p%3A%2F%40@mail.example.fr",
      {
        host: "mail.example.fr",
        port: 587,
        tls: "required",
        credentials: { user: "zoé@a.fr", password: "p:/@" },
      },
    ],
    [
      "smtp://a:b@localhost:1025",
      { host: "localhost", port: 1025, tls: "offered", credentials: { user: "a", password: "b" } },
    ],
    [
      "smtp://a:b@mail.example.fr?tls=off",
      { host: "mail.example.fr", port: 587, tls: "off", credentials: { user: "a", password: "b" } },
    ],
  ])("is read: %s", (url, server) => {
    expect(smtpServerOf(url)).toEqual(server);
  });

  it.each([
    "mail.example.fr",
    "http://mail.example.fr",
    "smtp://",
    "smtp://mail.example.fr:0",
    "smtp://mail.example.fr:99999",
    "smtp://secret@mail.example.fr",
    "smtp://:secret@mail.example.fr",
    "smtp://a:secret%ZZ@mail.example.fr",
    "smtp://a:secret@mail.example.fr?tls=maybe",
    "smtp://a:secret@mail_example.fr",
  ])("is refused without repeating the password: %s", (url) => {
    expect(() => smtpServerOf(url)).toThrow(expect.objectContaining({ code: "SMTP_URL" }));
    expect(() => smtpServerOf(url)).not.toThrow(/secret/);
  });

  it("makes another server of another password", () => {
    const of = (url: string) => serverKeyOf(smtpServerOf(url));
    expect(of("smtp://a:b@h.fr")).toBe(of("smtp://a:b@h.fr"));
    expect(of("smtp://a:b@h.fr")).not.toBe(of("smtp://a:c@h.fr"));
    expect(of("smtp://a:b@h.fr")).not.toContain("b@h");
  });
});

describe("encryption", () => {
  it.each([
    { mode: "from the first byte", isDirectTls: true, url: "smtps://localhost" },
    { mode: "by STARTTLS when it must be", isDirectTls: false, url: "smtp://localhost?tls=required" },
    { mode: "by STARTTLS when it is offered", isDirectTls: false, url: "smtp://localhost" },
  ])("is used $mode, and the failures keep their meaning", async ({ isDirectTls, url }) => {
    const sink = await startSink({ tls: TEST_TLS, isDirectTls });
    const server = { ...smtpServerOf(url), port: sink.port, ...trusted };
    expect(await deliverOnce(server, mail)).toMatchObject({ kind: "accepted" });
    if (!isDirectTls) expect(sink.stats().commands.STARTTLS).toBe(1);
    sink.rules.set([{ stage: "mail", close: "before", times: 1 }]);
    expect(await deliverOnce(server, mail)).toMatchObject({ kind: "not_sent" });
    sink.rules.set([{ stage: "final", accept: true, close: "before", times: 1 }]);
    expect(await deliverOnce(server, mail)).toMatchObject({ kind: "uncertain" });
    sink.rules.set([{ stage: "final", accept: true, silent: true, times: 1 }]);
    expect(await deliverOnce(server, mail, SHORT_AFTER_DOT)).toMatchObject({
      kind: "uncertain",
      reason: "timeout",
    });
    sink.rules.set([{ stage: "body", afterBytes: 100_000, silent: true, times: 1 }]);
    const large = rawMail("large", ["r@client.test"], 24_000_000);
    expect(await deliverOnce(server, large, SHORT_BEFORE_DOT)).toMatchObject({
      kind: "not_sent",
      reason: "timeout",
    });
  });

  it.each([true, false])("is refused with an unknown certificate (direct: %s)", async (isDirectTls) => {
    const sink = await startSink({ tls: TEST_TLS, isDirectTls });
    const server = {
      ...smtpServerOf(isDirectTls ? "smtps://localhost" : "smtp://localhost"),
      port: sink.port,
    };
    expect(await deliverOnce(server, mail)).toMatchObject({ kind: "not_sent", reason: "tls" });
    expect(sink.stats().commands).not.toHaveProperty("MAIL");
  });

  it("is refused when the certificate is for another name", async () => {
    const sink = await startSink({ tls: TEST_TLS, isDirectTls: true });
    const server = {
      ...smtpServerOf("smtps://mail.example.test"),
      port: sink.port,
      ...trusted,
      lookup: ((_name, options, callback) =>
        options.all
          ? callback(null, [{ address: "127.0.0.1", family: 4 }])
          : callback(null, "127.0.0.1", 4)) as import("node:net").LookupFunction,
    };
    expect(await deliverOnce(server, mail)).toMatchObject({ kind: "not_sent", reason: "tls" });
  });

  it("is not given up when it is required and the server has none: no password crosses in clear", async () => {
    const sink = await startSink({ credentials: { user: "a", password: "b" } });
    const server = { ...smtpServerOf("smtp://a:b@localhost?tls=required"), port: sink.port };
    expect(await deliverOnce(server, mail)).toMatchObject({ kind: "refused_permanent", stage: "starttls" });
    expect(sink.stats().commands).not.toHaveProperty("AUTH");
  });

  it("carries the sign-in, by PLAIN or by LOGIN", async () => {
    for (const mechanisms of ["AUTH PLAIN LOGIN", "AUTH LOGIN"]) {
      const credentials = { user: "zoé", password: "é:/ " };
      const sink = await startSink({ tls: TEST_TLS, extensions: [mechanisms], isDirectTls: true });
      const server = { ...smtpServerOf("smtps://localhost"), port: sink.port, ...trusted, credentials };
      expect(await deliverOnce(server, mail)).toMatchObject({ kind: "accepted" });
      expect(sink.stats().commands.AUTH).toBe(1);
    }
  });

  it("does not wait for a handshake that never ends", async () => {
    const sink = await startSink();
    sink.rules.set([{ stage: "banner", silent: true }]);
    const server = { ...smtpServerOf("smtps://localhost"), port: sink.port, ...trusted };
    expect(await deliverOnce(server, mail, SHORT_BEFORE_DOT)).toMatchObject({
      kind: "not_sent",
      reason: "timeout",
    });
  });
});
