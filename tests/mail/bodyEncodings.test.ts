/** The lines of bodies: what a mail reader decodes is what was written, and no line is too long. */
import fc from "fast-check";
import MailComposer from "nodemailer/lib/mail-composer";
import PostalMime from "postal-mime";
import { describe, expect, it } from "vitest";
import { base64Lines, fitsSevenBit, quotedPrintable } from "@/mail/bodyEncodings";
import { composeMime } from "@/mail/composeMime";
import { sampleContent } from "./sampleContent";

/** Words as people type them, with what breaks encoders: blanks and signs at the ends of lines, long words. */
const words = fc
  .array(
    fc.oneof(
      fc.constantFrom(" ", "\t", "\r\n", "\r\n\r\n", "=", "=3D", ".", "é", "\u00a0", "€", "漢", "😀", "-- "),
      fc.string({ maxLength: 12 }).map((text) => text.replace(/[\r\n\0]/g, "")),
      fc.integer({ min: 60, max: 90 }).map((length) => "x".repeat(length)),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(""));

/** RFC 2045, 6.7 read backwards, one character after the other. */
function decoded(lines: string): string {
  const bytes: number[] = [];
  for (let at = 0; at < lines.length; ) {
    if (lines[at] !== "=") {
      bytes.push(lines.charCodeAt(at));
      at += 1;
    } else if (lines.startsWith("\r\n", at + 1)) {
      at += 3;
    } else {
      bytes.push(Number.parseInt(lines.slice(at + 1, at + 3), 16));
      at += 3;
    }
  }
  return Buffer.from(bytes).toString("utf8");
}

describe("quoted-printable", () => {
  it("says the same once decoded, in ASCII lines of 76 characters that end with a sign", () => {
    fc.assert(
      fc.property(words, (text) => {
        const lines = quotedPrintable(text).toString("latin1");
        expect(decoded(lines)).toBe(text);
        expect(lines).toMatch(/^[\t\r\n\x20-\x7e]*$/);
        for (const line of lines.split("\r\n")) {
          expect(line.length).toBeLessThanOrEqual(76);
          // A blank there is taken away by servers on the way.
          expect(line).not.toMatch(/[ \t]$/);
          expect(line).not.toMatch(/[\r\n]/);
        }
      }),
    );
  });

  it("leaves a text of short ASCII lines as it is", () => {
    expect(quotedPrintable("Bonjour,\r\n\r\nMerci. -- Zoe").toString()).toBe("Bonjour,\r\n\r\nMerci. -- Zoe");
  });
});

describe("base64", () => {
  it("gives the same bytes back, in lines of 76 characters without an empty one", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (content) => {
        const lines = base64Lines(Buffer.from(content));
        expect(Buffer.from(lines, "base64").equals(Buffer.from(content))).toBe(true);
        const all = lines.split("\r\n");
        expect(all.slice(0, -1).every((line) => line.length === 76)).toBe(true);
        expect(all.at(-1)?.length).toBeLessThanOrEqual(76);
        expect(all.length > 1 && all.at(-1) === "").toBe(false);
      }),
    );
  });
});

describe("a message inside a message", () => {
  it("is said to be 7bit only when every server takes it as it is", () => {
    expect(fitsSevenBit(Buffer.from("Subject: a\r\n\r\nb\r\n"))).toBe(true);
    expect(fitsSevenBit(Buffer.from(`${"x".repeat(998)}\r\n`))).toBe(true);
    expect(fitsSevenBit(Buffer.from(`${"x".repeat(1000)}\r\n`))).toBe(false);
    expect(fitsSevenBit(Buffer.from("é"))).toBe(false);
    expect(fitsSevenBit(Buffer.from("a\0b"))).toBe(false);
  });
});

describe("a whole message", () => {
  const picture = {
    filename: "virement.png",
    contentType: "image/png",
    content: Buffer.from([137, 80, 78, 71, 0, 255, 61, 13, 10]),
    contentId: "virement@dument",
  };
  const letter = {
    filename: "relance du 2026-11-02.eml",
    contentType: "message/rfc822",
    content: Buffer.from("Subject: Relance\r\nContent-Type: text/plain\r\n\r\nBonjour\r\n"),
  };
  const pdf = {
    filename: "Facture « été ».pdf",
    contentType: "application/pdf",
    content: Buffer.from("%PDF-1.7\né"),
  };

  /** What a mail reader finds in it. */
  async function read(mime: Buffer) {
    const mail = await PostalMime.parse(mime, { forceRfc822Attachments: true });
    return {
      headers: Object.fromEntries(
        mail.headers.filter(({ key }) => key !== "content-type").map(({ key, value }) => [key, value]),
      ),
      text: mail.text?.trim(),
      html: mail.html?.trim(),
      attachments: mail.attachments.map(({ filename, mimeType, disposition, contentId, content }) => ({
        filename,
        mimeType,
        disposition,
        contentId,
        content: Buffer.from(content as ArrayBuffer).toString("hex"),
      })),
    };
  }

  it.each([
    ["alone", []],
    ["with a picture", [picture]],
    ["with a file", [pdf]],
    ["with all of it", [picture, letter, pdf]],
  ])("%s reads as the mail library's own composer writes it", async (_, attachments) => {
    const content = sampleContent({ attachments });
    const { mime } = await composeMime(content);
    const library = await new MailComposer({
      from: content.from,
      to: [...content.to],
      cc: [...(content.cc ?? [])],
      replyTo: content.replyTo,
      subject: content.subject,
      messageId: content.messageId,
      date: new Date(content.date),
      inReplyTo: content.inReplyTo,
      references: [...(content.references ?? [])],
      headers: {
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
        "X-Dument-Key": content.contentKey,
        "Content-Language": "fr",
      },
      text: content.text.replaceAll("\n", "\r\n"),
      html: content.html.replaceAll("\n", "\r\n"),
      attachments: attachments.map(
        ({ contentId, ...file }: typeof picture | (typeof pdf & { contentId?: string })) => ({
          ...file,
          contentDisposition: contentId ? ("inline" as const) : ("attachment" as const),
          ...(contentId && { cid: contentId }),
        }),
      ),
    })
      .compile()
      .build();
    expect(await read(mime)).toEqual(await read(library));
  });
});
