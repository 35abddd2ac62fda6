import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { SinkRule } from "../support/sinkRules";
import { type SinkOptions, startSmtpSink } from "../support/smtpSink";
import { deliverOnce, plainServer, rawMail } from "./harness";

interface Fault {
  readonly name: string;
  readonly rules: readonly SinkRule[];
  /** What the outcome must hold. */
  readonly expected: Readonly<Record<string, unknown>>;
  /** Copies that the server took; 0 unless said. */
  readonly accepted?: number;
  readonly bodyBytes?: number;
  readonly sink?: SinkOptions;
  readonly credentials?: { readonly user: string; readonly password: string };
}

const account = { user: "zoé@dument.test", password: "p:a/ss" };
const MEGABYTES = 1_000_000;

const before: readonly Fault[] = [
  {
    name: "a greeting that refuses",
    rules: [{ stage: "banner", reply: "554 5.3.2 Not today" }],
    expected: {
      kind: "refused_permanent",
      stage: "greeting",
      code: 554,
      enhancedCode: "5.3.2",
      text: "Not today",
    },
  },
  {
    name: "a greeting that says to come back",
    rules: [{ stage: "banner", reply: "421 4.3.2 Too many", close: "after" }],
    expected: { kind: "refused_temporary", stage: "greeting", code: 421 },
  },
  {
    name: "no greeting",
    rules: [{ stage: "banner", silent: true }],
    expected: { kind: "not_sent", reason: "timeout" },
  },
  {
    name: "a close instead of the greeting",
    rules: [{ stage: "banner", close: "before" }],
    expected: { kind: "not_sent", reason: "connection_lost" },
  },
  {
    name: "a greeting that comes one letter at a time, for ever",
    rules: [{ stage: "banner", reply: `220 ${"x".repeat(500)}`, dripMs: 20 }],
    expected: { kind: "not_sent", reason: "timeout" },
  },
  {
    name: "a greeting that is not SMTP",
    rules: [{ stage: "banner", reply: "SSH-2.0-sink" }],
    expected: { kind: "not_sent", reason: "protocol" },
  },
  {
    name: "EHLO and HELO refused",
    rules: [{ stage: "ehlo", reply: "550 5.7.1 Who are you" }],
    expected: { kind: "refused_permanent", stage: "ehlo", code: 550 },
  },
  {
    name: "EHLO never answered",
    rules: [{ stage: "ehlo", silent: true }],
    expected: { kind: "not_sent", reason: "timeout" },
  },
  {
    name: "a wrong password",
    rules: [{ stage: "auth", reply: "535 5.7.8 Bad credentials" }],
    sink: { credentials: account },
    credentials: account,
    expected: { kind: "refused_permanent", stage: "auth", code: 535, enhancedCode: "5.7.8" },
  },
  {
    name: "a sign-in that is down for now",
    rules: [{ stage: "auth", reply: "454 4.7.0 Temporary failure" }],
    sink: { credentials: account },
    credentials: account,
    expected: { kind: "refused_temporary", stage: "auth", code: 454 },
  },
  {
    name: "a close during the sign-in",
    rules: [{ stage: "auth", close: "before" }],
    sink: { credentials: account },
    credentials: account,
    expected: { kind: "not_sent", reason: "connection_lost" },
  },
  {
    name: "credentials for a server without sign-in",
    rules: [],
    credentials: account,
    expected: { kind: "not_sent", reason: "auth_unavailable" },
  },
];

const envelope: readonly Fault[] = [
  {
    name: "a sender refused for now",
    rules: [{ stage: "mail", reply: "451 4.3.0 Later" }],
    expected: { kind: "refused_temporary", stage: "mail", code: 451, enhancedCode: "4.3.0", text: "Later" },
  },
  {
    name: "a sender refused for good, over two lines",
    rules: [{ stage: "mail", reply: "550-5.7.1 Not you\r\n550 5.7.1 never" }],
    expected: {
      kind: "refused_permanent",
      stage: "mail",
      code: 550,
      enhancedCode: "5.7.1",
      text: "Not you never",
    },
  },
  {
    name: "a bad sequence, which another session may mend",
    rules: [{ stage: "mail", reply: "503 5.5.1 Bad sequence" }],
    expected: { kind: "refused_temporary", stage: "mail", code: 503 },
  },
  {
    name: "421 to MAIL, then a close",
    rules: [{ stage: "mail", reply: "421 4.4.2 Bye", close: "after" }],
    expected: { kind: "refused_temporary", stage: "mail", code: 421 },
  },
  {
    name: "MAIL never answered",
    rules: [{ stage: "mail", silent: true }],
    expected: { kind: "not_sent", reason: "timeout" },
  },
  {
    name: "a close instead of an answer to MAIL",
    rules: [{ stage: "mail", close: "before" }],
    expected: { kind: "not_sent", reason: "connection_lost" },
  },
  {
    name: "a reset instead of an answer to MAIL",
    rules: [{ stage: "mail", close: "before", reset: true }],
    expected: { kind: "not_sent", reason: "connection_lost" },
  },
  {
    name: "a recipient refused for now (greylisting)",
    rules: [{ stage: "rcpt", reply: "450 4.2.1 Later" }],
    expected: { kind: "refused_temporary", stage: "rcpt", code: 450, recipient: "r@client.test" },
  },
  {
    name: "an unknown recipient",
    rules: [{ stage: "rcpt", reply: "550 5.1.1 <r@client.test> unknown" }],
    expected: { kind: "refused_permanent", stage: "rcpt", enhancedCode: "5.1.1", recipient: "r@client.test" },
  },
  {
    name: "421 to RCPT, then a close",
    rules: [{ stage: "rcpt", reply: "421 4.4.2 Bye", close: "after" }],
    expected: { kind: "refused_temporary", stage: "rcpt", code: 421 },
  },
  {
    name: "DATA refused for now",
    rules: [{ stage: "data", reply: "451 4.3.0 Later" }],
    expected: { kind: "refused_temporary", stage: "data", code: 451 },
  },
  {
    name: "DATA refused for good",
    rules: [{ stage: "data", reply: "554 5.7.1 No" }],
    expected: { kind: "refused_permanent", stage: "data", code: 554 },
  },
  {
    name: "DATA never answered",
    rules: [{ stage: "data", silent: true }],
    expected: { kind: "not_sent", reason: "timeout" },
  },
  {
    name: "a reset instead of an answer to DATA",
    rules: [{ stage: "data", close: "before", reset: true }],
    expected: { kind: "not_sent", reason: "connection_lost" },
  },
  {
    name: "a message larger than the server announces",
    rules: [],
    sink: { extensions: ["PIPELINING", "SIZE 1000"] },
    bodyBytes: 5_000,
    expected: { kind: "refused_permanent", stage: "mail", code: 552, enhancedCode: "5.3.4" },
  },
];

const duringBody: readonly Fault[] = [
  {
    name: "a reset in the middle of a large message",
    rules: [{ stage: "body", afterBytes: 100_000, close: "before", reset: true }],
    bodyBytes: 24 * MEGABYTES,
    expected: { kind: "not_sent", reason: "connection_lost" },
  },
  {
    name: "a server that stops reading a large message",
    rules: [{ stage: "body", afterBytes: 100_000, silent: true }],
    bodyBytes: 24 * MEGABYTES,
    expected: { kind: "not_sent", reason: "timeout" },
  },
  {
    name: "a refusal in the middle of a large message",
    rules: [{ stage: "body", afterBytes: 100_000, reply: "552 5.2.3 Too large", close: "after" }],
    bodyBytes: 24 * MEGABYTES,
    expected: { kind: "refused_permanent", stage: "final", code: 552 },
  },
  {
    // It was all in the buffers of the system: nobody can know that the server read half of it.
    name: "a reset in the middle of a small message",
    rules: [{ stage: "body", afterBytes: 1, close: "before", reset: true }],
    expected: { kind: "uncertain", reason: "connection_lost" },
  },
];

const afterDot: readonly Fault[] = [
  {
    name: "the message refused for now",
    rules: [{ stage: "final", reply: "451 4.3.0 Later" }],
    expected: { kind: "refused_temporary", stage: "final", code: 451 },
  },
  {
    name: "the message refused for good",
    rules: [{ stage: "final", reply: "554 5.7.1 Looks like spam" }],
    expected: { kind: "refused_permanent", stage: "final", code: 554, text: "Looks like spam" },
  },
  {
    name: "421 to the message, then a close",
    rules: [{ stage: "final", reply: "421 4.3.2 Shutting down", close: "after" }],
    expected: { kind: "refused_temporary", stage: "final", code: 421 },
  },
  {
    name: "a refusal whose line end never comes",
    rules: [{ stage: "final", rawReply: "451 4.3.0 Later", close: "after", accept: false }],
    expected: { kind: "refused_temporary", stage: "final", code: 451 },
  },
  {
    name: "accepted, then a close without a word",
    rules: [{ stage: "final", accept: true, close: "before" }],
    accepted: 1,
    expected: { kind: "uncertain", reason: "connection_lost" },
  },
  {
    name: "accepted, then a reset without a word",
    rules: [{ stage: "final", accept: true, close: "before", reset: true }],
    accepted: 1,
    expected: { kind: "uncertain", reason: "connection_lost" },
  },
  {
    name: "thrown away, then a close without a word",
    rules: [{ stage: "final", accept: false, close: "before" }],
    expected: { kind: "uncertain", reason: "connection_lost" },
  },
  {
    name: "accepted, and the answer comes after we gave up",
    rules: [{ stage: "final", delayMs: 900 }],
    accepted: 1,
    expected: { kind: "uncertain", reason: "timeout" },
  },
  {
    name: "accepted, and no answer ever",
    rules: [{ stage: "final", accept: true, silent: true }],
    accepted: 1,
    expected: { kind: "uncertain", reason: "timeout" },
  },
  {
    name: "an answer that comes one letter at a time, for ever",
    rules: [{ stage: "final", reply: `250 ${"x".repeat(500)}`, dripMs: 20 }],
    accepted: 1,
    expected: { kind: "uncertain", reason: "timeout" },
  },
  {
    name: "an acceptance whose line end never comes",
    rules: [{ stage: "final", rawReply: "250 2.0.0 OK", close: "after" }],
    accepted: 1,
    expected: { kind: "uncertain", reason: "connection_lost" },
  },
  {
    name: "an answer that is not SMTP",
    rules: [{ stage: "final", reply: "thank you", accept: true }],
    accepted: 1,
    expected: { kind: "uncertain", reason: "unexpected_reply" },
  },
  {
    name: "a second 354",
    rules: [{ stage: "final", reply: "354 Go on", accept: true }],
    accepted: 1,
    expected: { kind: "uncertain", reason: "unexpected_reply" },
  },
];

const harmless: readonly Fault[] = [
  {
    name: "EHLO unknown, HELO known",
    rules: [{ stage: "ehlo", reply: "502 5.5.1 What", times: 3 }],
    accepted: 1,
    expected: { kind: "accepted", rejected: [] },
  },
  {
    name: "an answer that takes its time",
    rules: [{ stage: "final", delayMs: 100 }],
    accepted: 1,
    expected: { kind: "accepted" },
  },
  {
    name: "an answer in small pieces",
    rules: [{ stage: "final", dripMs: 2 }],
    accepted: 1,
    expected: { kind: "accepted", response: "250 2.0.0 OK queued" },
  },
  {
    name: "a close right after the acceptance",
    rules: [{ stage: "final", close: "after", reset: true, reply: "250 2.0.0 OK\r\n421 4.4.2 Bye" }],
    accepted: 1,
    expected: { kind: "accepted" },
  },
  {
    name: "a sign-in with letters outside ASCII",
    rules: [],
    sink: { credentials: account },
    credentials: account,
    accepted: 1,
    expected: { kind: "accepted" },
  },
];

const REPETITIONS = 3;
const faults = [...before, ...envelope, ...duringBody, ...afterDot, ...harmless];

describe.each([
  { mode: "with PIPELINING", extensions: ["PIPELINING", "SIZE 50000000", "8BITMIME"] },
  { mode: "one command at a time", extensions: ["SIZE 50000000"] },
])("a delivery $mode", ({ extensions }) => {
  it.each(faults)("is classified: $name", async (fault) => {
    const sink = await startSmtpSink({ extensions, ...fault.sink });
    try {
      sink.rules.set(fault.rules);
      const server = plainServer(sink.port, fault.credentials ? { credentials: fault.credentials } : {});
      const keys = Array.from({ length: REPETITIONS }, (_, index) => `key-${index}`);
      const outcomes = await Promise.all(
        keys.map((key) => deliverOnce(server, rawMail(key, ["r@client.test"], fault.bodyBytes))),
      );
      for (const outcome of outcomes) expect(outcome).toMatchObject(fault.expected);
      const copies = keys.map((key) => sink.counts()[key] ?? 0);
      expect(copies).toEqual(keys.map(() => fault.accepted ?? 0));
    } finally {
      await sink.close();
    }
  });

  it("delivers to the others when one recipient is refused, and says which", async () => {
    const sink = await startSmtpSink({ extensions });
    try {
      sink.rules.set([{ stage: "rcpt", domain: "gone.test", reply: "550 5.1.1 Unknown" }]);
      const mail = rawMail("partial", ["a@here.test", "b@gone.test", "c@here.test"]);
      const outcome = await deliverOnce(plainServer(sink.port), mail);
      const rejected = [{ recipient: "b@gone.test", code: 550, enhancedCode: "5.1.1", text: "Unknown" }];
      expect(outcome).toMatchObject({ kind: "accepted", rejected });
      expect(sink.messages().map((message) => message.to)).toEqual([["a@here.test", "c@here.test"]]);
    } finally {
      await sink.close();
    }
  });

  it("may try again later when one of the refusals is temporary", async () => {
    const sink = await startSmtpSink({ extensions });
    try {
      sink.rules.set([
        { stage: "rcpt", domain: "gone.test", reply: "550 5.1.1 Unknown" },
        { stage: "rcpt", domain: "slow.test", reply: "451 4.7.1 Later" },
      ]);
      const outcome = await deliverOnce(plainServer(sink.port), rawMail("k", ["a@slow.test", "b@gone.test"]));
      expect(outcome).toMatchObject({ kind: "refused_temporary", stage: "rcpt", code: 451 });
      expect(outcome).toHaveProperty("rejected.length", 2);
      expect(sink.messages()).toEqual([]);
    } finally {
      await sink.close();
    }
  });

  it("gives the server the bytes that were stored", async () => {
    const sink = await startSmtpSink({ extensions });
    try {
      const mail = rawMail("bytes", ["r@client.test"], 300_000);
      expect(await deliverOnce(plainServer(sink.port), mail)).toMatchObject({ kind: "accepted" });
      const sha256 = createHash("sha256").update(mail.mime).digest("hex");
      expect(sink.messages()).toMatchObject([{ sha256, sizeBytes: mail.mime.byteLength }]);
    } finally {
      await sink.close();
    }
  });
});
