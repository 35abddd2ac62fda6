/** The statement of account of one client, as it would be written now. */
import { type MailLookRow, readMailLook } from "@/db/dunning/mailLook";
import { readMessageClients } from "@/db/dunning/messageFacts";
import type { Tx } from "@/db/inCompany";
import {
  type AccountInvoiceRow,
  readAccountInvoices,
  readFreeCredits,
  readLastStatement,
  readMovements,
} from "@/db/settlement/accounts";
import { addMonths, daysBetween, type LocalDate } from "@/domain/calendar";
import { type AccountContent, composeAccount } from "@/domain/settlement/accountStatement";
import { localDateAt } from "@/domain/zonedTime";
import { lookOf } from "../dunning/lookOf";
import { postalLines } from "../parties/postalLines";
import { readSender } from "../parties/readSender";

export interface AccountQuery {
  clientId: string;
  /** Whom it is written to: the first one's language is that of the message. */
  toEmails: readonly string[];
  today: LocalDate;
  zone: string;
  answerUrl: string;
  /** Where the logo is, for this reader of the message. */
  logoUrl: (look: MailLookRow) => string;
}

export interface ComposedAccount {
  content: AccountContent;
  invoices: AccountInvoiceRow[];
  look: MailLookRow;
}

/** Reads the account and composes its statement. */
export async function composeAccountOf(
  tx: Tx,
  companyId: string,
  query: AccountQuery,
): Promise<ComposedAccount> {
  const { clientId, today, zone } = query;
  const company = await tx.company.findUniqueOrThrow({ where: { id: companyId } });
  const client = await tx.client.findUniqueOrThrow({ where: { companyId_id: { companyId, id: clientId } } });
  const reader = (await readMessageClients(tx, companyId, [clientId])).get(clientId);
  const contact = reader?.contacts.find(({ email }) => email !== null && email === query.toEmails[0]);
  const lastAt = await readLastStatement(tx, companyId, clientId);
  const sinceOn = lastAt === null ? addMonths(today, -1) : localDateAt(lastAt, zone);
  const invoices = await readAccountInvoices(tx, companyId, clientId, today);
  const look = await readMailLook(tx, companyId);
  const { words } = await readSender(tx, companyId);
  const content = composeAccount({
    language: contact?.language ?? reader?.language ?? "fr",
    statedOn: today,
    sinceOn,
    isFirst: lastAt === null,
    creditor: { ...words, addressLines: postalLines(company) },
    client: {
      name: client.name,
      contactName: contact?.name ?? "",
      reference: client.reference,
      addressLines: postalLines(client),
    },
    invoices: invoices.map((invoice) => ({
      ...invoice,
      daysLate: Math.max(0, daysBetween(invoice.dueOn, today)),
    })),
    movements: await readMovements(tx, companyId, clientId, { at: lastAt, on: sinceOn }),
    credits: await readFreeCredits(tx, companyId, clientId),
    answerUrl: invoices.length === 0 ? null : query.answerUrl,
    look: lookOf(look, words.name, query.logoUrl(look)),
  });
  return { content, invoices, look };
}
