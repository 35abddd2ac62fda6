/** The hook of the mail gateway: signed just now, of a bearable size, or refused before anything is read. */
import { describe, expect, it } from "vitest";
import { gatewaySignature, isSignedByGateway } from "@/mail/inbound/gatewaySignature";
import { setTestEnvironment } from "../../support/environment";

const SECRET = "a-secret-of-the-gateway-0123456789abcdef";
setTestEnvironment("postgresql://nobody@127.0.0.1:9/none", { INBOUND_SECRET: SECRET });
const { POST } = await import("@/app/api/courrier/entrant/route");

const BODY = Buffer.from("From: a@b.test\r\n\r\nBonjour");
const nowMs = 1_795_000_000_000;
const timestamp = String(nowMs / 1_000);

describe("the signature of the gateway", () => {
  const given = { secret: SECRET, timestamp, signature: gatewaySignature(BODY, SECRET, timestamp), nowMs };

  it("is that of these bytes, at this time, with this secret", () => {
    expect(isSignedByGateway(BODY, given)).toBe(true);
    expect(isSignedByGateway(Buffer.from(`${BODY}!`), given)).toBe(false);
    expect(isSignedByGateway(BODY, { ...given, secret: `${SECRET}x` })).toBe(false);
    expect(isSignedByGateway(BODY, { ...given, timestamp: String(nowMs / 1_000 + 1) })).toBe(false);
    expect(isSignedByGateway(BODY, { ...given, signature: "" })).toBe(false);
  });

  it("does not serve twice, later", () => {
    expect(isSignedByGateway(BODY, { ...given, nowMs: nowMs + 4 * 60_000 })).toBe(true);
    expect(isSignedByGateway(BODY, { ...given, nowMs: nowMs + 6 * 60_000 })).toBe(false);
    expect(isSignedByGateway(BODY, { ...given, nowMs: nowMs - 6 * 60_000 })).toBe(false);
  });
});

describe("the hook", () => {
  const post = (body: Buffer, headers: Record<string, string> = {}) =>
    POST(
      new Request("http://localhost/api/courrier/entrant", {
        method: "POST",
        body: new Uint8Array(body),
        headers,
      }),
    );

  it("refuses what is not signed, and what is too large", async () => {
    expect((await post(BODY)).status).toBe(401);
    const forged = {
      "x-dument-timestamp": String(Math.floor(Date.now() / 1_000)),
      "x-dument-signature": "0".repeat(64),
    };
    expect((await post(BODY, forged)).status).toBe(401);
    expect((await post(Buffer.alloc(10_000_001), forged)).status).toBe(413);
  });
});
