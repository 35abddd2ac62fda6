/** What a reminder says, in words that agree with its facts: texts of law by kind of debtor, days, years. */
import { describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import { callScript } from "@/domain/dunning/callScript";
import { readyText } from "@/domain/dunning/readyTexts";
import { composeReminder, reminderAsText } from "@/domain/dunning/reminder";
import type { Tone } from "@/domain/dunning/scenario";
import type { InvoiceClaim } from "@/domain/legal/invoiceClaim";
import { statementOfInvoice } from "@/domain/legal/invoiceStatement";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import { lateInvoice } from "../../support/claims";

const SENT_ON = localDate("2026-11-23");

interface Said {
  claim?: Partial<InvoiceClaim>;
  tone?: Tone;
  language?: "fr" | "en";
  offsetDays?: number;
}

function said({ claim: change, tone = "FIRM", language = "fr", offsetDays = 15 }: Said) {
  const claim = lateInvoice(change);
  const text = readyText({ channel: "EMAIL", tone, offsetDays }, language, "FORMAL");
  const content = composeReminder({
    language,
    tone,
    text,
    form: "FORMAL",
    look: null,
    clientName: "Mairie de Plouay",
    contactName: "",
    sentOn: SENT_ON,
    creditor: { name: "Atelier", identity: "SARL", iban: null, bic: null, phone: null, signatory: "" },
    invoices: [
      {
        ...claim,
        number: claim.invoiceNumber,
        subject: "",
        orderReference: null,
        balanceCents: claim.totalCents,
        payments: [],
        creditNotes: [],
        statement: statementOfInvoice(claim, SENT_ON, PUBLISHED_RATES),
      },
    ],
    earlierContacts: [],
    isFormalNoticeNext: false,
    answerUrl: "https://d.test/r/1",
    hasAttachment: false,
  });
  const plain = (words: string) => words.replaceAll("\u00a0", " ");
  return {
    ...content,
    opening: plain(content.opening),
    preheader: plain(content.preheader),
    amountNote: plain(content.amountNote),
    text: plain(reminderAsText(content)),
    lines: content.lines.map(({ label, detail }) => plain(`${label}: ${detail}`)),
  };
}

const PUBLIC: Partial<InvoiceClaim> = { debtorKind: "PUBLIC", policy: { kind: "PUBLIC" } };
const CONSUMER: Partial<InvoiceClaim> = {
  debtorKind: "B2C",
  policy: { kind: "B2C_LEGAL" },
  formalNoticePresentedOn: localDate("2026-11-02"),
};

describe("what the law adds", () => {
  it.each([
    ["fr", {}, "Pénalités de retard: 84 jours, 12,40 % par an, art. L. 441-10, II du code de commerce"],
    [
      "fr",
      PUBLIC,
      "Intérêts moratoires: 84 jours, 10,40 % par an, art. R. 2192-31 du code de la commande publique",
    ],
    ["fr", CONSUMER, "Intérêts de retard: 21 jours, 2,75 % par an, art. 1231-6 et 1344-1 du code civil"],
    ["en", {}, "Late payment interest: 84 days, 12.40% a year, French Commercial Code L. 441-10, II"],
    [
      "en",
      PUBLIC,
      "Late payment interest: 84 days, 10.40% a year, French Public Procurement Code R. 2192-31",
    ],
    ["en", CONSUMER, "Late payment interest: 21 days, 2.75% a year, French Civil Code 1231-6 and 1344-1"],
  ] as const)("is named in %s by the text of the debtor %#", (language, claim, line) => {
    expect(said({ language, claim }).lines).toContain(line);
  });

  it.each([
    ["fr", {}, "Indemnité forfaitaire: Article D. 441-5 du code de commerce"],
    ["fr", PUBLIC, "Indemnité forfaitaire: Article R. 2192-35 du code de la commande publique"],
    ["en", {}, "Fixed recovery charge: French Commercial Code D. 441-5"],
    ["en", PUBLIC, "Fixed recovery charge: French Public Procurement Code R. 2192-35"],
  ] as const)("has, in %s, the flat fee of the debtor %#", (language, claim, line) => {
    expect(said({ language, claim }).lines).toContain(line);
  });
});

describe("before the due date", () => {
  const claim = { dueOn: localDate("2026-11-28") };

  it("nothing is late, whatever the tone", () => {
    const { text, claimedCents, amountLabel } = said({ claim, offsetDays: -5 });
    expect(amountLabel).toBe("À régler");
    expect(claimedCents).toBe(120_000n);
    expect(text).not.toMatch(/dépassée|-\d+ jours|retard de/);
  });

  it("English says that it is due", () => {
    const { preheader } = said({ claim, tone: "FRIENDLY", language: "en", offsetDays: -5 });
    expect(preheader).toMatch(/^€1,200\.00 is due on 28 November 2026\./);
  });
});

describe("one day", () => {
  const claim = { dueOn: localDate("2026-11-22") };

  it("is singular", () => {
    const french = said({ claim });
    expect(french.amountNote).toBe("Échéance du 22 novembre 2026, dépassée de 1 jour");
    expect(french.lines[1]).toContain(": 1 jour, 12,40 %");
    const english = said({ claim, language: "en" });
    expect(english.amountNote).toBe("Due date 22 November 2026, 1 day ago");
    expect(english.lines[1]).toContain(": 1 day, 12.40%");
  });
});

describe("a due date", () => {
  const script = (dueOn: string) =>
    callScript({
      text: readyText({ channel: "CALL", tone: "FRIENDLY", offsetDays: 7 }, "fr", "FORMAL"),
      language: "fr",
      form: "FORMAL",
      today: SENT_ON,
      callerName: "Hélène",
      companyName: "Atelier",
      clientName: "",
      contactName: "",
      invoices: [
        {
          ...lateInvoice(),
          number: "F-1",
          dueOn: localDate(dueOn),
          balanceCents: 1n,
          subject: "",
          orderReference: null,
        },
      ],
    }).replaceAll("\u00a0", " ");

  it("of another year has its year, in mails and on the phone", () => {
    const old = { issuedOn: localDate("2024-09-24"), dueOn: localDate("2024-10-24") };
    const mail = said({ claim: old, tone: "FRIENDLY", offsetDays: 2 });
    expect(mail.opening).toContain("est arrivée à échéance le 24 octobre 2024.");
    expect(mail.preheader).toContain("à échéance du 24 octobre 2024.");
    expect(script("2024-10-24")).toContain("arrivée à échéance le 24 octobre 2024.");
    expect(script("2026-10-24")).toContain("arrivée à échéance le 24 octobre.");
  });

  it("to come is said to come", () => {
    expect(script("2026-11-28")).toContain("qui arrive à échéance le 28 novembre.");
  });
});
