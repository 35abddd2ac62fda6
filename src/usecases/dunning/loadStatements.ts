/** The statements of claim that travel with reminders: the sums of the message, line by line. */
import type { OutboxMessage } from "@/db/dunning/outbox";
import { readStatementInvoices } from "@/db/dunning/statements";
import type { Tx } from "@/db/inCompany";
import { readCreditShares } from "@/db/settlement/clientCredits";
import { safeFileName } from "@/domain/fileName";
import type { LegalRates } from "@/domain/legal/rateTables";
import { claimFileName, readClaimIn } from "../legal/readClaim";
import type { Clock, MessageDraft, PrintedStatement, StatementPrinter } from "../ports";
import { creditOf } from "./claimedSums";

export interface AttachedStatement {
  filename: string;
  printed: PrintedStatement;
}

/**
 * Reads what the statements of these messages say today, by message. A message whose steps ask for
 * none is absent, as is one for which a rate is not published: its text claims the principal alone.
 */
export async function loadStatements(
  tx: Tx,
  companyId: string,
  messages: readonly Pick<OutboxMessage, "id" | "clientId" | "kind" | "tone">[],
  { rates, clock }: { rates: LegalRates; clock: Clock },
): Promise<Map<string, AttachedStatement>> {
  const asking = await readStatementInvoices(tx, companyId, messages);
  const credits = await readCreditShares(tx, companyId, [
    ...new Set(messages.filter(({ id }) => asking.has(id)).map(({ clientId }) => clientId)),
  ]);
  const statements = new Map<string, AttachedStatement>();
  for (const { id, clientId } of messages) {
    const invoiceIds = asking.get(id);
    if (!invoiceIds) continue;
    const of = { clientId, invoiceIds };
    const claim = await readClaimIn(tx, { companyId, clock }, { of, on: null, withPaid: true }, rates);
    if (!claim.printed) continue;
    const freeCreditCents = creditOf(claim.invoices, credits);
    statements.set(id, {
      filename: safeFileName(nameOf(claim), "pdf", "decompte"),
      printed: { ...claim.printed, freeCreditCents },
    });
  }
  return statements;
}

function nameOf(claim: Parameters<typeof claimFileName>[0]): string {
  const [only, ...others] = claim.invoices;
  return claimFileName(only && others.length === 0 ? { ...claim, invoiceNumber: only.number } : claim);
}

/** The file, drawn; none when there is no statement. @throws DomainError in French when it cannot be printed */
export async function drawStatement(
  statement: AttachedStatement | undefined,
  printer: StatementPrinter,
): Promise<MessageDraft["attachments"]> {
  if (!statement) return [];
  const content = await printer.printStatement(statement.printed);
  return [{ filename: statement.filename, contentType: "application/pdf", content }];
}
