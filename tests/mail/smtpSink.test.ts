import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sendRaw } from "../support/rawSmtpClient";
import { BodyReader } from "../support/sinkBody";
import { startSinkProcess } from "../support/startSinkProcess";
import { deliverOnce, plainServer, rawMail } from "./harness";

const line = fc.constantFrom(".", "..", "", "a", ".a", "a.", "x".repeat(90), "..b", "\r", "\n", ". ");

describe("the test mail server", () => {
  it("reads a message wherever the network cuts it", () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 12 }),
        fc.array(fc.nat(6), { maxLength: 60 }),
        (lines, cuts) => {
          const message = lines.map((each) => `${each}\r\n`).join("");
          const wire = Buffer.from(`${message.replace(/(^|\r\n)\./g, "$1..")}.\r\nNEXT`);
          const reader = new BodyReader();
          let rest: Buffer | undefined;
          for (let at = 0, turn = 0; at < wire.length; turn += 1) {
            const length = (cuts[turn % Math.max(cuts.length, 1)] ?? 20) + 1;
            const chunk = wire.subarray(at, at + length);
            rest = rest ? Buffer.concat([rest, chunk]) : reader.read(chunk);
            at += length;
          }
          expect(rest?.toString()).toBe("NEXT");
          expect(reader.message().toString()).toBe(message);
        },
      ),
    );
  });

  it("in its own process, logs what it accepts before it says so, and obeys its control", async () => {
    const folder = mkdtempSync(join(tmpdir(), "sink-"));
    const logPath = join(folder, "accepted.jsonl");
    const sink = await startSinkProcess({ logPath });
    try {
      const mail = rawMail("logged", ["r@client.test"], 3_000);
      expect(await deliverOnce(plainServer(sink.port), mail)).toMatchObject({ kind: "accepted" });
      const [entry] = readFileSync(logPath, "utf8").trim().split("\n");
      expect(JSON.parse(entry ?? "")).toMatchObject({
        key: "logged",
        from: "a@dument.test",
        to: ["r@client.test"],
        sha256: createHash("sha256").update(mail.mime).digest("hex"),
        headers: expect.arrayContaining([["X-Dument-Key", "logged"]]),
      });
      await sink.setRules([{ stage: "rcpt", domain: "client.test", reply: "450 4.2.1 Later" }]);
      expect(await deliverOnce(plainServer(sink.port), mail)).toMatchObject({ code: 450 });
      await sink.addRules([{ stage: "rcpt", domain: "client.test", reply: "550 5.1.1 No", times: 1 }]);
      expect(await deliverOnce(plainServer(sink.port), mail)).toMatchObject({ code: 550 });
      expect(await deliverOnce(plainServer(sink.port), mail)).toMatchObject({ code: 450 });
      expect(await sink.counts()).toEqual({ logged: 1 });
      expect(await sink.stats()).toMatchObject({ accepted: 1, connections: 4 });
      await sink.forget();
      expect(await sink.counts()).toEqual({});
      const left = Array.from({ length: 200 }, (_, index) => `raw-${index}`);
      await sendRaw(sink.port, 4, true, () => {
        const key = left.pop();
        return key === undefined
          ? undefined
          : { from: "a@b.test", to: "r@client.test", body: Buffer.from(`X-Dument-Key: ${key}\r\n\r\nx\r\n`) };
      });
      expect(Object.values(await sink.counts())).toEqual(Array(200).fill(1));
      expect(readFileSync(logPath, "utf8").trim().split("\n")).toHaveLength(201);
    } finally {
      await sink.close();
      rmSync(folder, { recursive: true });
    }
  });
});
