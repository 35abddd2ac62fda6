/** What keeps a formal notice from leaving, and what only weakens it. */

import { describe, expect, it } from "vitest";
import { addDays, localDate } from "@/domain/calendar";
import { withoutContested } from "@/domain/legal/contestedPart";
import type { FormalNoticeInput } from "@/domain/legal/formalNoticeInput";
import { lintFormalNotice, mayLeave } from "@/domain/legal/lintFormalNotice";
import { consumerInvoice, lateInvoice, STATED_ON, statementOf } from "../../support/claims";
import { ACCOUNTANT, noticeFor, THIRD_PARTY } from "../../support/formalNotices";

const base = noticeFor("B2B");
const [fact] = base.invoices;
if (!fact) throw new Error("the sample notice has an invoice");

const codes = (input: FormalNoticeInput, severity: "block" | "warn") =>
  lintFormalNotice(input)
    .filter((finding) => finding.severity === severity)
    .map((finding) => finding.code);
const creditor = (change: object) => ({ creditor: { ...base.creditor, ...change } });
const debtor = (change: object) => ({ debtor: { ...base.debtor, ...change } });
const statement = (change: object) => ({ statement: statementOf([lateInvoice(change)]) });
const accountant = (change: object) => ({ author: { ...ACCOUNTANT, ...change } });
const thirdParty = (change: object) => ({ author: { ...THIRD_PARTY, ...change } });
const tomorrow = addDays(STATED_ON, 1);
const yesterday = addDays(STATED_ON, -1);
const fullyPaid = [{ kind: "PAYMENT" as const, on: localDate("2026-08-31"), amountCents: 120_000n }];

describe("a complete notice", () => {
  it("has nothing to say against it", () => {
    expect(lintFormalNotice(base)).toEqual([]);
    expect(mayLeave(lintFormalNotice(base))).toBe(true);
  });
});

describe("a notice is blocked", () => {
  it("in one sentence that names the missing part of the address", () => {
    const found = lintFormalNotice({ ...base, ...debtor({ address: { ...base.debtor.address, city: "" } }) });
    expect(found.find(({ code }) => code === "DEBTOR_ADDRESS")?.sentence).toBe(
      "Complétez l’adresse postale du débiteur\u00a0: indiquez la ville.",
    );
  });

  it.each([
    ["CREDITOR_NAME", creditor({ legalName: " " })],
    ["CREDITOR_SIREN", creditor({ siren: "732829321" })],
    ["CREDITOR_ADDRESS", creditor({ street: "" })],
    ["IBAN", { iban: "FR7630006000011234567890180" }],
    ["DEBTOR_NAME", debtor({ name: "" })],
    ["DEBTOR_ADDRESS", debtor({ address: { ...base.debtor.address, city: "" } })],
    ["KIND_MISMATCH", debtor({ kind: "B2C", siren: undefined })],
    ["FLAT_FEE_NOT_OWED", debtor({ kind: "NON_PRO" })],
    ["INSOLVENCY", statement({ insolvencyOpenedOn: localDate("2026-10-01") })],
    ["NOTHING_DUE", statement({ events: fullyPaid })],
    ["NOT_DUE", statement({ dueOn: STATED_ON })],
    ["STATEMENT_AHEAD", { writtenOn: yesterday }],
    ["DISPUTED", { invoices: [{ ...fact, isDisputed: true }] }],
    ["CONTACT_LATER", { previousContacts: [{ on: tomorrow, channel: "EMAIL" as const }] }],
    ["DELAY", { delayDays: 0 }],
    ["ACCOUNTANT_NAME", accountant({ name: "" })],
    ["MANDATE_MISSING", accountant({ mandatedOn: undefined })],
    ["MANDATE_LATER", accountant({ mandatedOn: tomorrow })],
    ["THIRD_PARTY_NAME", thirdParty({ address: "" })],
    ["AGREEMENT_MISSING", thirdParty({ agreedOn: undefined })],
    ["AGREEMENT_LATER", thirdParty({ agreedOn: tomorrow })],
    ["AUTHOR_SIREN", accountant({ siren: "501826474" })],
    ["AUTHOR_SIREN", thirdParty({ siren: "" })],
    ["INSURANCE_MISSING", thirdParty({ insuredUntil: undefined })],
    ["INSURANCE_OVER", thirdParty({ insuredUntil: yesterday })],
    ["FUNDS_ACCOUNT_MISSING", thirdParty({ hasFundsAccount: false })],
    ["DECLARATION_MISSING", thirdParty({ declaredOn: undefined })],
    ["DECLARATION_MISSING", thirdParty({ declaredOn: tomorrow })],
    ["THIRD_PARTY_COSTS", { ...thirdParty({}), ...statement({ recoveryCostsCents: 30_000n }) }],
  ] as const)("%s", (code, change) => {
    const input: FormalNoticeInput = { ...base, ...change };
    expect(codes(input, "block")).toContain(code);
    expect(mayLeave(lintFormalNotice(input))).toBe(false);
  });

  it("ISSUED_LATER when an invoice is dated after the letter", () => {
    const late = { writtenOn: localDate("2026-07-31"), previousContacts: [] };
    expect(codes({ ...base, ...late }, "block")).toContain("ISSUED_LATER");
  });

  it("COSTS_NOT_OWED when a consumer gets a business statement with costs", () => {
    const costs = statement({ recoveryCostsCents: 30_000n });
    expect(codes({ ...base, ...debtor({ kind: "B2C" }), ...costs }, "block")).toContain("COSTS_NOT_OWED");
  });

  it("by an electronic letter to a consumer who did not agree, not to a business", () => {
    const consumer = noticeFor("B2C", { channel: "LRE" });
    expect(codes(consumer, "block")).toEqual(["ELECTRONIC_CONSENT"]);
    const agreed = { ...consumer, debtor: { ...consumer.debtor, hasElectronicConsent: true } };
    expect(codes(agreed, "block")).toEqual([]);
    expect(codes({ ...base, channel: "LRE" }, "block")).toEqual([]);
  });
});

describe("a notice is weak", () => {
  it.each([
    ["CREDITOR_FORM", creditor({ legalForm: "" })],
    ["CREDITOR_CAPITAL", creditor({ shareCapitalCents: null })],
    ["CREDITOR_RCS", creditor({ rcsCity: null })],
    ["CONTACT", { contact: {} }],
    ["SIGNATORY", { signatory: { name: "", role: "" } }],
    ["PLACE", { place: "" }],
    ["DEBTOR_SIREN", debtor({ siren: "123456789" })],
    ["DEBTOR_SIREN_MISSING", debtor({ siren: undefined })],
    [
      "OVERPAID",
      {
        statement: statementOf([
          lateInvoice(),
          lateInvoice({
            invoiceNumber: "F-9",
            events: [{ kind: "PAYMENT", on: localDate("2026-08-31"), amountCents: 120_001n }],
          }),
        ]),
      },
    ],
    ["STATEMENT_OLD", { writtenOn: addDays(STATED_ON, 16) }],
    ["CLAUSE_BELOW_FLOOR", statement({ policy: { kind: "CONTRACT_FIXED", rateBps: 500 } })],
    ["RATE_TO_VERIFY", statement({})],
    ["MENTIONS_MISSING", statement({ hasLegalMentions: false })],
    ["TIME_BARRED", { invoices: [{ ...fact, limitationLastDayOn: yesterday }] }],
    ["INVOICE_FACTS", { invoices: [] }],
    ["ORDER_MISSING", { invoices: [{ ...fact, orderReference: " " }] }],
    ["DELIVERY_MISSING", { invoices: [{ ...fact, performedOn: undefined }] }],
    ["NO_REMINDER", { previousContacts: [] }],
    ["DELAY_UNUSUAL", { delayDays: 7 }],
    ["DELAY_UNUSUAL", { delayDays: 31 }],
    ["FIRST_LETTER", thirdParty({ firstLetter: undefined })],
    ["TRACKING_NUMBER", { trackingNumber: "12 34" }],
    ["TRACKING_CHECK", { trackingNumber: "1A 047 877 2024 4" }],
  ] as const)("%s", (code, change) => {
    const input: FormalNoticeInput = { ...base, ...change };
    expect(codes(input, "warn")).toContain(code);
    expect(codes(input, "block")).toEqual([]);
  });

  it("when a consumer has a SIREN, or a public request no date of receipt", () => {
    const consumer = noticeFor("B2C");
    const registered = { ...consumer, debtor: { ...consumer.debtor, siren: "552100554" } };
    expect(codes(registered, "warn")).toContain("DEBTOR_KIND");
    const publicBuyer = noticeFor("PUBLIC");
    expect(codes(publicBuyer, "warn")).not.toContain("REQUEST_RECEIPT");
    const undated = { ...publicBuyer, invoices: [{ ...fact, requestReceivedOn: undefined }] };
    expect(codes(undated, "warn")).toContain("REQUEST_RECEIPT");
  });

  it("when the rate of the next days is unknown, or a consumer clause is high", () => {
    const clause = { kind: "B2C_CLAUSE", rateBps: 1500 } as const;
    const high = noticeFor("B2C", { statement: statementOf([consumerInvoice({ policy: clause })]) });
    expect(codes(high, "warn")).toContain("CONSUMER_RATE_HIGH");
    const unknown = { ...base, statement: { ...base.statement, dailyCents: undefined } };
    expect(codes(unknown, "warn")).toContain("RATE_NOT_PUBLISHED");
  });

  it("not for a sole trader without capital nor register", () => {
    const soleTrader = creditor({ legalForm: "EI", shareCapitalCents: null, rcsCity: null });
    expect(lintFormalNotice({ ...base, ...soleTrader })).toEqual([]);
  });
});

describe("a finding", () => {
  it("names a field and an article, and the invoices concerned", () => {
    const [finding] = lintFormalNotice({ ...base, invoices: [{ ...fact, isDisputed: true }] });
    expect(finding).toMatchObject({ field: "invoices", severity: "block" });
    expect(finding?.sentence).toContain("(F-2026-018)");
    expect(finding?.article).not.toBe("");
  });

  it("names the part that is contested", () => {
    const part = { cents: 10_000n, on: STATED_ON };
    const [invoice] = base.statement.invoices;
    if (!invoice) throw new Error("one invoice");
    const statement = statementOf([withoutContested(invoice.claim, part, 120_000n)]);
    const [finding] = lintFormalNotice({ ...base, statement });
    expect(finding).toMatchObject({ code: "PART_DISPUTED", severity: "warn" });
    expect(finding?.sentence).toContain("Une part est contestée (100,00\u00a0€ sur F-2026-018)");
  });

  it("comes with the blocking ones first", () => {
    const findings = lintFormalNotice({ ...base, ...creditor({ legalForm: "" }), delayDays: 0, place: "" });
    expect(findings.map((finding) => finding.severity)).toEqual(["block", "warn", "warn"]);
  });
});
