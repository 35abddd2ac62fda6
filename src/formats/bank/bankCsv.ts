/** Bank statements as tables of text: a row a movement, one signed amount or a column for each direction. */
import type { LocalDate } from "@/domain/calendar";
import { DomainError } from "@/domain/invariant";
import { comparisonKey } from "@/domain/parties/asciiText";
import {
  type DateConvention,
  type DecimalSeparator,
  decimalEvidence,
  orderEvidence,
  readAmount,
  readDate,
} from "../cellValues";
import { type CsvRow, csvRows, openCsv } from "../csv";
import { type BankColumns, bankColumnsOf, bankHeaderScore } from "./bankColumns";
import {
  assertEntryCount,
  BANK_LIMITS,
  type BankEntry,
  type BankStatement,
  cleanText,
  ibanText,
  joinTexts,
  refuseBankFile,
  saysReturn,
} from "./bankStatement";

/** Banks write a few lines about the account before the titles. */
const HEADER_WITHIN = 30;

/** Movements that may still change, or never were. */
const NOT_DONE =
  /^(pending|en attente|en cours|a venir|declined|refus|annul|cancel|revert|failed|echou|rejet)/;

/** How the whole table is written. */
interface Writing {
  dates: DateConvention;
  decimal: DecimalSeparator;
}

/**
 * Reads the table; a row that cannot be read refuses the file, since a movement left out is a payment nobody sees.
 *
 * @throws DomainError `BANK_COLUMNS`, `BANK_LINE`, or those of `openCsv`, in French
 */
export async function readBankCsv(bytes: Uint8Array): Promise<BankStatement[]> {
  const source = openCsv(bytes, {
    headerScore: bankHeaderScore,
    limits: { bytes: BANK_LIMITS.bytes, rows: BANK_LIMITS.entries + HEADER_WITHIN },
  });
  const rows: CsvRow[] = [];
  for await (const chunk of csvRows(source)) rows.push(...chunk);
  const place = rows.slice(0, HEADER_WITHIN).findIndex((row) => bankColumnsOf(row.cells) !== undefined);
  const columns = bankColumnsOf(rows[place]?.cells ?? []);
  if (!columns) {
    refuseBankFile(
      "BANK_COLUMNS",
      "Aucune ligne de titres reconnue : il faut au moins une date, un libellé, et un montant ou deux colonnes débit et crédit.",
    );
  }
  const body = rows.slice(place + 1).filter((row) => isMovement(row, columns));
  assertEntryCount(body.length);
  const writing = writingOf(body, columns);
  const statements = new Map<string, BankStatement>();
  for (const row of body) {
    const { account, entry } = atLine(row, () => entryOf(row.cells, columns, writing));
    const key = `${account} ${entry.currency}`;
    const statement = statements.get(key) ?? {
      account,
      currency: entry.currency,
      opening: null,
      closing: null,
      entries: [],
    };
    statements.set(key, statement);
    statement.entries.push(entry);
  }
  return [...statements.values()];
}

function cell(cells: readonly string[], column: number | undefined): string {
  return column === undefined ? "" : (cells[column] ?? "").trim();
}

function amountCells(cells: readonly string[], { amount, debit, credit }: BankColumns): string[] {
  return [amount, debit, credit].map((column) => cell(cells, column)).filter((text) => text !== "");
}

/** Blank rows, and the balance that some banks write below the movements, are none. */
function isMovement(row: CsvRow, columns: BankColumns): boolean {
  if (row.broken) return true;
  if (NOT_DONE.test(comparisonKey(cell(row.cells, columns.state)))) return false;
  const hasDate = cell(row.cells, columns.bookedOn) !== "";
  const hasAmount = amountCells(row.cells, columns).length > 0;
  if (!hasDate && !hasAmount) return false;
  return hasDate || !/^(solde|total|balance)\b/.test(comparisonKey(row.cells.join(" ")));
}

function writingOf(rows: readonly CsvRow[], columns: BankColumns): Writing {
  const count = { DMY: 0, MDY: 0, ",": 0, ".": 0 };
  for (const { cells } of rows) {
    const order = orderEvidence(cell(cells, columns.bookedOn));
    if (order) count[order] += 1;
    for (const text of amountCells(cells, columns)) {
      const decimal = decimalEvidence(text);
      if (decimal) count[decimal] += 1;
    }
  }
  return {
    dates: { order: count.MDY > count.DMY ? "MDY" : "DMY", isSerial: false },
    decimal: count["."] > count[","] ? "." : ",",
  };
}

function entryOf(
  cells: readonly string[],
  columns: BankColumns,
  { dates, decimal }: Writing,
): { account: string; entry: BankEntry } {
  const text = (column: number | undefined) => cell(cells, column);
  const name = cleanText(text(columns.name), BANK_LIMITS.name);
  const label = joinTexts([...columns.labels.map((column) => text(column)), name], BANK_LIMITS.label);
  const valueOn = text(columns.valueOn);
  const account = text(columns.account);
  const entry: BankEntry = {
    bookedOn: dayOf(text(columns.bookedOn), dates),
    valueOn: /\d/.test(valueOn) ? optionalDay(valueOn, dates) : null,
    amountCents: signedCents(cells, columns, decimal),
    currency: currencyOf(text(columns.currency)),
    counterpartyName: name,
    counterpartyIban: ibanText(text(columns.iban)),
    label,
    endToEndId: "",
    bankId: cleanText(text(columns.bankId), BANK_LIMITS.id),
    isReturn: saysReturn(label),
  };
  return { account: ibanText(account) || cleanText(account, BANK_LIMITS.id), entry };
}

function dayOf(text: string, dates: DateConvention): LocalDate {
  // An hour says nothing here: the day is the one the bank wrote.
  const day = text.replace(/[T ]\s?\d{1,2}:\d{2}.*$/, "");
  if (day === "") refuseBankFile("DATE", "cette opération n’a pas de date.");
  return readDate(day, dates);
}

function optionalDay(text: string, dates: DateConvention): LocalDate | null {
  try {
    return dayOf(text, dates);
  } catch {
    return null;
  }
}

/** The word `EUR`, `€`, or nothing is the euro; another code is kept as it is. */
function currencyOf(text: string): string {
  const code = text.toUpperCase().replace(/[^A-Z]/g, "");
  return /^[A-Z]{3}$/.test(code) ? code : "EUR";
}

/** One signed amount; or a debit, whatever its sign, and a credit. */
function signedCents(cells: readonly string[], columns: BankColumns, decimal: DecimalSeparator): bigint {
  const read = (column: number | undefined) => {
    const text = cell(cells, column);
    return text === "" ? null : readAmount(text, decimal);
  };
  const amount = read(columns.amount);
  const debit = read(columns.debit);
  const credit = read(columns.credit);
  if (debit !== null && debit !== 0n && credit !== null && credit !== 0n) {
    refuseBankFile("AMOUNT", "cette opération a un débit et un crédit à la fois.");
  }
  if (credit !== null && credit !== 0n) return credit;
  if (debit !== null && debit !== 0n) return debit < 0n ? debit : -debit;
  const known = amount ?? credit ?? debit;
  if (known === null) refuseBankFile("AMOUNT", "cette opération n’a pas de montant.");
  return isDebit(cell(cells, columns.direction)) && known > 0n ? -known : known;
}

/** What the column of the direction says; empty leaves the sign as it is. */
function isDebit(text: string): boolean {
  const word = comparisonKey(text);
  if (/^(d|debit|sortie|dbit)$/.test(word) || text === "-") return true;
  if (word !== "" && !/^(c|credit|entree|crdt)$/.test(word)) {
    refuseBankFile("DIRECTION", `« ${text.slice(0, 20)} » ne dit pas si l’argent entre ou sort.`);
  }
  return false;
}

function atLine<T>(row: CsvRow, read: () => T): T {
  if (row.broken) {
    refuseBankFile(
      "BANK_LINE",
      `Ligne ${row.line} : ses guillemets ne se referment pas, ou elle est trop longue.`,
    );
  }
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const words = error.message.replace(
      "seules les factures en euros se relancent ici",
      "indiquez la devise dans une colonne à part",
    );
    refuseBankFile("BANK_LINE", `Ligne ${row.line} : ${words}`);
  }
}
