/** Reads a formal notice before it leaves: blocks what is unlawful, warns about what is weak. */
import { daysBetween, type LocalDate } from "../calendar";
import { formatDate } from "../dateText";
import { DomainError } from "../invariant";
import { parseIban } from "../parties/iban";
import { addressBlock } from "../parties/postalAddress";
import { isSiren } from "../parties/siren";
import { typeset } from "../typography";
import { contestedParts } from "./contestedPart";
import { owesFlatRecoveryFee } from "./debtorKind";
import {
  type AuthorIdentity,
  defaultNoticeDelayDays,
  type FormalNoticeInput,
  type NoticeAuthor,
  type NoticeInvoiceFacts,
} from "./formalNoticeInput";
import type { InvoiceStatement, StatementWarningCode } from "./invoiceClaim";
import { type NoticeRuleCode, type NoticeSeverity, noticeRule } from "./noticeRules";
import { readTrackingNumber } from "./trackingNumber";

export interface NoticeFinding {
  readonly severity: NoticeSeverity;
  readonly code: NoticeRuleCode | StatementWarningCode;
  /** What is wrong and what to do, in French. */
  readonly sentence: string;
  readonly article: string;
  /** Part of the input the finding is about. */
  readonly field: string;
}

/** A statement older than this no longer shows what is owed. */
const STATEMENT_MAX_AGE_DAYS = 15;
/** Usual delays left to pay: shorter or longer ones are unusual, not unlawful. */
const USUAL_DELAY_DAYS = { min: 8, max: 30 };

/** A rule that may hold, and what to show when it does. */
type Check = readonly [holds: boolean, code: NoticeRuleCode, detail?: string];

/** All findings, the blocking ones first. */
export function lintFormalNotice(input: FormalNoticeInput): NoticeFinding[] {
  const checks = [
    ...creditorChecks(input),
    ...debtorChecks(input),
    ...regimeChecks(input),
    ...statementChecks(input),
    ...invoiceChecks(input),
    ...dateChecks(input),
    ...authorChecks(input),
    ...channelChecks(input),
  ];
  const findings = [...checks.filter(([holds]) => holds).map(findingOf), ...statementFindings(input)];
  return [
    ...findings.filter((finding) => finding.severity === "block"),
    ...findings.filter((finding) => finding.severity === "warn"),
  ];
}

/** True when nothing forbids the letter. */
export function mayLeave(findings: readonly NoticeFinding[]): boolean {
  return findings.every((finding) => finding.severity !== "block");
}

function findingOf([, code, detail]: Check): NoticeFinding {
  const { severity, field, article, sentence } = noticeRule(code);
  return {
    severity,
    code,
    field,
    article: typeset(article),
    sentence: typeset(sentence.replace("{detail}", detail ?? "")),
  };
}

/** Warnings of the statement that a letter must not hide. */
function statementFindings({ statement }: FormalNoticeInput): NoticeFinding[] {
  const shown: readonly StatementWarningCode[] = [
    "CLAUSE_BELOW_FLOOR",
    "CONSUMER_RATE_HIGH",
    "RATE_TO_VERIFY",
    "MENTIONS_MISSING",
  ];
  return shown.flatMap((code) => {
    const found = statement.invoices
      .flatMap((invoice) => invoice.warnings)
      .find((warning) => warning.code === code);
    return found ? [{ severity: "warn" as const, field: "statement", ...found }] : [];
  });
}

function isBlank(text: string | undefined | null): boolean {
  return text === undefined || text === null || text.trim() === "";
}

/** The sentence of the refusal in which reading the value ends, undefined when it is read. */
function refusalOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
}

function creditorChecks({ creditor, iban, signatory, place, contact }: FormalNoticeInput): Check[] {
  const isCompany = creditor.legalForm !== "" && !/^EI$|entreprise individuelle/i.test(creditor.legalForm);
  const hasNoAddress = [creditor.street, creditor.city, creditor.postcode].some(isBlank);
  return [
    [isBlank(creditor.legalName), "CREDITOR_NAME"],
    [!isSiren(creditor.siren), "CREDITOR_SIREN"],
    [hasNoAddress, "CREDITOR_ADDRESS"],
    [isBlank(creditor.legalForm), "CREDITOR_FORM"],
    [isCompany && creditor.shareCapitalCents === null, "CREDITOR_CAPITAL"],
    [isCompany && isBlank(creditor.rcsCity), "CREDITOR_RCS"],
    [refusalOf(() => parseIban(iban)) !== undefined, "IBAN"],
    [isBlank(contact.email) && isBlank(contact.phone), "CONTACT"],
    [isBlank(signatory.name), "SIGNATORY"],
    [isBlank(place), "PLACE"],
  ];
}

function debtorChecks({ debtor }: FormalNoticeInput): Check[] {
  const hasSiren = !isBlank(debtor.siren);
  const addressRefusal = refusalOf(() => addressBlock(debtor.address));
  return [
    [isBlank(debtor.name), "DEBTOR_NAME"],
    [
      addressRefusal !== undefined,
      "DEBTOR_ADDRESS",
      addressRefusal?.replace(/^\p{Lu}/u, (first) => first.toLowerCase()),
    ],
    [hasSiren && !isSiren(debtor.siren ?? ""), "DEBTOR_SIREN"],
    [debtor.kind === "B2B" && !hasSiren, "DEBTOR_SIREN_MISSING"],
    [debtor.kind === "B2C" && hasSiren, "DEBTOR_KIND"],
  ];
}

/** The kind of debtor decides everything: a wrong one makes the letter unlawful. */
function regimeChecks({ debtor, statement }: FormalNoticeInput): Check[] {
  const owesFee = owesFlatRecoveryFee(debtor.kind);
  const isInsolvent = statement.invoices.some((invoice) => hasWarning(invoice, "INSOLVENCY"));
  return [
    [statement.invoices.some(({ claim }) => claim.debtorKind !== debtor.kind), "KIND_MISMATCH"],
    [!owesFee && statement.flatFeeCents > 0n, "FLAT_FEE_NOT_OWED"],
    [!owesFee && statement.complementaryCents > 0n, "COSTS_NOT_OWED"],
    [isInsolvent, "INSOLVENCY"],
  ];
}

function hasWarning(invoice: InvoiceStatement, code: StatementWarningCode): boolean {
  return invoice.warnings.some((warning) => warning.code === code);
}

function statementChecks({ statement, writtenOn }: FormalNoticeInput): Check[] {
  const ageDays = daysBetween(statement.statedOn, writtenOn);
  const notDue = statement.invoices.filter(({ claim }) => claim.dueOn >= writtenOn);
  const issuedLater = statement.invoices.filter(({ claim }) => claim.issuedOn > writtenOn);
  return [
    [statement.totalDueCents === 0n, "NOTHING_DUE"],
    [notDue.length > 0, "NOT_DUE", numbersOf(notDue.map(({ claim }) => claim))],
    [issuedLater.length > 0, "ISSUED_LATER", numbersOf(issuedLater.map(({ claim }) => claim))],
    [ageDays < 0, "STATEMENT_AHEAD"],
    [ageDays > STATEMENT_MAX_AGE_DAYS, "STATEMENT_OLD", formatDate(statement.statedOn)],
    [statement.overpaidCents > 0n, "OVERPAID"],
    [statement.dailyCents === undefined, "RATE_NOT_PUBLISHED"],
  ];
}

function numbersOf(invoices: readonly { readonly invoiceNumber: string }[]): string {
  return invoices.map((invoice) => invoice.invoiceNumber).join(", ");
}

function invoiceChecks(input: FormalNoticeInput): Check[] {
  const { invoices, statement, debtor, writtenOn, previousContacts } = input;
  const check = (code: NoticeRuleCode, isConcerned: (invoice: NoticeInvoiceFacts) => boolean): Check => {
    const concerned = invoices.filter(isConcerned);
    return [concerned.length > 0, code, numbersOf(concerned)];
  };
  const numbers = new Set(invoices.map((invoice) => invoice.invoiceNumber));
  const unknown = statement.invoices
    .map(({ claim }) => claim)
    .filter((claim) => !numbers.has(claim.invoiceNumber));
  const parts = contestedParts(statement.invoices);
  return [
    check("DISPUTED", (invoice) => invoice.isDisputed === true),
    [parts !== "", "PART_DISPUTED", parts],
    check("TIME_BARRED", ({ limitationLastDayOn: last }) => last !== undefined && last < writtenOn),
    [unknown.length > 0, "INVOICE_FACTS", numbersOf(unknown)],
    check("ORDER_MISSING", (invoice) => isBlank(invoice.orderReference)),
    check("COPY_MISSING", (invoice) => invoice.hasCopy === false),
    check("DELIVERY_MISSING", (invoice) => invoice.performedOn === undefined),
    check(
      "REQUEST_RECEIPT",
      (invoice) => debtor.kind === "PUBLIC" && invoice.requestReceivedOn === undefined,
    ),
    [previousContacts.length === 0, "NO_REMINDER"],
    [previousContacts.some((contact) => contact.on > writtenOn), "CONTACT_LATER"],
  ];
}

function dateChecks({ delayDays, debtor }: FormalNoticeInput): Check[] {
  const days = delayDays ?? defaultNoticeDelayDays(debtor.kind);
  const isNoDelay = !Number.isInteger(days) || days < 1;
  const isUnusual = days < USUAL_DELAY_DAYS.min || days > USUAL_DELAY_DAYS.max;
  return [
    [isNoDelay, "DELAY"],
    [!isNoDelay && isUnusual, "DELAY_UNUSUAL", `${days} jour${days > 1 ? "s" : ""}`],
  ];
}

function authorChecks({ author, writtenOn, statement, kind }: FormalNoticeInput): Check[] {
  const isLater = (day: LocalDate | undefined) => day !== undefined && day > writtenOn;
  switch (author.kind) {
    case "CREDITOR":
      return [];
    case "EXPERT_COMPTABLE":
      return [
        [isBlank(author.name) || isBlank(author.address), "ACCOUNTANT_NAME"],
        ...authorIdentityChecks(author),
        [author.mandatedOn === undefined, "MANDATE_MISSING"],
        [isLater(author.mandatedOn), "MANDATE_LATER"],
      ];
    case "THIRD_PARTY":
      return [
        [isBlank(author.name) || isBlank(author.address), "THIRD_PARTY_NAME"],
        [author.agreedOn === undefined, "AGREEMENT_MISSING"],
        [isLater(author.agreedOn), "AGREEMENT_LATER"],
        ...authorIdentityChecks(author),
        ...guaranteeChecks(author, writtenOn),
        [statement.complementaryCents > 0n, "THIRD_PARTY_COSTS"],
        [kind !== "AMICABLE_FIRST_LETTER" && author.firstLetter === undefined, "FIRST_LETTER"],
      ];
  }
}

/** Whoever writes for the creditor names itself on its own correspondence too. */
function authorIdentityChecks(author: AuthorIdentity): Check[] {
  const isSoleTrader = /^EI$|entreprise individuelle/i.test(author.legalForm);
  const hasNoCapital = author.shareCapitalCents === null && !isSoleTrader;
  return [
    [!isSiren(author.siren), "AUTHOR_SIREN"],
    [isBlank(author.legalForm) || hasNoCapital, "AUTHOR_FORM"],
  ];
}

/** What R124-2 asks of a third party before it collects anything. */
function guaranteeChecks(
  { insuredUntil, hasFundsAccount, declaredOn }: Extract<NoticeAuthor, { kind: "THIRD_PARTY" }>,
  writtenOn: LocalDate,
): Check[] {
  const isOver = insuredUntil !== undefined && insuredUntil < writtenOn;
  return [
    [insuredUntil === undefined, "INSURANCE_MISSING"],
    [isOver, "INSURANCE_OVER", isOver ? formatDate(insuredUntil) : ""],
    [!hasFundsAccount, "FUNDS_ACCOUNT_MISSING"],
    [declaredOn === undefined || declaredOn > writtenOn, "DECLARATION_MISSING"],
  ];
}

/** A notice must be proven; only a business may get an electronic registered letter unasked. */
function channelChecks({ channel, debtor, trackingNumber, kind }: FormalNoticeInput): Check[] {
  const needsConsent = debtor.kind === "B2C" || debtor.kind === "NON_PRO";
  const isTyped = !isBlank(trackingNumber);
  const tracking = readTrackingNumber(trackingNumber ?? "");
  return [
    [channel === "SIMPLE" && (kind ?? "FORMAL_NOTICE") === "FORMAL_NOTICE", "SIMPLE_LETTER"],
    [channel === "LRE" && needsConsent && debtor.hasElectronicConsent !== true, "ELECTRONIC_CONSENT"],
    [isTyped && tracking === undefined, "TRACKING_NUMBER"],
    [tracking?.warning !== undefined, "TRACKING_CHECK"],
  ];
}
