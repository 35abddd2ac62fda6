/** What every gesture on a letter shares: its lock, its refusal, its line in the journal. */
import { lockInvoices } from "@/db/dunning/facts";
import { lockLetter, readInvoiceIdsOf } from "@/db/dunning/letters";
import { isId, type Tx } from "@/db/inCompany";
import type { Instant } from "@/domain/calendar";
import { DomainError } from "@/domain/invariant";
import type { JournalAction } from "@/domain/reporting/journalSentence";
import { journalAt } from "../journalBy";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";
import { planInvoices } from "./planInvoices";

export type LockedLetter = NonNullable<Awaited<ReturnType<typeof lockLetter>>>;

/**
 * Locks the invoices of these letters. Whoever locks several letters begins with this: a payment locks the
 * invoices first, then takes back the letters about them, and two orders would make them wait in a circle.
 */
export async function lockLettersInvoices(
  tx: Tx,
  companyId: string,
  letterIds: readonly string[],
): Promise<void> {
  const known = letterIds.filter(isId);
  await lockInvoices(tx, companyId, await readInvoiceIdsOf(tx, companyId, known));
}

/** The letter, locked after its invoices until the end of the transaction. @throws DomainError NOT_FOUND */
export async function lockedLetter(tx: Tx, companyId: string, letterId: string): Promise<LockedLetter> {
  await lockLettersInvoices(tx, companyId, [letterId]);
  const letter = isId(letterId) ? await lockLetter(tx, companyId, letterId) : null;
  if (!letter) throw notFound();
  return letter;
}

export function letterMoved(): DomainError {
  return new DomainError("LETTER_MOVED", "Cette lettre a changé d’état entre-temps. Rechargez la page.");
}

/** Key of a letter for an update. */
export function letterKey(companyId: string, letterId: string) {
  return { companyId_id: { companyId, id: letterId } };
}

/** Decides again what happens next to the invoices of a letter. */
export async function planLetterInvoices(
  tx: Tx,
  companyId: string,
  letter: LockedLetter,
  now: Instant,
): Promise<void> {
  const invoiceIds = letter.invoices.map((invoice) => invoice.invoiceId);
  await planInvoices(tx, companyId, invoiceIds, now);
}

/** What happened to a letter. */
export interface LetterEvent {
  action: JournalAction;
  data?: Record<string, unknown>;
}

export async function journalLetter(
  tx: Tx,
  ctx: Pick<CompanyCtx, "companyId" | "actor">,
  letterId: string,
  event: LetterEvent,
  now: Instant,
): Promise<void> {
  const { action, data = {} } = event;
  await journalAt(tx, ctx, { action, entity: "letter", entityId: letterId, data }, now);
}
