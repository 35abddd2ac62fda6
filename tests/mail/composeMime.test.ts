import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError } from "@/domain/invariant";
import { composeMime, MAX_HTML_BYTES, MAX_RECIPIENTS, type MailContent } from "@/mail/composeMime";
import { readMime } from "@/mail/readMime";
import { headersOf } from "../support/sinkBody";
import { sampleContent } from "./sampleContent";

const HEADERS = [
  "Auto-Submitted",
  "X-Auto-Response-Suppress",
  "X-Dument-Key",
  "Content-Language",
  "From",
  "To",
  "Cc",
  "Reply-To",
  "In-Reply-To",
  "References",
  "Subject",
  "Message-ID",
  "Date",
  "MIME-Version",
  "Content-Type",
];
const headerNames = (mime: Buffer) => headersOf(mime).map(([name]) => name);
const codeOf = (content: MailContent) =>
  composeMime(content).then(
    () => undefined,
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );

describe("a composed message", () => {
  it("can be read back as it was written", async () => {
    const content = sampleContent();
    const { mime, envelope } = await composeMime(content);
    const mail = await readMime(mime);
    expect(mail).toMatchObject({
      subject: content.subject,
      from: content.from,
      replyTo: [content.replyTo],
      to: content.to,
      cc: content.cc,
      date: content.date,
      messageId: content.messageId,
    });
    expect(mail.text.trim()).toBe(content.text.trim());
    expect(mail.html.trim()).toBe(content.html.trim());
    expect(mail.attachments).toMatchObject([
      { filename: "Relevé n° 42.pdf", contentType: "application/pdf" },
    ]);
    expect(Buffer.from(mail.attachments[0]?.content ?? []).toString()).toBe("%PDF-1.7\n%âãÏÓ\n");
    expect(envelope).toEqual({
      from: "b+42.0a1b2c3d4e@rebonds.dument.test",
      to: ["Compta@client.test", "direction@client.test"],
    });
  });

  it("has the headers that keep answering machines quiet, and no others than expected", async () => {
    const { mime } = await composeMime(sampleContent());
    expect(headerNames(mime)).toEqual(HEADERS);
    expect(headersOf(mime)).toEqual(
      expect.arrayContaining([
        ["Auto-Submitted", "auto-generated"],
        ["X-Auto-Response-Suppress", "OOF, AutoReply"],
        ["X-Dument-Key", "k_0123456789"],
        ["Content-Language", "fr"],
        ["Date", "Sun, 22 Nov 2026 08:30:00 +0000"],
        ["References", "<first@dument.test> <second@dument.test>"],
      ]),
    );
  });

  it("is the same to the byte each time, and another for another Message-ID", async () => {
    const first = await composeMime(sampleContent());
    const again = await composeMime(sampleContent());
    expect(again.mime.equals(first.mime)).toBe(true);
    const other = await composeMime(sampleContent({ messageId: "<other@dument.test>" }));
    const boundary = /boundary="([^"]+)"/;
    expect(boundary.exec(other.mime.toString())?.[1]).not.toBe(boundary.exec(first.mime.toString())?.[1]);
  });

  it("is pure ASCII in lines that every server takes, and ends with a line end", async () => {
    const { mime } = await composeMime(sampleContent());
    const text = mime.toString("latin1");
    expect(text).toMatch(/^[\t\r\n\x20-\x7e]*$/);
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    expect(Math.max(...text.split("\r\n").map((line) => line.length))).toBeLessThanOrEqual(78);
    expect(text.endsWith("\r\n")).toBe(true);
  });

  it("goes to each address once", async () => {
    const { mime, envelope } = await composeMime(
      sampleContent({
        to: [
          { name: "A", address: "a@client.test" },
          { name: "A again", address: "A@Client.test" },
        ],
        cc: [{ name: "", address: "a@client.test" }],
      }),
    );
    expect(envelope.to).toEqual(["a@client.test"]);
    expect(headerNames(mime)).not.toContain("Cc");
    expect((await readMime(mime)).to).toEqual([{ name: "A", address: "a@client.test" }]);
  });
});

describe("a message that is refused", () => {
  const tooMany = Array.from({ length: MAX_RECIPIENTS + 1 }, (_, n) => ({
    name: "",
    address: `r${n}@c.test`,
  }));
  it.each<[string, Partial<MailContent>, string]>([
    ["without recipient", { to: [] }, "HEADER"],
    ["with too many recipients", { to: tooMany }, "HEADER"],
    ["without subject", { subject: "  " }, "HEADER"],
    ["with a subject of two lines", { subject: "Facture\r\nBcc: x@evil.test" }, "HEADER"],
    ["with a subject that would decode into something else", { subject: "=?utf-8?Q?=0D=0ABcc:?=" }, "HEADER"],
    ["with a name written backwards", { from: { name: "a\u202etest", address: "a@b.test" } }, "HEADER"],
    ["with two addresses in one", { to: [{ name: "", address: "a@b.test, c@d.test" }] }, "EMAIL"],
    ["with a name in the address", { to: [{ name: "", address: "x <a@b.test>" }] }, "EMAIL"],
    ["with a quoted local part", { to: [{ name: "", address: '"a b"@c.test' }] }, "EMAIL"],
    ["with an address literal", { to: [{ name: "", address: "a@[127.0.0.1]" }] }, "EMAIL"],
    ["with letters outside ASCII in the address", { to: [{ name: "", address: "zoé@c.test" }] }, "EMAIL"],
    ["with a line break after an address", { to: [{ name: "", address: "a@b.test\r\n" }] }, "HEADER"],
    ["with a space before an address", { to: [{ name: "", address: " a@b.test" }] }, "HEADER"],
    [
      "with an address that would decode",
      { to: [{ name: "", address: "=?utf-8?Q?=0D?=@b.test" }] },
      "HEADER",
    ],
    ["with a bounce address that is none", { bounceAddress: "b@c" }, "EMAIL"],
    ["with a Message-ID without domain", { messageId: "<abc>" }, "HEADER"],
    ["with two ids in one", { inReplyTo: "<a@b.test> <c@d.test>" }, "HEADER"],
    ["with a key that holds a space", { contentKey: "a b" }, "HEADER"],
    ["with a page too long", { html: "é".repeat(MAX_HTML_BYTES / 2 + 1) }, "BODY_TOO_LONG"],
    ["without text", { text: "" }, "EMPTY_BODY"],
    [
      "with a file from elsewhere",
      { attachments: [{ filename: "../etc/passwd", contentType: "text/plain", content: Buffer.from("x") }] },
      "HEADER",
    ],
    [
      "with a file type that hides a parameter",
      { attachments: [{ filename: "a.pdf", contentType: "text/html; x=y", content: Buffer.from("x") }] },
      "HEADER",
    ],
    [
      "with files too large",
      {
        attachments: [
          { filename: "a.pdf", contentType: "application/pdf", content: Buffer.alloc(10_000_001) },
        ],
      },
      "ATTACHMENTS_TOO_LARGE",
    ],
  ])("%s", async (_name, change, code) => {
    expect(await codeOf(sampleContent(change))).toBe(code);
  });

  it("is explained in French", async () => {
    await expect(composeMime(sampleContent({ subject: "a\nb" }))).rejects.toThrow(
      "Le champ «\u00a0objet\u00a0» contient un saut de ligne ou un caractère invisible interdit.",
    );
  });
});

/** Text an attacker would try, mixed with any text at all. */
const hostile = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: "grapheme", maxLength: 60 }) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  {
    weight: 4,
    arbitrary: fc
      .array(
        fc.constantFrom(
          ..."\r \n \0 \t \u2028 \u2029 \u202e \u0085 \u007f , ; : < > ( ) [ ] \" ' \\ @ = ? é € 漢 😀 _ % ".split(
            " ",
          ),
          " ",
          "  ",
          "\r\nBcc: x@evil.test",
          "\n\n<html>",
          "=?utf-8?Q?=0D=0A?=",
          "a@evil.test",
          "<x@evil.test>",
          "; filename=x.exe",
          "Undisclosed:a@evil.test;",
        ),
        { maxLength: 8 },
      )
      .map((parts) => parts.join("")),
  },
);
const hostileAddress = fc.oneof(
  hostile,
  fc.constant("ok@client.test"),
  hostile.map((text) => `${text}@client.test`),
);
const normal = (text: string) => text.replace(/ {2,}/g, " ").replace(/^ | $/g, "");
const mailbox = fc.record({
  name: fc.oneof(hostile, fc.constant("Léa")),
  address: fc.oneof(hostileAddress, fc.constant("a@b.test")),
});

/** Mostly one bad field at a time, so that the others do not hide it. */
const fuzzed: fc.Arbitrary<Partial<MailContent>> = fc.oneof(
  fc.record({ subject: hostile }),
  fc.record({ from: mailbox }),
  fc.record({ replyTo: mailbox }),
  fc.record({ bounceAddress: hostileAddress }),
  fc.record({ to: fc.array(mailbox, { maxLength: 3 }) }),
  fc.record({ cc: fc.array(mailbox, { maxLength: 3 }) }),
  fc.record({ messageId: hostile.map((text) => `<${text}@dument.test>`) }),
  fc.record({ inReplyTo: hostile }),
  fc.record({ references: fc.array(hostile, { maxLength: 2 }) }),
  fc.record({ contentKey: hostile }),
  fc.record({ language: hostile as fc.Arbitrary<"fr"> }),
  fc.record({
    attachments: fc.array(
      fc.record({ filename: hostile, contentType: hostile, content: fc.constant(Buffer.from("x")) }),
      { maxLength: 2 },
    ),
  }),
  fc.record({
    attachments: fc.array(
      fc.record({
        filename: hostile,
        contentType: fc.constant("application/pdf"),
        content: fc.constant(Buffer.from("x")),
      }),
      { maxLength: 2 },
    ),
  }),
  fc.record({ text: hostile, html: hostile }),
);

describe("whatever is typed into any field", () => {
  it("the message has the expected headers and recipients, or is refused", async () => {
    let composed = 0;
    await fc.assert(
      fc.asyncProperty(fuzzed, async (change) => {
        const content = sampleContent(change);
        const result = await composeMime(content).catch((error: unknown) => {
          expect(error).toBeInstanceOf(DomainError);
          return undefined;
        });
        if (!result) return;
        composed += 1;
        const mail = await readMime(result.mime);
        const names = headerNames(result.mime);
        const absent = [
          ...(mail.cc.length === 0 ? ["Cc"] : []),
          ...(content.inReplyTo ? [] : ["In-Reply-To"]),
          ...(content.references?.length ? [] : ["References"]),
        ];
        expect(names).toEqual(HEADERS.filter((name) => !absent.includes(name)));
        for (const address of result.envelope.to) expect(address).toMatch(/^[\x21-\x7e]+@[a-z0-9.-]+$/);
        const everyone = [...mail.to, ...mail.cc].map((each) => each.address);
        expect(everyone).toEqual(result.envelope.to);
        expect(mail.subject).toBe(normal(content.subject));
        expect(mail.from?.name).toBe(normal(content.from.name));
        expect(mail.replyTo.map((each) => each.name)).toEqual([normal(content.replyTo?.name ?? "")]);
        expect(mail.attachments.map((each) => each.filename)).toEqual(
          (content.attachments ?? []).map((each) => normal(each.filename)),
        );
        expect((await composeMime(content)).mime.equals(result.mime)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
    expect(composed).toBeGreaterThan(300);
  }, 180_000);
});
