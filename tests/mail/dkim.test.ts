/** The signature of the platform's domain, checked by another reading of RFC 6376 than that of the signer. */
import { createHash, createVerify, generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { composeMime } from "@/mail/composeMime";
import { privateKeyOf, signDkim } from "@/mail/dkim";
import { sampleContent } from "./sampleContent";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const PEM = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const KEY = { domain: "dument.test", selector: "s2026", privateKey: PEM };

function relaxedHeader(line: string): string {
  const at = line.indexOf(":");
  const value = line
    .slice(at + 1)
    .replace(/\r\n/g, "")
    .replace(/[ \t]+/g, " ")
    .trim();
  return `${line.slice(0, at).trim().toLowerCase()}:${value}`;
}

function relaxedBody(body: string): string {
  const lines = body.split("\r\n").map((line) => line.replace(/[ \t]+/g, " ").replace(/ $/, ""));
  return `${lines.join("\r\n").replace(/(?:\r\n)*$/, "")}\r\n`;
}

/** Verifies a signed message. @returns the signed header names, or null when the signature is wrong */
function verify(mime: Buffer): string[] | null {
  const text = mime.toString("latin1");
  const cut = text.indexOf("\r\n\r\n");
  const headers = text.slice(0, cut).split(/\r\n(?![ \t])/);
  const signature = headers[0] ?? "";
  const tags = new Map(
    relaxedHeader(signature)
      .slice("dkim-signature:".length)
      .split(";")
      .map((tag) => [
        tag.slice(0, tag.indexOf("=")).trim(),
        tag.slice(tag.indexOf("=") + 1).replace(/\s/g, ""),
      ]),
  );
  const bodyHash = createHash("sha256")
    .update(relaxedBody(text.slice(cut + 4)), "latin1")
    .digest("base64");
  if (tags.get("bh") !== bodyHash) return null;
  const names = (tags.get("h") ?? "").split(":");
  const signed = names.map((name) => {
    const line = headers.findLast((header) => header.toLowerCase().startsWith(`${name}:`));
    return relaxedHeader(line ?? `${name}:`);
  });
  const own = relaxedHeader(signature).replace(/(; ?b=)[^;]*$/, "$1");
  const verifier = createVerify("RSA-SHA256").update(`${signed.join("\r\n")}\r\n${own}`, "latin1");
  return verifier.verify(publicKey, tags.get("b") ?? "", "base64") ? names : null;
}

describe("a signed message", () => {
  it("proves its domain, its sender, its recipients and its conversation", async () => {
    const { mime } = await composeMime(sampleContent());
    const signed = await signDkim(mime, KEY);
    expect(signed.toString("latin1")).toContain("d=dument.test");
    expect(signed.subarray(signed.length - mime.length).equals(mime)).toBe(true);
    expect(verify(signed)).toEqual(
      expect.arrayContaining(["from", "to", "cc", "reply-to", "subject", "date", "message-id", "references"]),
    );
    expect((await signDkim(mime, KEY)).equals(signed)).toBe(true);
  });

  it("proves nothing once one word of it has changed", async () => {
    const { mime } = await composeMime(sampleContent());
    const signed = await signDkim(mime, KEY);
    for (const [from, to] of [
      ["compta@client", "compta@voleur"],
      ["1=C2=A0234", "9=C2=A0234"],
    ] as const) {
      const changed = Buffer.from(signed.toString("latin1").replaceAll(new RegExp(from, "gi"), to), "latin1");
      expect(changed.equals(signed)).toBe(false);
      expect(verify(changed)).toBeNull();
    }
  });

  it("is not sent unsigned when the key cannot sign", async () => {
    const { mime } = await composeMime(sampleContent());
    await expect(signDkim(mime, { ...KEY, privateKey: "no key" })).rejects.toThrow();
  });

  it("takes its key as an environment carries it", () => {
    expect(privateKeyOf(PEM.replaceAll("\n", "\\n"))).toBe(PEM);
    expect(privateKeyOf(Buffer.from(PEM).toString("base64"))).toBe(PEM);
  });
});
