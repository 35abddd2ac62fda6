/** The décompte of an invoice or of a client on any day, with what became of each sum beyond the invoice. */

import { readCompanyFacts } from "@/db/dunning/facts";
import { readCopiedInvoices } from "@/db/dunning/letters";
import { readPastReminders } from "@/db/dunning/messageFacts";
import { inCompany, isId, type Tx } from "@/db/inCompany";
import type { InvoiceAccount } from "@/db/invoicing/claims";
import {
  type DemandRow,
  readDemands,
  readStatedInvoiceIds,
  readWaivers,
  type WaiverRow,
} from "@/db/legal/accessories";
import { readFreeCreditFacts } from "@/db/settlement/clientCredits";
import { isLocalDate, type LocalDate } from "@/domain/calendar";
import { timeZoneOf } from "@/domain/calendarZone";
import { previousContact } from "@/domain/dunning/reminderFacts";
import { DomainError } from "@/domain/invariant";
import { type AccessoryLedger, accessoryLedger } from "@/domain/legal/accessoryLedger";
import type { DebtorKind } from "@/domain/legal/debtorKind";
import type { NoticeInvoiceFacts, PreviousContact } from "@/domain/legal/formalNoticeInput";
import type { InvoiceStatement } from "@/domain/legal/invoiceClaim";
import type { LegalRates } from "@/domain/legal/rateTables";
import { type StatementOfClaim, statementOfClaim } from "@/domain/legal/statementOfClaim";
import type { CreditorIdentity } from "@/domain/parties/creditorIdentity";
import { localDateAt } from "@/domain/zonedTime";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx, PrintedStatement } from "../ports";
import { loadClaimed, refuseClosed } from "./loadClaimed";

/** Invoices one statement gathers: beyond, nobody reads it. */
const MAX_INVOICES = 200;
/** First day a rate is known for. */
const FIRST_DAY = "2015-01-01";

/** What a statement is asked for: one invoice, the late invoices of a client, or those of its invoices that are named. */
export interface ClaimQuery {
  of: { invoiceId: string } | { clientId: string; invoiceIds?: readonly string[] };
  /** Last day counted; today when the address says nothing readable. */
  on: LocalDate | null;
  /** Also the invoices that were paid late, for what they still owe beyond the principal. */
  withPaid: boolean;
}

/** The day of an address: `2026-11-30`, or null. */
export function readStatedOn(text: string): LocalDate | null {
  return isLocalDate(text) && text >= FIRST_DAY ? text : null;
}

export interface ClaimedInvoice {
  id: string;
  number: string;
  isOpen: boolean;
  statement: InvoiceStatement;
  ledger: AccessoryLedger;
  demands: DemandRow[];
  waivers: WaiverRow[];
}

export interface ClaimView {
  today: LocalDate;
  on: LocalDate;
  client: { id: string; name: string; siren: string | null; kind: DebtorKind };
  /** The invoice asked for; null for a client's statement. */
  invoiceNumber: string | null;
  invoices: ClaimedInvoice[];
  /** Null when nothing is late on that day, when a rate is missing or the invoice is closed: `problem` says which. */
  statement: StatementOfClaim | null;
  problem: string | null;
  /** Held for the client and put on no invoice yet: the statement does not count it. */
  freeCreditCents: bigint;
  /** Invoices paid late that still owe something, left out of this statement. */
  paidLate: { count: number; dueCents: bigint };
  printed: PrintedStatement | null;
}

/** @throws DomainError NOT_FOUND when the invoice or the client is not of this company */
export async function readClaim(ctx: CompanyCtx, query: ClaimQuery, rates: LegalRates): Promise<ClaimView> {
  return inCompany(ctx.companyId, (tx) => readClaimIn(tx, ctx, query, rates));
}

/** The same inside a caller's transaction. */
export async function readClaimIn(
  tx: Tx,
  ctx: Pick<CompanyCtx, "companyId" | "clock">,
  query: ClaimQuery,
  rates: LegalRates,
): Promise<ClaimView> {
  const { companyId } = ctx;
  const timeZone = timeZoneOf((await readCompanyFacts(tx, companyId)).zone);
  const today = localDateAt(ctx.clock.now(), timeZone);
  const on = query.on ?? today;
  const { clientId, ids } = await scopeOf(tx, companyId, query, on);
  const client = await tx.client.findUniqueOrThrow({
    where: { companyId_id: { companyId, id: clientId } },
    select: { id: true, name: true, siren: true, kind: true },
  });
  const accounts = (await loadClaimed(tx, companyId, ids)).filter(({ claim }) => claim.issuedOn <= on);
  const credits = await readFreeCreditFacts(tx, companyId, [clientId]);
  const isOne = "invoiceId" in query.of;
  const base = {
    today,
    on,
    client,
    invoiceNumber: isOne ? (accounts[0]?.number ?? "") : null,
    invoices: [],
    statement: null,
    problem: null,
    freeCreditCents: credits.get(clientId)?.restCents ?? 0n,
    paidLate: { count: 0, dueCents: 0n },
    printed: null,
  };
  try {
    refuseClosed(accounts);
    const all = await claimedOf(tx, companyId, accounts, { on, timeZone, rates });
    const owing = all.filter((invoice) => isOne || invoice.statement.totalDueCents > 0n);
    const paid = isOne ? [] : owing.filter((invoice) => isPaid(invoice.statement));
    const invoices = query.withPaid ? owing : owing.filter((invoice) => !paid.includes(invoice));
    const paidLate = {
      count: paid.length,
      dueCents: paid.reduce((sum, { statement }) => sum + statement.totalDueCents, 0n),
    };
    if (invoices.length === 0) return { ...base, paidLate };
    const statement = statementOfClaim({ invoices: invoices.map((one) => one.statement.claim) }, on, rates);
    const printed = await printedOf(tx, companyId, { client, statement, invoices, accounts, timeZone });
    return { ...base, paidLate, invoices, statement, printed };
  } catch (error) {
    if (error instanceof DomainError && error.code !== "NOT_FOUND")
      return { ...base, problem: error.message };
    throw error;
  }
}

function isPaid(statement: InvoiceStatement): boolean {
  return statement.principalDueCents === 0n;
}

async function scopeOf(
  tx: Tx,
  companyId: string,
  { of }: ClaimQuery,
  on: LocalDate,
): Promise<{ clientId: string; ids: string[] }> {
  if ("invoiceId" in of) {
    const invoice = isId(of.invoiceId)
      ? await tx.invoice.findUnique({
          where: { companyId_id: { companyId, id: of.invoiceId } },
          select: { clientId: true },
        })
      : null;
    if (!invoice) throw notFound();
    return { clientId: invoice.clientId, ids: [of.invoiceId] };
  }
  const client = isId(of.clientId)
    ? await tx.client.findUnique({
        where: { companyId_id: { companyId, id: of.clientId } },
        select: { id: true },
      })
    : null;
  if (!client) throw notFound();
  if (of.invoiceIds) return { clientId: client.id, ids: [...of.invoiceIds] };
  return { clientId: client.id, ids: await readStatedInvoiceIds(tx, companyId, client.id, on, MAX_INVOICES) };
}

async function claimedOf(
  tx: Tx,
  companyId: string,
  accounts: readonly InvoiceAccount[],
  { on, timeZone, rates }: { on: LocalDate; timeZone: string; rates: LegalRates },
): Promise<ClaimedInvoice[]> {
  const ids = accounts.map((account) => account.id);
  const demands = await readDemands(tx, companyId, ids, timeZone);
  const waivers = await readWaivers(tx, companyId, ids);
  if (accounts.length === 0) return [];
  const byNumber = new Map(accounts.map((account) => [account.number, account]));
  const { invoices } = statementOfClaim({ invoices: accounts.map((account) => account.claim) }, on, rates);
  return invoices.flatMap((statement) => {
    const account = byNumber.get(statement.claim.invoiceNumber);
    if (!account) return [];
    const own = demands.filter((demand) => demand.invoiceId === account.id);
    return [
      {
        id: account.id,
        number: account.number,
        isOpen: account.status === "OPEN",
        statement,
        ledger: accessoryLedger(statement, own),
        demands: own,
        waivers: waivers.filter((waiver) => waiver.invoiceId === account.id),
      },
    ];
  });
}

interface Printing {
  client: ClaimView["client"];
  statement: StatementOfClaim;
  invoices: readonly ClaimedInvoice[];
  accounts: readonly InvoiceAccount[];
  timeZone: string;
}

async function printedOf(
  tx: Tx,
  companyId: string,
  { client, statement, invoices, accounts, timeZone }: Printing,
): Promise<PrintedStatement> {
  const creditor: CreditorIdentity = await tx.company.findUniqueOrThrow({ where: { id: companyId } });
  const ids = invoices.map((invoice) => invoice.id);
  const copied = await readCopiedInvoices(tx, companyId, ids);
  return {
    creditor,
    debtor: { name: client.name, siren: client.siren ?? undefined },
    statement,
    invoices: accounts
      .filter((account) => ids.includes(account.id))
      .map(
        (account): NoticeInvoiceFacts => ({
          invoiceNumber: account.number,
          orderReference: account.orderReference ?? undefined,
          performedOn: account.claim.performedOn,
          requestReceivedOn: account.requestReceivedOn ?? undefined,
          hasCopy: copied.has(account.id),
        }),
      ),
    previousContacts: await contactsOf(tx, companyId, ids, statement.statedOn, timeZone),
  };
}

async function contactsOf(
  tx: Tx,
  companyId: string,
  ids: readonly string[],
  through: LocalDate,
  timeZone: string,
): Promise<PreviousContact[]> {
  const contacts = await readPastReminders(tx, companyId, ids, timeZone);
  const once = new Map(contacts.map((contact) => [`${contact.kind}${contact.on}`, previousContact(contact)]));
  return [...once.values()].filter((contact) => contact.on <= through);
}

/** Name of the file of a statement, without its extension. */
export function claimFileName({ client, invoiceNumber, on }: ClaimView): string {
  return `decompte-${invoiceNumber ?? client.name}-${on}`;
}
