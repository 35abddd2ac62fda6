/** Reports, answering machines and people, in the formats of the main servers and providers. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isDeadAddress } from "@/domain/dunning/inbound";
import { readInbound } from "@/mail/inbound/readInbound";

const FOLDER = new URL("./fixtures/", import.meta.url);
const OUR_MESSAGE = "<abcdefghij234567abcdefghij@dument.example>";

function fixture(name: string): Buffer {
  return Buffer.from(readFileSync(new URL(`${name}.eml`, FOLDER), "utf8").replace(/\r?\n/g, "\r\n"));
}

/** Fixture → the address it kills, or none. */
const REPORTS: Readonly<Record<string, { dead: string[]; action?: "delayed" }>> = {
  "postfix-unknown-user": { dead: ["compta@client.example"] },
  "postfix-domain-not-found": { dead: ["compta@client.example"] },
  "postfix-delayed": { dead: [], action: "delayed" },
  "postfix-mailbox-full": { dead: [] },
  "postfix-expired": { dead: [] },
  "exim-dsn": { dead: ["compta@client.example"] },
  "exim-text": { dead: ["compta@client.example"] },
  "exchange-2019": { dead: ["compta@client.example"] },
  "office365-not-found": { dead: ["compta@client.example"] },
  "office365-refused-content": { dead: [] },
  "gmail-not-found": { dead: ["compta@client.example"] },
  "gmail-over-quota": { dead: [] },
  "orange-unknown": { dead: ["compta@client.example"] },
  "free-text": { dead: ["compta@client.example"] },
  "ovh-qmail": { dead: ["compta@client.example"] },
  "sfr-disabled": { dead: ["compta@client.example"] },
  "laposte-unknown": { dead: ["compta@client.example"] },
  "forwarded-elsewhere": { dead: ["anne@ailleurs.example"] },
  "one-of-two": { dead: ["ancien@client.example"] },
};

const MACHINES = [
  "auto-outlook-fr",
  "auto-gmail",
  "auto-header-less",
  "auto-precedence",
  "auto-receipt",
  "auto-exchange-rule",
];

/** Fixture → the readers a provider names who did not want our message. */
const COMPLAINTS: Readonly<Record<string, string[]>> = {
  "feedback-abuse": ["compta@client.example"],
  "feedback-hidden": [],
};

/** Fixture → what the person wrote, and nothing of what they quote. */
const PEOPLE: Readonly<Record<string, string>> = {
  "reply-plain":
    "Bonjour,\n\nNous attendons le bon de livraison signé. Pouvez-vous l'envoyer ?\n\nAnne Lebreton",
  "reply-outlook": "Bonjour Madame,\nLe virement est parti ce matin.\nCordialement,",
  "reply-thunderbird": "C'est noté, merci.",
  "reply-mobile": "Je vous rappelle demain.",
  "reply-html": "Bonjour,\nnous contestons la ligne 3.",
};

describe("a report of a server", () => {
  it.each(Object.entries(REPORTS))("%s", async (name, expected) => {
    const found = await readInbound(fixture(name));
    if (found.kind !== "REPORT") throw new Error(`read as ${found.kind}`);
    expect(found.refersTo[0]).toBe(OUR_MESSAGE);
    expect(found.recipients.map((recipient) => recipient.action)).toEqual([expected.action ?? "failed"]);
    expect(found.recipients.filter(isDeadAddress).map((recipient) => recipient.address)).toEqual(
      expected.dead,
    );
    expect(found.recipients[0]?.diagnostic).not.toBe("");
  });
});

describe("a complaint passed on by a mailbox provider", () => {
  it.each(Object.entries(COMPLAINTS))("%s", async (name, recipients) => {
    const found = await readInbound(fixture(name));
    expect(found).toMatchObject({ kind: "COMPLAINT", recipients });
    expect(found.refersTo[0]).toBe(OUR_MESSAGE);
  });

  it("is none when the reader takes the message out of the unwanted ones", async () => {
    expect(await readInbound(fixture("feedback-not-spam"))).toMatchObject({ kind: "AUTO_REPLY" });
  });
});

describe("an answering machine", () => {
  it.each(MACHINES)("%s", async (name) => {
    const found = await readInbound(fixture(name));
    expect(found).toMatchObject({ kind: "AUTO_REPLY", refersTo: [OUR_MESSAGE] });
  });
});

describe("a person", () => {
  it.each(Object.entries(PEOPLE))("%s", async (name, text) => {
    const found = await readInbound(fixture(name));
    expect(found).toMatchObject({ kind: "REPLY", refersTo: [OUR_MESSAGE], fromName: "Anne Lebreton", text });
  });

  it("who writes about something else refers to none of our messages", async () => {
    expect(await readInbound(fixture("unrelated"))).toMatchObject({ kind: "REPLY", refersTo: [] });
  });
});

it("every fixture is in one of the tables", () => {
  const named = [
    ...Object.keys(REPORTS),
    ...MACHINES,
    ...Object.keys(PEOPLE),
    ...Object.keys(COMPLAINTS),
    "feedback-not-spam",
    "unrelated",
  ];
  expect(
    readdirSync(FOLDER)
      .map((file) => file.replace(/\.eml$/, ""))
      .sort(),
  ).toEqual(named.sort());
});
