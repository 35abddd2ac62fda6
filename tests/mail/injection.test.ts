/**
 * Whatever people type, import or answer, a reminder has exactly its headers, one set of recipients
 * and no markup but its own: thousands of hostile values over every field a person controls.
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

const VALUES = process.env.FAULTS === "full" ? 10_000 : 4_000;
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

/** Fields that stand in the body only: escaped, whatever they hold. All are hostile at once. */
const BODY_FIELDS = [
  "creditorName",
  "identity",
  "phone",
  "signatory",
  "clientName",
  "contactName",
  "subject",
  "orderReference",
  "stepBody",
] as const;
/** Fields of headers: written exactly or refused. One at a time, so that no refusal hides another. */
const HEADER_FIELDS = [
  "fromName",
  "replyName",
  "replyAddress",
  "fromEmail",
  "to",
  "cc",
  "number",
  "stepSubject",
  "fileName",
  "threadSubject",
] as const;
type Field = (typeof BODY_FIELDS)[number] | (typeof HEADER_FIELDS)[number];
type Values = Partial<Record<Field, string>>;

function draftOf(values: Values) {
  const pick = (name: Field, usual: string): string => values[name] ?? usual;
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
      iban: "FR76 3000 6000 0112 3456 7890 189",
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
        creditNotes: [],
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
  const goesOn = values.threadSubject
    ? threadSubject(reminder.subject, { ...thread, subject: values.threadSubject })
    : reminder.subject;
  return {
    companyId: "company",
    messageId: "message",
    contentKey: "key",
    content: { kind: "reminder" as const, reminder: { ...reminder, subject: goesOn } },
    fromName: pick("fromName", "Hélène Brisset, Atelier Brisset"),
    fromEmail: values.fromEmail ?? null,
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

/** What is in the page and not ours: tags, attributes, addresses. Each in words, so that a failure says what. */
function strangersIn(html: string): string[] {
  const strangers: string[] = [];
  const page = html.replace(/<style>[\s\S]*?<\/style>/, "").replace(/<!--[\s\S]*?-->/g, "");
  for (const [, name = "", inside = ""] of page.matchAll(
    /<\/?([!a-zA-Z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>/g,
  )) {
    if (!TAGS.has(name.toLowerCase())) strangers.push(`<${name}>`);
    if (name.toLowerCase() === "!doctype") continue;
    for (const [, attribute = "", value = ""] of inside.matchAll(/([^\s=/"]+)="([^"]*)"/g)) {
      if (!ATTRIBUTES.test(attribute.toLowerCase())) strangers.push(`${name} ${attribute}`);
      const isForeign =
        (attribute === "href" && !value.startsWith(ANSWER_URL)) ||
        (attribute === "src" && !/^data:image\/png;base64,/.test(value));
      if (isForeign) strangers.push(`${attribute}=${value}`);
    }
  }
  return strangers;
}

/** Writes the message and checks everything about it. @returns false when it was refused */
async function isWritten(values: Values): Promise<boolean> {
  let mime: Uint8Array;
  let draft: ReturnType<typeof draftOf>;
  try {
    draft = draftOf(values);
    ({ mime } = await messageWriter.write(draft));
  } catch (error) {
    expect(error).toBeInstanceOf(DomainError);
    return false;
  }
  const mail = await readMime(mime);
  expect(headerNames(mime)).toEqual(HEADERS);
  expect([...mail.to, ...mail.cc].map((each) => each.address)).toEqual([...draft.to, ...draft.cc]);
  expect(mail.from?.address).toBe(draft.fromEmail?.trim() ?? "relances@dument.example");
  expect(mail.replyTo.map((each) => each.address)).toEqual([draft.replyTo.address]);
  expect(mail.attachments).toHaveLength(1);
  expect(strangersIn(mail.html)).toEqual([]);
  return true;
}

describe("whatever a person types", () => {
  it("in the body of a reminder is read as text, and changes no header", async () => {
    const hostiles = Object.fromEntries(BODY_FIELDS.map((field) => [field, hostile])) as Record<
      (typeof BODY_FIELDS)[number],
      typeof hostile
    >;
    await fc.assert(
      fc.asyncProperty(fc.record(hostiles), async (values) => {
        expect(await isWritten(values)).toBe(true);
      }),
      { numRuns: Math.ceil((0.8 * VALUES) / BODY_FIELDS.length) },
    );
  }, 600_000);

  it("in a header is written exactly, or the message is refused", async () => {
    const counts = { written: 0, refused: 0 };
    const isAddress = (field: Field) => ["to", "cc", "replyAddress", "fromEmail"].includes(field);
    const any = fc
      .constantFrom(...HEADER_FIELDS)
      .chain((field) => (isAddress(field) ? address : hostile).map((value): Values => ({ [field]: value })));
    await fc.assert(
      fc.asyncProperty(any, async (values) => {
        counts[(await isWritten(values)) ? "written" : "refused"] += 1;
      }),
      { numRuns: Math.ceil(0.2 * VALUES) },
    );
    // A test in which everything is refused, or nothing, would prove nothing.
    expect(counts.written).toBeGreaterThan(0.02 * VALUES);
    expect(counts.refused).toBeGreaterThan(0.02 * VALUES);
  }, 600_000);
});
