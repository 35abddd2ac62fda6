/** The lines of a FEC about clients (accounts 411), with what the other lines say of them. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { DomainError } from "@/domain/invariant";
import { comparisonKey } from "@/domain/parties/asciiText";
import { readAmount } from "../cellValues";
import type { CsvSource } from "../csv";
import type { FecColumns, FecField } from "./fecColumns";
import type { SuspenseLine } from "./suspense";

/** What a line does to the account of a client, by the journal it stands in and the accounts beside it. */
export type EntryKind = "SALE" | "OPENING" | "CASH" | "OTHER";

/** One line on the account of a client. */
export interface ClientEntry {
  /** Its line in the file, from 1. */
  line: number;
  kind: EntryKind;
  /** What tells clients apart: the auxiliary account, else the account. */
  client: string;
  clientName: string;
  /** Reference of the client; empty when the account is that of all clients. */
  clientReference: string;
  /** Number of the invoice, credit note or payment; may be empty. */
  pieceRef: string;
  /** Day of the document, else of the entry, as the file has it. */
  date: string;
  /** The document says no day of its own. */
  isEntryDate: boolean;
  /** Debit less credit; undefined when it cannot be read. */
  cents: bigint | undefined;
  /** What stood in the file for it. */
  amountText: string;
  /** What cannot be read is a credit: a payment, or a credit note. */
  isUnreadCredit: boolean;
  /** Lettering code; empty while nothing settles the line. */
  letter: string;
  /** ISO 4217 when the document is in another currency; may be empty. */
  currency: string;
  isRetention: boolean;
}

export interface FecReading {
  entries: ClientEntry[];
  /** By client, what it paid in advance (account 4191) less what its invoices have deducted since, in cents. */
  advances: ReadonlyMap<string, bigint>;
  /** Lines of suspense accounts (471) that nothing is lettered with. */
  suspense: readonly SuspenseLine[];
  /** First and last day of the entries of the whole file, `AAAAMMJJ`; empty when none is readable. */
  firstDay: string;
  lastDay: string;
}

interface RawLine {
  line: number;
  cells: string[];
}

/** Lines read before others have their turn. */
const TURN_LINES = 2_000;

/** A FEC quotes nothing: a line is a row, and a quote is a letter, but around a whole cell. */
async function* rawLines({ utf8, separator }: CsvSource): AsyncGenerator<RawLine> {
  let line = 0;
  for (let start = 0; start < utf8.length; ) {
    let end = start;
    while (end < utf8.length && utf8[end] !== 10 && utf8[end] !== 13) end += 1;
    line += 1;
    const text = utf8.toString("utf8", start, end);
    if (text.trim() !== "") yield { line, cells: text.split(separator).map(unquoted) };
    start = end + (utf8[end] === 13 && utf8[end + 1] === 10 ? 2 : 1);
    if (line % TURN_LINES === 0) await nextTurn();
  }
}

function unquoted(cell: string): string {
  const text = cell.trim();
  return /^".*"$/s.test(text) ? text.slice(1, -1).replaceAll('""', '"').trim() : text;
}

/** Reads the whole file; only what is about clients is kept. */
export async function readFecEntries(source: CsvSource, columns: FecColumns): Promise<FecReading> {
  const entries: ClientEntry[] = [];
  /** Those whose journal says nothing, by the entry they are part of. */
  const unsure: { entry: ClientEntry; key: string }[] = [];
  /** Entries that touch an account of sales. */
  const sales = new Set<string>();
  const advances = new Map<string, bigint>();
  const suspense: SuspenseLine[] = [];
  let firstDay = "";
  let lastDay = "";
  let isTitles = true;
  for await (const { line, cells } of rawLines(source)) {
    if (isTitles) {
      isTitles = false;
      continue;
    }
    const text = (field: FecField) => cells[columns[field] ?? -1] ?? "";
    const day = text("EcritureDate");
    if (/^\d{8}$/.test(day)) {
      if (firstDay === "" || day < firstDay) firstDay = day;
      if (day > lastDay) lastDay = day;
    }
    const account = text("CompteNum").toUpperCase();
    const key = `${text("JournalCode")}\t${text("EcritureNum")}`;
    if (account.startsWith("7")) sales.add(key);
    const auxiliary = text("CompAuxNum");
    if (account.startsWith("4191") && auxiliary !== "") {
      const { cents = 0n } = amountOf(text);
      advances.set(auxiliary, (advances.get(auxiliary) ?? 0n) - cents);
    }
    if (account.startsWith("471") && text("EcritureLet") === "") suspense.push(suspenseLine(text));
    if (!account.startsWith("411")) continue;
    const entry = clientEntry(line, account, text);
    entries.push(entry);
    if (entry.kind === "OTHER") unsure.push({ entry, key });
  }
  for (const { entry, key } of unsure) if (sales.has(key)) entry.kind = "SALE";
  return { entries, advances, suspense, firstDay, lastDay };
}

function suspenseLine(text: (field: FecField) => string): SuspenseLine {
  return {
    auxiliary: text("CompAuxNum"),
    pieceRef: text("PieceRef"),
    label: text("EcritureLib"),
    cents: -(amountOf(text).cents ?? 0n),
  };
}

function clientEntry(line: number, account: string, text: (field: FecField) => string): ClientEntry {
  const auxiliary = text("CompAuxNum");
  const accountName = text("CompteLib");
  // `411DUPONT` is somebody's account, `411000` everybody's.
  const isOwn = /^411.*[1-9A-Z]/.test(account);
  const ownName = COLLECTIVE_NAME.test(comparisonKey(accountName)) ? "" : accountName;
  const pieceDate = text("PieceDate");
  return {
    line,
    kind: kindOf(text("JournalCode"), text("JournalLib")),
    client: auxiliary || account,
    clientName: text("CompAuxLib") || ownName,
    clientReference: auxiliary || (isOwn ? account : ""),
    pieceRef: text("PieceRef"),
    date: pieceDate || text("EcritureDate"),
    isEntryDate: pieceDate === "" || pieceDate === text("EcritureDate"),
    ...amountOf(text),
    letter: text("EcritureLet"),
    currency: text("Idevise"),
    isRetention: account.startsWith("4117") && /retenue|garantie/.test(comparisonKey(accountName)),
  };
}

const COLLECTIVE_NAME = /^(compte )?(collectif )?clients?( (divers|collectif|france|ventes.*|debiteurs))?$/;

const LABEL_KINDS: readonly (readonly [RegExp, EntryKind])[] = [
  [/\bnouveaux?\b|\bouverture\b|\breports?\b/, "OPENING"],
  [/\bventes?\b|\bfactur|\bsales\b/, "SALE"],
  [
    /\bbanque|\bcaisse|\btresorerie|\bencaissement|\breglement|\bpaiement|\bcheque|\bcarte|\bprelevement/,
    "CASH",
  ],
];
const CODE_KINDS: readonly (readonly [RegExp, EntryKind])[] = [
  [/^(r?an|ano|anx|ouv)\d*$/, "OPENING"],
  [/^(ve|vt|fac|fv)/, "SALE"],
  [/^(bq|bnq|bn|ba|ca|cs|tr)/, "CASH"],
];

/** By the name of the journal, else by its code; an unknown journal is that of its other accounts. */
function kindOf(code: string, label: string): EntryKind {
  const find = (kinds: typeof LABEL_KINDS, text: string) =>
    kinds.find(([pattern]) => pattern.test(text))?.[1];
  return find(LABEL_KINDS, comparisonKey(label)) ?? find(CODE_KINDS, comparisonKey(code)) ?? "OTHER";
}

type EntryAmount = Pick<ClientEntry, "cents" | "amountText" | "isUnreadCredit">;

/** Debit less credit, or the amount with its direction: `D` or `C`, `+1` or `-1`. */
function amountOf(text: (field: FecField) => string): EntryAmount {
  const sens = text("Sens").toUpperCase();
  const isCredit = /^(C|-1?)$/.test(sens);
  const [debit, credit] =
    sens === "" ? [text("Debit"), text("Credit")] : isCredit ? ["", text("Montant")] : [text("Montant"), ""];
  const [debitCents, creditCents] = [fecCents(debit), fecCents(credit)];
  if (creditCents === undefined) return { cents: undefined, amountText: credit, isUnreadCredit: true };
  const cents = debitCents === undefined ? undefined : debitCents - creditCents;
  return { cents, amountText: debit, isUnreadCredit: false };
}

/** Cents; undefined when it cannot be read. The law has a comma and no sign between thousands; a dot is met too. */
function fecCents(text: string): bigint | undefined {
  if (text === "") return 0n;
  try {
    // One sign alone is never that of thousands: a zero more says so.
    return readAmount(/^-?\d+[.,]\d{3}$/.test(text) ? `${text}0` : text, ",");
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return undefined;
  }
}
