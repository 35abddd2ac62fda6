import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { startSmtpSink } from "../support/smtpSink";
import { EARLY_FAULTS } from "./earlyFaults";
import type { Fault } from "./fault";
import { deliverOnce, plainServer, rawMail, SHORT_AFTER_DOT, SHORT_BEFORE_DOT } from "./harness";
import { LATE_FAULTS } from "./lateFaults";

const REPETITIONS = 3;

/** Short only where the server never answers: a busy machine must not look like one. */
function waitsFor({ expected }: Fault) {
  if (expected.reason !== "timeout") return undefined;
  return expected.kind === "uncertain" ? SHORT_AFTER_DOT : SHORT_BEFORE_DOT;
}

describe.each([
  { mode: "with PIPELINING", extensions: ["PIPELINING", "SIZE 50000000", "8BITMIME"] },
  { mode: "one command at a time", extensions: ["SIZE 50000000"] },
])("a delivery $mode", ({ extensions }) => {
  it.each([...EARLY_FAULTS, ...LATE_FAULTS])("is classified: $name", async (fault) => {
    const sink = await startSmtpSink({ extensions, ...fault.sink });
    try {
      sink.rules.set(fault.rules);
      const server = plainServer(sink.port, fault.credentials ? { credentials: fault.credentials } : {});
      const keys = Array.from({ length: REPETITIONS }, (_, index) => `key-${index}`);
      const outcomes = await Promise.all(
        keys.map((key) =>
          deliverOnce(server, rawMail(key, ["r@client.test"], fault.bodyBytes), waitsFor(fault)),
        ),
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
