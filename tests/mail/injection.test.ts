/**
 * Whatever people type, import or answer, a reminder has exactly its headers, one set of recipients
 * and no markup but its own: 10 000 hostile values over every field a person controls.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import { readyText } from "@/domain/dunning/readyTexts";
import { composeReminder, type ReminderFacts } from "@/domain/dunning/reminder";
import { threadSubject } from "@/domain/dunning/thread";
import { DomainError } from "@/domain/invariant";
import { readMime } from "@/mail/readMime";
import { setTestEnvironment } from "../support/environment";

setTestEnvironment("postgresql://nobody@127.0.0.1:9/none");
const { messageWriter } = await import("@/context/sending");

const RUNS = 10_000;
const ANSWER_URL = "https://dument.example/r/abc";

const PAYLOADS = [
  "\r\nBcc: x@evil.test",
  "\nTo: x@evil.test\n\n<html>",
  "\r\n.\r\nMAIL FROM:<x@evil.test>",
  "%0d%0aBcc:x@evil.test",
  "=?utf-8?Q?=0D=0ABcc:x@evil.test?=",
  "\u2028Bcc: x@evil.test",
  "\u0000",
  "\u202Efdp.exe",
  '"><script>alert(1)</script>',
  "<img src=x onerror=alert(1)>",
  "</td></tr></table><a href='https://evil.test'>ici</a>",
  "{{facture.numero}}",
  "{{constructor.constructor('return 1')()}}",
  "$" + "{7*7}<%= 7*7 %>#{7*7}",
  "javascript:alert(1)",
  "x@evil.test",
  "a@client.test, x@evil.test",
  "<x@evil.test>",
  "Groupe: a@evil.test;",
  "'; DROP TABLE message; --",
  "\ud800",
  "é".repeat(40),
];
const hostile = fc
  .tuple(
    fc.constantFrom("", "F-2026-0418", "Atelier"),
    fc.constantFrom(...PAYLOADS),
    fc.string({ unit: "grapheme", maxLength: 6 }),
  )
  .map((parts) => parts.join(""));
const address = fc.oneof(
  hostile,
  hostile.map((text) => `${text}@client.test`),
);

/** What a person controls, one field of it hostile at a time, so that no refusal hides another. */
const FIELDS = [
  "creditorName",
  "identity",
  "phone",
  "signatory",
  "fromName",
  "replyName",
  "replyAddress",
  "fromEmail",
  "to",
  "cc",
  "clientName",
  "contactName",
  "number",
  "subject",
  "orderReference",
  "stepSubject",
  "stepBody",
  "fileName",
  "threadSubject",
] as const;
type Field = (typeof FIELDS)[number];

function draftOf(field: Field, value: string) {
  const pick = (name: Field, usual: string): string => (name === field ? value : usual);
  const ready = readyText({ channel: "EMAIL", tone: "FIRM", offsetDays: 15 }, "fr", "FORMAL");
  const facts: ReminderFacts = {
    language: "fr",
    tone: "FIRM",
    text: { subject: pick("stepSubject", ready.subject), body: pick("stepBody", ready.body) },
    form: "FORMAL",
    look: null,
    clientName: pick("clientName", "Conserverie Le Guen"),
    contactName: pick("contactName", "Anne"),
    sentOn: localDate("2026-11-09"),
    creditor: {
      name: pick("creditorName", "Atelier Brisset"),
      identity: pick("identity", "Atelier Brisset, SARL"),
      // The code is drawn for what it prints only: drawing it each time would test nothing more.
      iban: field === "creditorName" || field === "number" ? "FR76 3000 6000 0112 3456 7890 189" : null,
      bic: null,
      phone: pick("phone", "02 61 91 01 40"),
      signatory: pick("signatory", "Hélène Brisset"),
    },
    invoices: [
      {
        number: pick("number", "F-2026-0418"),
        issuedOn: localDate("2026-09-24"),
        dueOn: localDate("2026-10-24"),
        subject: pick("subject", "comptoir"),
        orderReference: pick("orderReference", "BC-12"),
        totalCents: 432_000n,
        balanceCents: 432_000n,
        payments: [],
        disputedCents: 0n,
        statement: null,
      },
    ],
    earlierContacts: [],
    isFormalNoticeNext: true,
    answerUrl: ANSWER_URL,
    hasAttachment: true,
  };
  const reminder = composeReminder(facts);
  const thread = { inReplyTo: "<first@dument.example>", references: ["<first@dument.example>"] };
  const goesOn =
    field === "threadSubject"
      ? threadSubject(reminder.subject, { ...thread, subject: value })
      : reminder.subject;
  return {
    companyId: "company",
    messageId: "message",
    contentKey: "key",
    content: { kind: "reminder" as const, reminder: { ...reminder, subject: goesOn } },
    fromName: pick("fromName", "Hélène Brisset, Atelier Brisset"),
    fromEmail: field === "fromEmail" ? value : null,
    replyTo: {
      name: pick("replyName", "Atelier Brisset"),
      address: pick("replyAddress", "helene@atelier.test"),
    },
    thread,
    to: [pick("to", "compta@client.test")],
    cc: [pick("cc", "direction@client.test")],
    writtenAt: Date.UTC(2026, 10, 9, 9),
    attachments: [
      {
        filename: pick("fileName", "F-2026-0418.pdf"),
        contentType: "application/pdf",
        content: Buffer.from("%PDF"),
      },
    ],
  };
}

const HEADERS = [
  "auto-submitted",
  "cc",
  "content-language",
  "content-type",
  "date",
  "from",
  "in-reply-to",
  "message-id",
  "mime-version",
  "references",
  "reply-to",
  "subject",
  "to",
  "x-auto-response-suppress",
  "x-dument-key",
];

function headerNames(mime: Uint8Array): string[] {
  const text = Buffer.from(mime).toString("latin1");
  const head = text.slice(0, text.indexOf("\r\n\r\n"));
  return [...head.matchAll(/^([!-9;-~]+):/gm)].map((match) => (match[1] ?? "").toLowerCase()).sort();
}

const TAGS = new Set(
  "!doctype html head meta title style body div table tbody tr td p a span br img caption".split(" "),
);
const ATTRIBUTES =
  /^(?:lang|dir|name|content|http-equiv|class|style|role|width|height|align|border|cellpadding|cellspacing|href|src|alt|data-skip-in-text|public|public-id|target|id)$/;

/** Every tag and attribute of the page is one of ours, and every address one we put there. */
function expectOwnMarkup(html: string): void {
  const page = html.replace(/<style>[\s\S]*?<\/style>/, "").replace(/<!--[\s\S]*?-->/g, "");
  for (const [, name = "", inside = ""] of page.matchAll(
    /<\/?([!a-zA-Z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>/g,
  )) {
    expect(TAGS).toContain(name.toLowerCase());
    if (name.toLowerCase() === "!doctype") continue;
    for (const [, attribute = "", value = ""] of inside.matchAll(/([^\s=/"]+)="([^"]*)"/g)) {
      expect(attribute.toLowerCase()).toMatch(ATTRIBUTES);
      if (attribute === "href") expect(value.startsWith(ANSWER_URL)).toBe(true);
      if (attribute === "src") expect(value).toMatch(/^data:image\/png;base64,/);
    }
  }
}

describe("whatever a person types", () => {
  it("a reminder has exactly its headers, its recipients and its markup, or is refused", async () => {
    const written = new Map<Field, number>();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...FIELDS).chain((field) =>
          (["to", "cc", "replyAddress", "fromEmail"].includes(field) ? address : hostile).map((value) => ({
            field,
            value,
          })),
        ),
        async ({ field, value }) => {
          let mime: Uint8Array;
          let draft: ReturnType<typeof draftOf>;
          try {
            draft = draftOf(field, value);
            ({ mime } = await messageWriter.write(draft));
          } catch (error) {
            expect(error).toBeInstanceOf(DomainError);
            return;
          }
          written.set(field, (written.get(field) ?? 0) + 1);
          const mail = await readMime(mime);
          expect(headerNames(mime)).toEqual(HEADERS);
          expect([...mail.to, ...mail.cc].map((each) => each.address)).toEqual([...draft.to, ...draft.cc]);
          expect(mail.from?.address).toBe(draft.fromEmail?.trim() ?? "relances@dument.example");
          expect(mail.replyTo.map((each) => each.address)).toEqual([draft.replyTo.address]);
          expect(mail.attachments).toHaveLength(1);
          expectOwnMarkup(mail.html);
        },
      ),
      { numRuns: RUNS },
    );
    // Most texts are harmless once escaped: a test that refuses everything would prove nothing.
    for (const field of ["clientName", "subject", "stepBody", "identity"] as const)
      expect(written.get(field) ?? 0, field).toBeGreaterThan(50);
  }, 600_000);
});
