/**
 * Mail made to keep the program busy: what is read grows with the size of the message. Where it grew with
 * its square, each of these took minutes, far beyond the limit of a test.
 */
import { describe, expect, it } from "vitest";
import { readInbound } from "@/mail/inbound/readInbound";

const SIZE = 1_000_000;
const fill = (part: string) => part.repeat(SIZE / part.length);

function mail(type: string, body: string, headers: readonly string[] = []): Buffer {
  const lines = [
    "From: Mail Delivery System <mailer-daemon@client.example>",
    "To: relances@dument.example",
    "In-Reply-To: <abcdefghij234567abcdefghij@dument.example>",
    ...headers,
    "MIME-Version: 1.0",
    `Content-Type: ${type}; charset=utf-8`,
    "Content-Transfer-Encoding: base64",
  ];
  const encoded = Buffer.from(body).toString("base64").replace(/.{76}/g, "$&\r\n");
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n${encoded}\r\n`);
}

describe("a message of a megabyte is read in time", () => {
  it.each([
    ["tags that never end", fill("<")],
    ["styles that never end", fill("<style ")],
    ["styles without an end", fill("<style>")],
    ["quotes without an end", fill("<blockquote>")],
    ["line breaks that never end", fill("<br ")],
    ["tags that end once", `${fill("<style ")}>`],
  ])("%s", async (_, html) => {
    expect((await readInbound(mail("text/html", html))).kind).toBe("REPLY");
  });

  it.each([
    ["spaces after « a écrit »", `Le 3 mars Anne a écrit${fill(" ")}x`],
    ["empty lines", fill("\n")],
    ["one line of spaces", `${fill(" ")}x`],
    ["beginnings of quotes", fill("le ")],
  ])("with %s in its text", async (_, text) => {
    expect((await readInbound(mail("text/plain", text))).kind).toBe("REPLY");
  });

  it.each([
    ["one long word", fill("a")],
    ["addresses without an end", fill("a@")],
    ["an address without an end", `a@${fill("a.")}`],
    ["an address a line", fill("a@b.fr\n")],
  ])("as a refusal, with %s", async (_, text) => {
    const refusal = mail("text/plain", text, ["Subject: Undelivered mail returned to sender"]);
    const found = await readInbound(refusal);
    if (found.kind !== "REPORT") throw new Error(`read as ${found.kind}`);
    expect(found.recipients.length).toBeLessThanOrEqual(100);
  });

  it("as a refusal that names thousands", async () => {
    const named = "a@b.fr, ".repeat(50_000);
    const refusal = mail("text/plain", fill("b@c.fr\n"), [`X-Failed-Recipients: ${named}`]);
    expect(await readInbound(refusal)).toMatchObject({ kind: "REPORT" });
  });

  it.each([
    ["a recipient without an end", `Action: failed\nFinal-Recipient: rfc822;${fill("a")}\n`],
    ["words without an end", `Action: failed\nDiagnostic-Code: smtp; ${fill("550 5.5.0 ")}\n`],
    ["recipients without an end", fill("Action: failed\n\n")],
  ])("as a machine's report, with %s", async (_, text) => {
    const found = await readInbound(mail("message/delivery-status", text));
    if (found.kind !== "REPORT") throw new Error(`read as ${found.kind}`);
    expect(found.recipients.length).toBeLessThanOrEqual(100);
    for (const { diagnostic } of found.recipients) expect(diagnostic.length).toBeLessThanOrEqual(500);
  });
});

describe("a text that is cut", () => {
  it.each([
    ["fromName", "From", `"${"n".repeat(119)}😀" <a@b.fr>`],
    ["fromEmail", "From", `Anne <${"a".repeat(253)}😀@b.fr>`],
    ["subject", "Subject", `${"s".repeat(249)}😀`],
  ])("ends with a whole character: %s", async (_, name, value) => {
    const found = await readInbound(
      Buffer.from(`${name}: ${value}\r\nTo: r@dument.example\r\n\r\n${"x".repeat(3_999)}😀`),
    );
    for (const text of [found.fromName, found.fromEmail, found.subject, "text" in found ? found.text : ""]) {
      expect(text).not.toMatch(/\p{Surrogate}/u);
    }
  });
});
