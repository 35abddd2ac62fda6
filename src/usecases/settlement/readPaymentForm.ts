/** What the form of a payment starts from: a client to choose, then what that client owes. */
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { type ClientListRow, readClientPage } from "@/db/parties/clientList";
import type { OwedInvoiceRow } from "@/db/settlement/owedInvoices";
import type { LocalDate } from "@/domain/calendar";
import type { LegalRates } from "@/domain/legal/rateTables";
import { sumCents } from "@/domain/money";
import type { OwedWithAccessories } from "@/domain/settlement/allocation";
import { companyToday } from "../invoicing/saveInvoice";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";
import { readOwedOf } from "./accessoriesDue";

/** Clients shown to choose from; a search finds the others. */
const CHOICES_SHOWN = 20;

export interface Payer extends ClientListRow {
  /** What is due beyond the principal by a client who has settled every invoice. */
  accessoryCents: bigint;
}

export interface PaymentChoices {
  today: LocalDate;
  /** Clients who owe something, those who owe most past due first. */
  clients: Payer[];
  isCut: boolean;
}

/**
 * Clients who owe something and match the search: those with open invoices; where none matches, those who have
 * settled all of them and still owe interest or flat fees that were asked for.
 *
 * @param whom `ALL`: a search also finds clients who owe nothing, whose money is a credit
 */
export async function listPayers(
  ctx: CompanyCtx,
  text: string,
  rates: LegalRates,
  whom: "OWING" | "ALL" = "OWING",
): Promise<PaymentChoices> {
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const today = await companyToday(tx, companyId, ctx.clock.now());
    const search = text.trim().slice(0, 80);
    const matching = (tab: "qui-doivent" | "tous") =>
      readClientPage(tx, companyId, {
        filter: { tab, kind: null, search },
        sort: "retard",
        cursor: null,
        limit: CHOICES_SHOWN + 1,
        today,
      });
    const owing = (await matching("qui-doivent")).map((row) => ({ ...row, accessoryCents: 0n }));
    const others = async () => withPenalties(tx, companyId, await matching("tous"), today, rates);
    const isEnough = search === "" || (owing.length > 0 && whom === "OWING");
    const clients = isEnough
      ? owing
      : (await others()).filter(({ accessoryCents }) => whom === "ALL" || accessoryCents > 0n);
    return { today, clients: clients.slice(0, CHOICES_SHOWN), isCut: clients.length > CHOICES_SHOWN };
  });
}

async function withPenalties(
  tx: Tx,
  companyId: string,
  rows: readonly ClientListRow[],
  today: LocalDate,
  rates: LegalRates,
): Promise<Payer[]> {
  const payers: Payer[] = [];
  for (const row of rows) {
    const owed = row.openCount > 0 ? [] : await readOwedOf(tx, companyId, row.id, today, rates);
    payers.push({ ...row, accessoryCents: sumCents(owed.map((invoice) => invoice.accessoryCents)) });
  }
  return payers;
}

export interface PaymentFormFacts {
  today: LocalDate;
  client: { id: string; name: string };
  /** Open ones, and those settled before whose interest or flat fee was asked for and is still due: oldest due date first. */
  invoices: (OwedInvoiceRow & OwedWithAccessories & { accessoryCents: bigint })[];
  /** What is left of the principal. */
  openCents: bigint;
  /** What is due today beyond the principal on the invoices settled before. */
  accessoryCents: bigint;
}

/** @throws DomainError NOT_FOUND when the client is not of this company */
export async function readPaymentForm(
  ctx: CompanyCtx,
  clientId: string,
  rates: LegalRates,
): Promise<PaymentFormFacts> {
  if (!isId(clientId)) throw notFound();
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const client = await tx.client.findUnique({
      where: { companyId_id: { companyId, id: clientId } },
      select: { id: true, name: true },
    });
    if (!client) throw notFound();
    const today = await companyToday(tx, companyId, ctx.clock.now());
    const invoices = await readOwedOf(tx, companyId, clientId, today, rates);
    return {
      today,
      client,
      invoices,
      openCents: sumCents(invoices.map((invoice) => invoice.balanceCents)),
      accessoryCents: sumCents(invoices.map((one) => (one.balanceCents === 0n ? one.accessoryCents : 0n))),
    };
  });
}
