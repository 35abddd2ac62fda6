/**
 * Bank statements in OFX: SGML of versions 1.x, whose values are not closed, and XML of versions 2.x. One reading
 * serves both: a value is the text between its opening tag and the next one.
 */
import { detectEncoding, toUtf8 } from "../csvEncoding";
import {
  assertEntryCount,
  BANK_LIMITS,
  type BankEntry,
  type BankStatement,
  cleanText,
  dayText,
  decimalCents,
  ibanText,
  joinTexts,
  refuseBankFile,
  saysReturn,
} from "./bankStatement";

type Values = Map<string, string>;

interface Reading {
  statement: BankStatement | null;
  /** Values of the movement that is open, else of what is around. */
  entry: Values | null;
  around: Values;
  count: number;
  line: number;
}

const TAG = /<(\/?)([A-Za-z0-9._:]{1,64})(?![A-Za-z0-9._:])[^<>]{0,200}>([^<]*)/g;

/**
 * Reads the statements of the file.
 *
 * @throws DomainError `BANK_LINE`, `BANK_OFX` or `FILE_TOO_MANY_ROWS`, in French
 */
export function readOfx(bytes: Uint8Array): BankStatement[] {
  const text = toUtf8(bytes, detectEncoding(bytes)).toString("utf8");
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) {
    refuseBankFile(
      "BANK_OFX",
      "Ce fichier contient une définition de type (DOCTYPE), qu’une banque n’écrit pas.",
    );
  }
  const start = text.search(/<OFX>/i);
  const statements: BankStatement[] = [];
  const reading: Reading = { statement: null, entry: null, around: new Map(), count: 0, line: 1 };
  let counted = 0;
  TAG.lastIndex = Math.max(0, start);
  for (let match = TAG.exec(text); match; match = TAG.exec(text)) {
    for (; counted < match.index; counted += 1) if (text.charCodeAt(counted) === 10) reading.line += 1;
    const [, slash, name = "", value = ""] = match;
    takeTag(reading, statements, { isClosing: slash !== "", name: name.toUpperCase(), value: plain(value) });
  }
  if (!/<\/OFX>/i.test(text)) {
    refuseBankFile(
      "BANK_OFX",
      "Ce fichier OFX s’arrête avant sa fin. Téléchargez-le de nouveau depuis votre banque.",
    );
  }
  if (statements.length === 0) {
    refuseBankFile("BANK_OFX", "Ce fichier OFX ne contient aucun relevé de compte.");
  }
  return statements;
}

interface Tag {
  isClosing: boolean;
  name: string;
  value: string;
}

function takeTag(reading: Reading, statements: BankStatement[], { isClosing, name, value }: Tag): void {
  const isStatement = name === "STMTRS" || name === "CCSTMTRS";
  if (isStatement && !isClosing) {
    reading.statement = { account: "", currency: "EUR", opening: null, closing: null, entries: [] };
    reading.around = new Map();
    statements.push(reading.statement);
  } else if (isStatement) {
    closeStatement(reading);
  } else if (name === "STMTTRN") {
    // A movement that begins ends the one before, were its end missing.
    if (reading.entry && reading.statement) closeEntry(reading, reading.statement, reading.entry);
    reading.entry = isClosing ? null : new Map();
  } else if (!isClosing && value !== "") {
    const values = reading.entry ?? reading.around;
    if (!values.has(name)) values.set(name, value);
  }
}

function closeEntry(reading: Reading, statement: BankStatement, values: Values): void {
  reading.count += 1;
  assertEntryCount(reading.count);
  statement.entries.push(entryOf(values, reading.around.get("CURDEF") ?? "EUR", reading.line));
}

function closeStatement({ statement, around }: Reading): void {
  if (!statement) return;
  const iban = ibanText(around.get("IBAN") ?? "") || ibanText(around.get("ACCTID") ?? "");
  const parts = ["BANKID", "BRANCHID", "ACCTID"].map((name) => around.get(name) ?? "");
  statement.account = iban || cleanText(parts.join(" "), BANK_LIMITS.id);
  statement.currency = around.get("CURDEF") ?? "EUR";
  const cents = decimalCents(around.get("BALAMT") ?? "");
  statement.closing = cents === undefined ? null : { on: dayText(around.get("DTASOF") ?? "") ?? null, cents };
}

function entryOf(values: Values, currency: string, line: number): BankEntry {
  const bookedOn = dayText(values.get("DTPOSTED") ?? "");
  const amountCents = decimalCents(values.get("TRNAMT") ?? "");
  if (!bookedOn) refuseBankFile("BANK_LINE", `Ligne ${line} : cette opération n’a pas de date.`);
  if (amountCents === undefined) {
    refuseBankFile("BANK_LINE", `Ligne ${line} : le montant de cette opération ne se lit pas.`);
  }
  const label = joinTexts([values.get("NAME") ?? "", values.get("MEMO") ?? ""], BANK_LIMITS.label);
  return {
    bookedOn,
    valueOn: dayText(values.get("DTAVAIL") ?? values.get("DTUSER") ?? "") ?? null,
    amountCents,
    currency: values.get("CURSYM") ?? currency,
    // Banks write in NAME who paid, or the beginning of their own label: it is kept in the label as well.
    counterpartyName: cleanText(values.get("NAME") ?? "", BANK_LIMITS.name),
    counterpartyIban: "",
    label,
    endToEndId: cleanText(values.get("REFNUM") ?? "", BANK_LIMITS.id),
    bankId: cleanText(values.get("FITID") ?? "", BANK_LIMITS.id),
    isReturn: saysReturn(label),
  };
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  nbsp: " ",
  quot: '"',
  apos: "'",
};

function plain(value: string): string {
  return value
    .replace(/&(amp|lt|gt|nbsp|quot|apos);/gi, (_, name: string) => ENTITIES[name.toLowerCase()] ?? "")
    .trim();
}
