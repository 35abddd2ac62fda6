/** What a client was sent, told and answered, over all its invoices, newest first. */

import type { Tx } from "@/db/inCompany";
import { type ClientRecords, readClientRecords, readInvoiceNumbers } from "@/db/parties/clientFile";
import { toLocalDate } from "@/db/values";
import { newestFirst, placeOf, type TimelineEntry } from "@/domain/dunning/timeline";
import { formatEuros } from "@/domain/money";
import { localDateAt, minuteOfDayAt } from "@/domain/zonedTime";
import { readWordsAuthors } from "../dunning/wordsAuthors";
import { answerEntries } from "../invoicing/answerEntries";
import { callEntry, messageEntries } from "../invoicing/invoiceTimeline";
import { letterEntry } from "../invoicing/letterEntry";
import { METHOD_NAMES } from "../settlement/recordPayment";

/** Entries shown: the page of an invoice has the rest. */
const MAX_ENTRIES = 60;
/** Numbers written out before « et 3 autres ». */
const MAX_NUMBERS = 3;

/** Builds the time line of a client. Each entry begins with the invoices it is about. */
export async function clientTimeline(
  tx: Tx,
  companyId: string,
  clientId: string,
  timeZone: string,
): Promise<TimelineEntry[]> {
  const records = await readClientRecords(tx, companyId, clientId);
  const numbers = await readInvoiceNumbers(tx, companyId, invoiceIdsOf(records));
  const messageIds = records.messages.map((message) => message.id);
  const authors = await readWordsAuthors(tx, companyId, messageIds);
  const at = (instant: Date, entry: Omit<TimelineEntry, "on" | "minute">): TimelineEntry => ({
    ...entry,
    on: localDateAt(instant.getTime(), timeZone),
    minute: minuteOfDayAt(instant.getTime(), timeZone),
  });
  const about = (row: { invoices: readonly { invoiceId: string }[] }, entries: readonly TimelineEntry[]) => {
    const named = row.invoices.flatMap(({ invoiceId }) => numbers.get(invoiceId) ?? []).sort();
    return entries.map((entry) => ({ ...entry, detail: `${listOf(named)} ${entry.detail}`.trim() }));
  };
  const entries = [
    ...records.messages.flatMap((row) =>
      about(row, messageEntries(row, at, { timeZone, author: authors.get(row.id) })),
    ),
    ...records.calls.flatMap((row) => about(row, [at(row.doneAt ?? row.createdAt, callEntry(row))])),
    ...records.letters.flatMap((row) => about(row, [letterEntry(row, timeZone)])),
    ...records.answers.flatMap((row) => about(row, answerEntries(row, at))),
    ...records.payments.flatMap((row) => about({ invoices: row.allocations }, [paymentEntry(row, timeZone)])),
  ];
  return newestFirst(entries).slice(0, MAX_ENTRIES);
}

function invoiceIdsOf({ messages, calls, letters, answers, payments }: ClientRecords): string[] {
  const rows = [...messages, ...calls, ...letters, ...answers].flatMap((row) => row.invoices);
  const parts = payments.flatMap((payment) => payment.allocations);
  return [...new Set([...rows, ...parts].map(({ invoiceId }) => invoiceId))];
}

function listOf(numbers: readonly string[]): string {
  if (numbers.length === 0) return "";
  const shown = numbers.slice(0, MAX_NUMBERS);
  const more = numbers.length - shown.length;
  return more > 0 ? `${shown.join(", ")} et ${more} autre${more > 1 ? "s" : ""}.` : `${shown.join(", ")}.`;
}

function paymentEntry(payment: ClientRecords["payments"][number], timeZone: string): TimelineEntry {
  const isReversal = payment.reversesId !== null;
  const amount = formatEuros(isReversal ? -payment.amountCents : payment.amountCents);
  const method = METHOD_NAMES[payment.method];
  return {
    ...placeOf(isReversal ? null : toLocalDate(payment.receivedOn), payment.createdAt.getTime(), timeZone),
    mark: "payment",
    tone: isReversal ? "caution" : "positive",
    title: isReversal ? `Règlement annulé, ${amount}` : `Règlement de ${amount}`,
    detail: `${[method, payment.reference].filter(Boolean).join(", ")}.`,
    quote: "",
    link: null,
  };
}
