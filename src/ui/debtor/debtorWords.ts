/** The words of the debtor's page, in the debtor's language. */
import type { LocalDate } from "@/domain/calendar";
import type { DebtorKind } from "@/domain/legal/debtorKind";
import type { AnswerKind } from "@/domain/settlement/answer";

/** One answer: what opens it, what sends it, what it does to the reminders. */
export interface AnswerWords {
  title: string;
  button: string;
  effect: string;
}

export interface DebtorWords {
  euros(cents: bigint): string;
  date(on: LocalDate): string;
  otherLanguage: string;
  skip: string;
  about: string;
  invoice: string;
  titleOne(number: string): string;
  titleSeveral(count: number): string;
  nothingLeft: string;
  nothingLeftDetail: string;
  dueOn(on: LocalDate): string;
  thanks(cents: bigint, on: LocalDate | null): string;
  /** @param isAll it covers everything that is left */
  freeCredit(cents: bigint, isAll: boolean): string;
  /** A collective procedure forbids to pay all that is left: the title, and why nothing is asked for. */
  frozenTitle: string;
  frozenDetail: string;
  /** What it forbids to pay, when the rest is asked for. */
  frozen(cents: bigint): string;
  /** Parts that are contested, when the rest is asked for. */
  disputed(cents: bigint): string;
  jump: string;
  alsoOpen: string;
  download(name: string): string;
  account: {
    title: string;
    issued(number: string, on: LocalDate): string;
    received(on: LocalDate | null): string;
    /** Why the line of a payment is not all of it: a part paid interest and flat fee. */
    paidBeside(receivedCents: bigint, accessoryCents: bigint): string;
    credit: string;
    freeCredit: string;
    disputed: string;
    frozen: string;
    left: string;
  };
  pay: {
    title: string;
    ibanOf(name: string): string;
    touch: string;
    reference: string;
    amount: string;
    copy: string;
    copied: string;
    qr: string;
    qrNote: string;
    noAccount(name: string): string;
    card(name: string): string;
    ibanNote(name: string): string;
  };
  legal: {
    summary(total: string): string;
    principal: string;
    /** How the interest is called: it depends on the debtor. */
    penalties(kind: DebtorKind): string;
    /** @param articles texts it rests on, in French */
    penaltiesDetail(articles: readonly string[]): string;
    fee: string;
    feeDetail(kind: DebtorKind): string;
    totalOn(on: LocalDate): string;
  };
  answerTitle: string;
  answers(given: { name: string; checked: LocalDate; graceDays: number }): {
    paye: AnswerWords;
    date: AnswerWords;
    echeancier: AnswerWords;
    desaccord: AnswerWords;
    destinataire: AnswerWords;
    copie: AnswerWords;
    message: AnswerWords;
  };
  fields: {
    which: string;
    allOfThem(count: number): string;
    paidOn: string;
    paidAmount: string;
    means: string;
    transfer: string;
    cheque: string;
    card: string;
    other: string;
    proof: string;
    filesHint: string;
    files: string;
    promiseDay: string;
    latest(on: LocalDate): string;
    count: string;
    instalments(count: number): string;
    firstOn: string;
    signer: string;
    acknowledge(total: string, name: string): string;
    reason: string;
    reasons: Record<"QUALITY" | "QUANTITY" | "PRICE" | "DELIVERY" | "ORDER" | "OTHER", string>;
    part: string;
    partHint: string;
    /** When the answer may be about several invoices. */
    partOfOneHint: string;
    what: string;
    contactName: string;
    contactEmail: string;
    contactPhone: string;
    note: string;
    message: string;
    optional: string;
  };
  /** What became of an answer; what it suspended may have begun again without a word from the creditor. */
  waiting(
    kind: AnswerKind,
    on: LocalDate | null,
    effect: { isSuspending: boolean; untilOn: LocalDate | null },
  ): string;
  done(kind: AnswerKind | "AGREED"): string;
  /** @param number the one invoice it is about, among several */
  said(kind: AnswerKind, on: LocalDate | null, amount: string | null, number: string | null): string;
  exchanges: { title: string; you: string };
  plan: {
    title: string;
    states: Record<"PROPOSED" | "COUNTERED" | "RUNNING" | "REFUSED" | "BROKEN", string>;
    paid: string;
    total: string;
    agree: string;
    agreeEffect: string;
    agreement: string;
  };
  call(name: string): string;
  footer(expires: LocalDate): string;
  data: string;
  accessibility: string;
  errorTitle: string;
  correct: string;
}
