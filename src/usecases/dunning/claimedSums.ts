/** What reminders that are not written yet would ask for today: the very sums their words will carry. */
import { readDisputedParts } from "@/db/dunning/messageFacts";
import type { Tx } from "@/db/inCompany";
import { type InvoiceAccount, loadAccounts } from "@/db/invoicing/claims";
import { readCreditShares } from "@/db/settlement/clientCredits";
import type { LocalDate } from "@/domain/calendar";
import type { MessageKind } from "@/domain/dunning/note";
import { reminderClaimCents } from "@/domain/dunning/reminderClaim";
import type { Tone } from "@/domain/dunning/scenario";
import type { InvoiceStatement } from "@/domain/legal/invoiceClaim";
import { statementOfInvoice } from "@/domain/legal/invoiceStatement";
import { type LegalRates, RateNotPublishedError } from "@/domain/legal/rateTables";
import { sumCents } from "@/domain/money";

/** What the sums are computed with. */
export interface ClaimDay {
  rates: LegalRates;
  today: LocalDate;
}

/**
 * The statement a reminder claims for an invoice. Null when it asks for the principal only: a
 * friendly one, a rate that is not published (never a guessed amount), or a part that is contested:
 * nothing is added to the rest while it is.
 */
export function claimedStatement(
  account: InvoiceAccount,
  tone: Tone,
  disputedCents: bigint,
  { today, rates }: ClaimDay,
): InvoiceStatement | null {
  if (tone === "FRIENDLY" || disputedCents > 0n) return null;
  try {
    return statementOfInvoice(account.claim, today, rates);
  } catch (error) {
    if (error instanceof RateNotPublishedError) return null;
    throw error;
  }
}

/** What of the free credit of a client is deducted in a message that asks for these invoices, in cents. */
export function creditOf(invoices: readonly { id: string }[], shares: ReadonlyMap<string, bigint>): bigint {
  return sumCents(invoices.map(({ id }) => shares.get(id) ?? 0n));
}

interface WaitingMessage {
  id: string;
  clientId: string;
  kind: MessageKind;
  tone: Tone;
  invoices: readonly { invoiceId: string }[];
}

/** What each of these reminders would ask for if it were written today, in cents; other kinds are absent. */
export async function readClaimedSums(
  tx: Tx,
  companyId: string,
  messages: readonly WaitingMessage[],
  day: ClaimDay,
): Promise<Map<string, bigint>> {
  const reminders = messages.filter(({ kind }) => kind === "REMINDER");
  if (reminders.length === 0) return new Map();
  const ids = [...new Set(reminders.flatMap(({ invoices }) => invoices.map(({ invoiceId }) => invoiceId)))];
  const accounts = await loadAccounts(tx, companyId, ids);
  const disputed = await readDisputedParts(tx, companyId, ids);
  const credits = await readCreditShares(
    tx,
    companyId,
    reminders.map(({ clientId }) => clientId),
  );
  return new Map(
    reminders.map(({ id, tone, invoices }) => {
      const stated = invoices
        .flatMap(({ invoiceId }) => accounts.get(invoiceId) ?? [])
        .map((account) => {
          const disputedCents = disputed.get(account.id) ?? 0n;
          const statement = claimedStatement(account, tone, disputedCents, day);
          return { id: account.id, balanceCents: account.balanceCents, disputedCents, statement };
        });
      return [id, reminderClaimCents(stated, tone, creditOf(stated, credits))];
    }),
  );
}
