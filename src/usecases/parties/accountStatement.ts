/** « Relevé de compte »: what a client still owes, invoice by invoice, on one sheet or in a file. */
import { inCompany, isId } from "@/db/inCompany";
import { readClientFile } from "@/db/parties/clientFile";
import { type AccountInvoiceRow, readAccountInvoices, readFreeCredits } from "@/db/settlement/accounts";
import { daysBetween, type LocalDate } from "@/domain/calendar";
import { sumCents } from "@/domain/money";
import { type AccountCredit, accountSums } from "@/domain/settlement/accountFacts";
import { csvExport } from "@/formats/csvExport";
import { companyToday } from "../invoicing/saveInvoice";
import type { CompanyCtx } from "../ports";
import { type ClientStatements, readClientStatements } from "../settlement/saveStatementSchedule";
import { postalLines } from "./postalLines";
import { readSender, type Sender } from "./readSender";
import { notFound } from "./saveClient";

export interface StatementInvoice extends AccountInvoiceRow {
  daysLate: number;
}

export interface AccountStatement {
  on: LocalDate;
  creditor: Sender["words"] & { addressLines: string[] };
  client: { id: string; name: string; reference: string | null; addressLines: string[] };
  /** Oldest due date first. */
  invoices: StatementInvoice[];
  totalCents: bigint;
  settledCents: bigint;
  balanceCents: bigint;
  /** What may be asked for today: late, neither contested nor held, and not covered by a credit. */
  dueCents: bigint;
  /** Credits that belong to no invoice, oldest first. */
  credits: AccountCredit[];
  /** The balance less the credits. */
  netCents: bigint;
  monthly: ClientStatements;
}

/** @throws DomainError NOT_FOUND when the client is not of this company */
export async function readAccountStatement(ctx: CompanyCtx, clientId: string): Promise<AccountStatement> {
  if (!isId(clientId)) throw notFound();
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const client = await readClientFile(tx, companyId, clientId);
    if (!client) throw notFound();
    const on = await companyToday(tx, companyId, ctx.clock.now());
    const company = await tx.company.findUniqueOrThrow({ where: { id: companyId } });
    const { words } = await readSender(tx, companyId);
    const rows = await readAccountInvoices(tx, companyId, clientId, on);
    const invoices = rows.map((row) => ({ ...row, daysLate: Math.max(0, daysBetween(row.dueOn, on)) }));
    const credits = await readFreeCredits(tx, companyId, clientId);
    const sums = accountSums({ invoices, credits });
    return {
      on,
      creditor: { ...words, addressLines: postalLines(company) },
      client: {
        id: client.id,
        name: client.name,
        reference: client.reference,
        addressLines: postalLines(client),
      },
      invoices,
      totalCents: sumCents(invoices.map((invoice) => invoice.totalCents)),
      settledCents: sumCents(invoices.map((invoice) => invoice.totalCents - invoice.balanceCents)),
      balanceCents: sums.openCents,
      dueCents: sums.dueCents,
      credits,
      netCents: sums.balanceCents,
      monthly: await readClientStatements(tx, companyId, clientId, on),
    };
  });
}

const TITLES = [
  "Facture",
  "Date",
  "Échéance",
  "Jours de retard",
  "Montant TTC",
  "Réglé ou déduit",
  "Reste dû",
];

/** The same as a file for a spreadsheet. */
export function accountStatementCsv({ invoices }: AccountStatement): string {
  return csvExport(
    TITLES,
    invoices.map((invoice) => [
      invoice.number,
      { on: invoice.issuedOn },
      { on: invoice.dueOn },
      { count: invoice.daysLate },
      { amountCents: invoice.totalCents },
      { amountCents: invoice.totalCents - invoice.balanceCents },
      { amountCents: invoice.balanceCents },
    ]),
  );
}
