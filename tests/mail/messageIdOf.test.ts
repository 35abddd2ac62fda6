import { describe, expect, it } from "vitest";
import { composeMime } from "@/mail/composeMime";
import { messageIdOf } from "@/mail/messageIdOf";
import { readMime } from "@/mail/readMime";
import { sampleContent } from "./sampleContent";

describe("a Message-ID", () => {
  const secret = "a secret that is long enough";

  it("is the same for the same message, and another for another company, message or secret", () => {
    const id = messageIdOf(secret, "c1", "m1", "dument.test");
    expect(id).toMatch(/^<[a-z2-7]{26}@dument\.test>$/);
    expect(messageIdOf(secret, "c1", "m1", "dument.test")).toBe(id);
    const others = [
      messageIdOf(secret, "c2", "m1", "dument.test"),
      messageIdOf(secret, "c1", "m2", "dument.test"),
      messageIdOf(secret, "c1m", "1", "dument.test"),
      messageIdOf(`${secret}!`, "c1", "m1", "dument.test"),
    ];
    expect(new Set([id, ...others]).size).toBe(5);
  });

  it("is accepted by the composer", async () => {
    const messageId = messageIdOf(secret, "c1", "m1", "dument.test");
    const { mime } = await composeMime(sampleContent({ messageId }));
    expect((await readMime(mime)).messageId).toBe(messageId);
  });

  it("is not made with a short secret or a strange domain", () => {
    expect(() => messageIdOf("short", "c", "m", "dument.test")).toThrow("secret");
    expect(() => messageIdOf(secret, "c", "m", "dument.test>\r\n")).toThrow("domain");
  });
});
