/** Writes the statements of account among messages: their words, the invoices they name, their files. */
import type { NewAnswerLink } from "@/db/dunning/messageFacts";
import type { DecidedInvoice, OutboxMessage } from "@/db/dunning/outbox";
import type { Tx } from "@/db/inCompany";
import { replaceStatementInvoices, type WrittenStatement } from "@/db/settlement/statementMessages";
import type { LocalDate } from "@/domain/calendar";
import { safeFileName } from "@/domain/fileName";
import type { AccountContent } from "@/domain/settlement/accountStatement";
import { LOGO_URL, logoFile, openLink } from "../dunning/loadReminders";
import type { MessageDraft, StatementPrinter } from "../ports";
import { composeAccountOf } from "./composeAccountOf";

export interface LoadedAccounts {
  byMessage: Map<string, { content: AccountContent; attachments: MessageDraft["attachments"] }>;
  links: NewAnswerLink[];
  /** What each was written on, for the last check. */
  decidedOn: Map<string, DecidedInvoice[]>;
}

/** Reads and composes the statements among these messages. The others are left out. */
export async function loadStatementsOfAccount(
  tx: Tx,
  companyId: string,
  messages: readonly OutboxMessage[],
  appUrl: string,
  day: { today: LocalDate; zone: string },
): Promise<LoadedAccounts> {
  const loaded: LoadedAccounts = { byMessage: new Map(), links: [], decidedOn: new Map() };
  const written: WrittenStatement[] = [];
  for (const message of messages) {
    if (message.kind !== "ACCOUNT_STATEMENT") continue;
    const link = openLink(message, day);
    const { content, invoices, look } = await composeAccountOf(tx, companyId, {
      clientId: message.clientId,
      toEmails: message.toEmails,
      ...day,
      answerUrl: `${appUrl}/r/${link.token}`,
      logoUrl: () => LOGO_URL,
    });
    if (content.button) loaded.links.push(link.row);
    loaded.byMessage.set(message.id, { content, attachments: logoFile(look) });
    loaded.decidedOn.set(
      message.id,
      invoices.map(({ id, version }) => ({ id, version })),
    );
    written.push({ messageId: message.id, invoices });
  }
  if (written.length > 0) await replaceStatementInvoices(tx, companyId, written);
  return loaded;
}

/** Name of the printed statement: `releve-Garage Pennec-2026-12-01.pdf`. */
export function accountFileName(content: AccountContent, today: LocalDate): string {
  const [, debtor] = content.parties;
  const word = content.language === "en" ? "statement" : "releve";
  const name = (debtor?.name ?? "").replace(/[/\\]/g, " ");
  return safeFileName(`${word} ${name} ${today}`, "pdf", word);
}

/** The printed statement, drawn. @throws DomainError in French when it cannot be printed */
export async function drawAccount(
  content: AccountContent,
  today: LocalDate,
  printer: StatementPrinter,
): Promise<MessageDraft["attachments"][number]> {
  return {
    filename: accountFileName(content, today),
    contentType: "application/pdf",
    content: await printer.printAccount(content, today),
  };
}
