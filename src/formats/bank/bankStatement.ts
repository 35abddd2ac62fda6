/** What every reader of bank files gives back, and what none of them accepts. */
import type { LocalDate } from "@/domain/calendar";
import { isLocalDate, localDate } from "@/domain/calendar";
import { DomainError } from "@/domain/invariant";
import { comparisonKey } from "@/domain/parties/asciiText";
import { typeset } from "@/domain/typography";

export type BankFormat = "CAMT053" | "OFX" | "CSV";

/** One movement of an account, as the bank wrote it. Unknown texts are empty. */
export interface BankEntry {
  bookedOn: LocalDate;
  valueOn: LocalDate | null;
  /** Cents of `currency`: above zero for money that came in. */
  amountCents: bigint;
  /** ISO 4217. */
  currency: string;
  counterpartyName: string;
  /** Electronic form: capitals, no space. */
  counterpartyIban: string;
  /** Everything else the bank says of it: what the payer wrote, and its own words. */
  label: string;
  endToEndId: string;
  /** How the bank names this movement, when it does; no other one of the account has that name. */
  bankId: string;
  /** Money that comes back: a returned transfer or a rejected debit, never a payment. */
  isReturn: boolean;
}

export interface BankBalance {
  on: LocalDate | null;
  cents: bigint;
}

/** The movements of one account. */
export interface BankStatement {
  /** IBAN, or what the file calls the account; empty when it does not say. */
  account: string;
  currency: string;
  opening: BankBalance | null;
  closing: BankBalance | null;
  entries: BankEntry[];
}

export interface BankFile {
  format: BankFormat;
  statements: BankStatement[];
}

/** Above these, a file is refused. */
export const BANK_LIMITS = {
  bytes: 10 * 1024 * 1024,
  entries: 20_000,
  /** Characters kept of a label; banks write a few hundred. */
  label: 1_000,
  name: 140,
  id: 140,
} as const;

/** Refuses the file: the sentence is French, and says the line when there is one. */
export function refuseBankFile(code: string, sentence: string): never {
  throw new DomainError(code, typeset(sentence));
}

/** `NOTPROVIDED` and its like say nothing. */
const NOTHING = /^(not ?provided|none|n\/?a|null|0+|-+)$/i;

/** One line of text, without what cannot be shown or stored, at most so long. */
export function cleanText(text: string, length: number): string {
  const line = text
    .replace(/\p{Cf}/gu, "")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();
  const kept = line.slice(0, length).replace(/[\ud800-\udbff]$/, "");
  return NOTHING.test(kept) ? "" : kept;
}

/** The texts that say something, once each, put one after the other. */
export function joinTexts(texts: readonly string[], length: number): string {
  const said: string[] = [];
  let total = 0;
  for (const one of texts) {
    // A batch may have a text for each of its thousands of transactions.
    if (total > length) break;
    const text = cleanText(one, length);
    if (text === "" || said.some((other) => other.includes(text))) continue;
    said.push(text);
    total += text.length + 1;
  }
  return said.join(" ").slice(0, length).trim();
}

/** A transfer or a debit that comes back, as banks word it; a payer may write « retour » or « impayé » of anything. */
const RETURN =
  /\brejet(s|e|ee)?\b|\bretour(s|ne|nee)?( (de|du|sur))? (vir|virement|prlv|prel|prelevement)\b|\breturned\b/;

/** True when the bank's words say that money came back. */
export function saysReturn(label: string): boolean {
  return RETURN.test(comparisonKey(label));
}

/** Capitals and no space; empty when it cannot be an IBAN. */
export function ibanText(text: string): string {
  const compact = text.replace(/[\s.-]/g, "").toUpperCase();
  return /^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/.test(compact) ? compact : "";
}

const DECIMAL = /^([+-])?(\d{1,3}(?:[ '’]\d{3})+|\d*)(?:[.,](\d{0,5}))?$/;

/**
 * A decimal written by a machine, `1234.5`, `-12,00`, `+.5`, in cents. Digits after the second must be zeros.
 * Nothing goes through a float.
 *
 * @returns undefined when it is no amount, or more than 13 digits of it
 */
export function decimalCents(text: string): bigint | undefined {
  const match = DECIMAL.exec(text.replace(/[\s\u202f]+/g, " ").trim());
  const whole = match?.[2]?.replace(/\D/g, "") ?? "";
  const decimals = match?.[3] ?? "";
  if (!match || whole.length > 13 || whole + decimals === "" || /[1-9]/.test(decimals.slice(2)))
    return undefined;
  const cents = BigInt(whole === "" ? "0" : whole) * 100n + BigInt(decimals.slice(0, 2).padEnd(2, "0"));
  return match[1] === "-" ? -cents : cents;
}

/** `2026-11-22`, `2026-11-22T10:00:00+01:00` or `20261122…`: the day that is written, in its own time zone. */
export function dayText(text: string): LocalDate | undefined {
  const match = /^\s*(\d{4})-?(\d{2})-?(\d{2})/.exec(text);
  const day = match ? `${match[1]}-${match[2]}-${match[3]}` : "";
  return isLocalDate(day) && day >= "2000-01-01" && day <= "2099-12-31" ? localDate(day) : undefined;
}

/** Counts entries as they are read, so that a file that is too long is given up at once. */
export function assertEntryCount(count: number): void {
  if (count > BANK_LIMITS.entries) {
    refuseBankFile(
      "FILE_TOO_MANY_ROWS",
      `Ce relevé dépasse ${BANK_LIMITS.entries} opérations. Exportez-le en plusieurs fois, par exemple par mois.`,
    );
  }
}
