/** Records the credit notes of a file on the invoices they lower, inside the caller's transaction. */
import { lockInvoices, readCompanyFacts } from "@/db/dunning/facts";
import type { Tx } from "@/db/inCompany";
import { insertOriginal, type Original } from "@/db/invoicing/importOriginals";
import { readInvoicesByNumber } from "@/db/invoicing/importRows";
import type { Instant } from "@/domain/calendar";
import { timeZoneOf } from "@/domain/calendarZone";
import { localDateAt } from "@/domain/zonedTime";
import type { InvoiceCsvLine } from "@/formats/invoiceCsvLine";
import { decideAgain } from "../dunning/planInvoices";
import type { Deed } from "../journalBy";
import { putCreditNote } from "./addCreditNote";
import { compareCredits } from "./compareCredits";

export interface CreditsResult {
  /** All the lines: those of refused credit notes now say why. */
  lines: InvoiceCsvLine[];
  recorded: number;
  /** Already here, alike. */
  unchanged: number;
  /** What the journal is to be told, at the end of the transaction. */
  deeds: Deed[];
}

/**
 * Records what can be, on invoices that are all here by now. A credit note corrects its invoice from the start: of the
 * two effects it is the one that claims the least, and the file does not say which is meant.
 */
export async function importCredits(
  tx: Tx,
  job: { companyId: string; importId: string; originals?: ReadonlyMap<number, Original> },
  lines: readonly InvoiceCsvLine[],
  now: Instant,
): Promise<CreditsResult> {
  const { companyId, importId, originals } = job;
  const numbers = lines.flatMap(({ credit }) => [
    ...(credit?.invoiceNumbers ?? []),
    ...(credit?.mentioned ?? []),
  ]);
  if (lines.every(({ credit }) => !credit))
    return { lines: [...lines], recorded: 0, unchanged: 0, deeds: [] };
  // What is compared below must stand until the end of the transaction.
  const invoices = await readInvoicesByNumber(tx, companyId, numbers);
  await lockInvoices(
    tx,
    companyId,
    [...invoices.values()].map(({ id }) => id),
  );
  const { zone } = await readCompanyFacts(tx, companyId);
  const today = localDateAt(now, timeZoneOf(zone));
  const compared = await compareCredits(tx, companyId, lines, { pending: [], taken: new Map(), today });
  const deeds: Deed[] = [];
  for (const { line, credit, invoiceId } of compared.absent) {
    if (invoiceId === null) continue;
    const { number, issuedOn, amountCents } = credit;
    const note = { number, issuedOn, amountCents, effect: "RETROACTIVE" as const, invoiceId };
    const creditNoteId = await putCreditNote(tx, companyId, { ...note, answerId: null, importId }, now);
    const original = originals?.get(line);
    if (original)
      await insertOriginal(tx, companyId, importId, { ...original, invoiceId, creditNoteId, number }, now);
    const data = { number, amountCents: amountCents.toString(), effect: note.effect, importId };
    deeds.push({ action: "credit_note.added", entity: "invoice", entityId: invoiceId, data });
  }
  await decideAgain(tx, companyId, [...new Set(deeds.map(({ entityId }) => entityId))], now);
  return { lines: compared.lines, recorded: deeds.length, unchanged: compared.same.length, deeds };
}
