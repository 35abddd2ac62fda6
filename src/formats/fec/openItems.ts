/**
 * What clients still owe according to their accounts: invoices that no lettering settles, less what a payment says it
 * pays. Nothing is guessed in favour of a reminder: where a payment may settle an invoice, the invoice is held.
 */
import { setImmediate as nextTurn } from "node:timers/promises";
import { capitalised } from "@/domain/legal/phrases";
import { formatEuros, minCents, sumCents } from "@/domain/money";
import { typeset } from "@/domain/typography";
import type { LineNoticeCode } from "../invoiceCsvLine";
import { doubtsOf, lettersOf, payersByReference } from "./accountDoubts";
import type { ClientEntry, FecReading } from "./fecEntries";
import { type SuspectedPayer, Suspense } from "./suspense";

interface Remark {
  code: LineNoticeCode;
  sentence: string;
}

/** A line of the file that is an invoice still open, or that a person should know of. */
export interface OpenItem {
  entry: ClientEntry;
  /** Absent when the line is not imported: the remark says why. */
  invoice?: { totalCents: bigint; paidCents: bigint; doubt: string | undefined; isSharedRef: boolean };
  remarks: Remark[];
}

export interface OpenItems {
  items: OpenItem[];
  /** Invoices that lettering, or a payment under their number, settles. */
  settledCount: number;
  /** Their numbers, and those of the invoices of clients who owe nothing in all; without those that clients share. */
  settledNumbers: string[];
  /** Lines of clients that are lettered. */
  letteredCount: number;
}

/** Accounts after which others have their turn. */
const TURN_ACCOUNTS = 500;

/** References that name no document: « AN », « Report à nouveau 2026 », « Solde ». */
const NO_REFERENCE =
  /^(r?an|[aà][ -]?nouveaux?|reports?.*|ouverture.*|soldes?.*|bilan.*|od|divers|0+)[\s\d/.-]*$/i;

/** The documents under one number and day of a client: an invoice in one line, or in one for each rate or instalment. */
interface Invoice {
  entries: ClientEntry[];
  totalCents: bigint;
  paidCents: bigint;
}

/** Sorts the lines of clients out. Items come in the order of the file. */
export async function openItemsOf({
  entries,
  advances,
  suspense: lines,
}: Pick<FecReading, "entries" | "advances" | "suspense">): Promise<OpenItems> {
  const result: OpenItems = {
    items: [],
    settledCount: 0,
    settledNumbers: [],
    letteredCount: entries.filter(({ letter }) => letter !== "").length,
  };
  const shared = sharedReferences(entries);
  const payers = payersByReference(entries);
  const suspense = new Suspense(lines);
  const accounts = new Map<string, ClientEntry[]>();
  for (const entry of entries) append(accounts, entry.client, entry);
  let count = 0;
  for (const [client, account] of accounts) {
    const advanceCents = advances.get(client) ?? 0n;
    readAccount(account, { shared, payers, suspense, advanceCents }, result);
    count += 1;
    if (count % TURN_ACCOUNTS === 0) await nextTurn();
  }
  result.items.sort((a, b) => a.entry.line - b.entry.line);
  return result;
}

/** References under which several clients have a debit: none of them is the number of one invoice. */
function sharedReferences(entries: readonly ClientEntry[]): ReadonlySet<string> {
  const clients = new Map<string, string>();
  const shared = new Set<string>();
  for (const { kind, pieceRef, client, cents } of entries) {
    const isInvoice = (kind === "SALE" || kind === "OPENING") && cents !== undefined && cents > 0n;
    if (pieceRef === "" || !isInvoice) continue;
    const reference = pieceRef.toUpperCase();
    const first = clients.get(reference);
    if (first === undefined) clients.set(reference, client);
    else if (first !== client) shared.add(reference);
  }
  return shared;
}

/** What the other accounts say of one. */
interface Elsewhere {
  shared: ReadonlySet<string>;
  payers: ReadonlyMap<string, ReadonlySet<string>>;
  suspense: Suspense;
  advanceCents: bigint;
}

function readAccount(
  account: readonly ClientEntry[],
  { shared, payers, suspense, advanceCents }: Elsewhere,
  result: OpenItems,
): void {
  const isShared = ({ pieceRef }: ClientEntry) => shared.has(pieceRef.toUpperCase());
  const isPaidElsewhere = ({ pieceRef, client }: ClientEntry) =>
    [...(payers.get(pieceRef.toUpperCase()) ?? [])].some((payer) => payer !== client);
  const leave = (entry: ClientEntry, code: LineNoticeCode, sentence: string) =>
    void result.items.push({ entry, remarks: [{ code, sentence }] });
  const invoices = new Map<string, Invoice>();
  const credits: { entry: ClientEntry; leftCents: bigint }[] = [];
  let isUnsure = false;
  let otherCents = 0n;
  for (const entry of account) {
    const { cents, letter, pieceRef, date } = entry;
    if (cents === undefined) {
      if (letter !== "") continue;
      if (!isUnreadMovement(entry)) {
        // A person will mend the amount, or leave it.
        addTo(invoices, `${entry.line}`, entry, 0n);
        continue;
      }
      isUnsure = true;
      leave(
        entry,
        "OTHER_ENTRY",
        `Le montant « ${entry.amountText.slice(0, 40)} » de ce mouvement ne se lit pas.`,
      );
    } else if (cents < 0n) {
      if (letter === "") credits.push({ entry, leftCents: -cents });
    } else if (cents > 0n) {
      const reason = notAnInvoice(entry, isShared(entry));
      if (reason === undefined) {
        const key = pieceRef === "" ? `${entry.line}` : `${pieceRef.toUpperCase()}\t${date}`;
        addTo(invoices, key, entry, cents);
      } else if (letter === "") {
        leave(entry, "OTHER_ENTRY", reason);
        if (!entry.isRetention) otherCents += cents;
      }
    }
  }
  payByReference(invoices.values(), credits);
  for (const { entry, leftCents } of credits) {
    if (entry.kind === "SALE") leave(entry, "CREDIT_ENTRY", creditNoteWords(entry, leftCents));
    else if (leftCents > 0n && entry.clientReference === "" && invoices.size === 0) {
      leave(
        entry,
        "OTHER_ENTRY",
        `${formatEuros(leftCents)} au crédit d’un compte qui n’est celui d’aucun client : aucune facture n’en est diminuée. Voyez laquelle ce règlement paie.`,
      );
    }
  }
  const freeCents = sumCents(credits.map(({ leftCents }) => leftCents));
  const suspenseCents = suspense.centsFor(payerOf(account, invoices.values()));
  const doubts = doubtsOf({ account, isUnsure, freeCents, otherCents, advanceCents, suspenseCents });
  settle({ account, invoices: [...invoices.values()], freeCents, doubts, isShared, isPaidElsewhere }, result);
}

/** How a payment of this client would be labelled where it waits. */
function payerOf(account: readonly ClientEntry[], invoices: Iterable<Invoice>): SuspectedPayer {
  const references = [...invoices].flatMap(({ entries }) => entries.map(({ pieceRef }) => pieceRef));
  return {
    client: account[0]?.client ?? "",
    clientName: account.find(({ clientName }) => clientName !== "")?.clientName ?? "",
    references: new Set(references.filter((reference) => reference !== "")),
  };
}

function creditNoteWords({ pieceRef }: ClientEntry, leftCents: bigint): string {
  const name = pieceRef === "" ? "Avoir" : `Avoir ${pieceRef.slice(0, 60)}`;
  return `${name} de ${formatEuros(leftCents)} : il n’est pas importé. Enregistrez-le sur la page de la facture qu’il corrige.`;
}

/** A line without a readable amount that may lower what the client owes, or has nothing to do with it. */
function isUnreadMovement({ kind, isUnreadCredit }: ClientEntry): boolean {
  return isUnreadCredit || kind === "CASH" || kind === "OTHER";
}

function addTo(invoices: Map<string, Invoice>, key: string, entry: ClientEntry, cents: bigint): void {
  const invoice = invoices.get(key) ?? { entries: [], totalCents: 0n, paidCents: 0n };
  invoices.set(key, invoice);
  invoice.entries.push(entry);
  invoice.totalCents += cents;
  if (entry.letter !== "") invoice.paidCents += cents;
}

/** Why a debit is no invoice to remind, in French; undefined when it is one. */
function notAnInvoice(entry: ClientEntry, isShared: boolean): string | undefined {
  const amount = formatEuros(entry.cents ?? 0n);
  if (entry.isRetention) {
    return `Retenue de garantie de ${amount} : elle n’est due qu’à sa levée, et n’est pas importée.`;
  }
  switch (entry.kind) {
    case "SALE":
      return undefined;
    case "OPENING":
      if (entry.pieceRef !== "" && !NO_REFERENCE.test(entry.pieceRef) && !isShared) return undefined;
      return `À-nouveau de ${amount} sans numéro de facture : saisissez les factures qu’il contient, si elles restent dues.`;
    case "CASH":
      return `Débit de ${amount} dans un journal de trésorerie, rejet ou remboursement : il n’est pas importé. Vérifiez la facture qu’il concerne.`;
    case "OTHER":
      return `Débit de ${amount} qui n’est pas une vente : il n’est pas importé. Si c’est une facture, saisissez-la.`;
  }
}

/** A payment under the number of an invoice pays it, and nothing else does without lettering. */
function payByReference(
  invoices: Iterable<Invoice>,
  credits: { entry: ClientEntry; leftCents: bigint }[],
): void {
  const byReference = new Map<string, Invoice[]>();
  for (const invoice of invoices) {
    append(byReference, invoice.entries[0]?.pieceRef.toUpperCase() ?? "", invoice);
  }
  for (const credit of credits) {
    const { kind, pieceRef } = credit.entry;
    if (pieceRef === "" || kind === "SALE") continue;
    for (const invoice of byReference.get(pieceRef.toUpperCase()) ?? []) {
      const cents = minCents(credit.leftCents, invoice.totalCents - invoice.paidCents);
      invoice.paidCents += cents;
      credit.leftCents -= cents;
    }
  }
}

function append<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

interface Account {
  account: readonly ClientEntry[];
  invoices: readonly Invoice[];
  /** Credits that are matched with nothing. */
  freeCents: bigint;
  /** Why any invoice of the client may be settled. */
  doubts: readonly string[];
  isShared: (entry: ClientEntry) => boolean;
  /** A payment bears its number on the account of someone else. */
  isPaidElsewhere: (entry: ClientEntry) => boolean;
}

const PAID_ELSEWHERE = "un règlement porte le numéro de cette facture sur un autre compte client";

/** Which invoices of an account come in, and how. */
function settle(accountRead: Account, result: OpenItems): void {
  const { account, invoices, freeCents, isShared, isPaidElsewhere } = accountRead;
  const balance = sumCents(account.map(({ cents }) => cents ?? 0n));
  const letters = lettersOf(account);
  // What several clients share names none of their invoices.
  const noteSettled = (entry: ClientEntry) => {
    if (!isShared(entry)) result.settledNumbers.push(entry.pieceRef);
  };
  for (const { entries, totalCents, paidCents } of invoices) {
    const entry = entries.find(({ letter }) => letter === "") ?? entries[0];
    if (!entry) continue;
    const isUnread = entries.some(({ cents }) => cents === undefined);
    const number = entry.pieceRef.slice(0, 60);
    const remarks: Remark[] = [];
    const item: OpenItem = { entry, remarks };
    if (!isUnread && paidCents >= totalCents) {
      const own = new Set(entries.map(({ letter }) => letter));
      const left = sumCents([...own].map((letter) => letters.get(letter) ?? 0n));
      if (left <= 0n) {
        result.settledCount += 1;
        noteSettled(entry);
        continue;
      }
      const sentence = `Facture ${number} lettrée, mais son lettrage laisse ${formatEuros(left)} : elle n’est pas importée. Saisissez ce qui reste dû.`;
      remarks.push({ code: "PARTLY_LETTERED", sentence });
    } else if (!isUnread && freeCents > 0n && balance <= 0n) {
      const sentence = `Facture ${number} non lettrée, mais ce client ne doit rien : ses encaissements couvrent tout son compte. Elle n’est pas importée.`;
      remarks.push({ code: "ACCOUNT_SETTLED", sentence });
      noteSettled(entry);
    } else {
      const doubts = [...accountRead.doubts, ...(isPaidElsewhere(entry) ? [PAID_ELSEWHERE] : [])];
      const doubt = doubts.length === 0 ? undefined : typeset(doubts.join(" ; "));
      item.invoice = { totalCents, paidCents, doubt, isSharedRef: isShared(entry) };
      remarks.push(...invoiceRemarks(entry, doubt));
    }
    result.items.push(item);
  }
}

function invoiceRemarks(entry: ClientEntry, doubt: string | undefined): Remark[] {
  const remarks: Remark[] = [];
  if (doubt !== undefined) {
    const sentence = `${capitalised(doubt)} : cette facture arrive suspendue, pour ne pas relancer qui a payé. Vérifiez, puis reprenez ses relances.`;
    remarks.push({ code: "UNMATCHED_CREDIT", sentence });
  }
  if (entry.kind === "OPENING" && entry.isEntryDate) {
    const sentence =
      "Facture reprise en à-nouveau : sa date est peut-être celle de l’ouverture de l’exercice. Vérifiez son échéance.";
    remarks.push({ code: "OPENING_DATE", sentence });
  }
  return remarks;
}
