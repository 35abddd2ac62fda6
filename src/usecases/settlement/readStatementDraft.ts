/** The statement of a client as it would be sent: what the page shows before it leaves. */
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { toLocalDate } from "@/db/values";
import { addDays, type LocalDate } from "@/domain/calendar";
import { isWindowOpen, windowFrom } from "@/domain/dunning/sendingWindow";
import type { AccountContent } from "@/domain/settlement/accountStatement";
import { localDateAt, minuteOfDayAt } from "@/domain/zonedTime";
import { previewMessage } from "../dunning/previewMessage";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx, MessageParts, MessageReader } from "../ports";
import { previewAccount } from "./previewAccount";
import { type ClientStatements, readClientStatements } from "./saveStatementSchedule";
import { handRefusal } from "./sendAccountStatement";
import { readStatementFacts, type StatementFacts } from "./statementFacts";

export interface StatementDraft extends ClientStatements {
  clientName: string;
  today: LocalDate;
  /** Why it may not be sent now; null when it may. */
  refused: string | null;
  /** When it would leave: the sending window, in the company's own time. */
  leaves: { on: LocalDate; minute: number } | null;
  isSafe: boolean;
  /** The next reminder planned for this client, which will keep its distance; null when none is. */
  reminderOn: LocalDate | null;
  parts: MessageParts;
}

async function openDraft(tx: Tx, ctx: CompanyCtx, clientId: string) {
  if (!isId(clientId)) throw notFound();
  const facts = await readStatementFacts(tx, ctx.companyId, [clientId], ctx.clock.now());
  const [candidate] = facts.candidates;
  if (!candidate) throw notFound();
  return { facts, candidate };
}

/** @throws DomainError NOT_FOUND when the client is not of this company */
export async function readStatementDraft(
  ctx: CompanyCtx,
  clientId: string,
  reader: MessageReader,
): Promise<StatementDraft> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  return inCompany(companyId, async (tx) => {
    const { facts, candidate } = await openDraft(tx, ctx, clientId);
    const { company, today, zone } = facts;
    const client = await tx.client.findUniqueOrThrow({
      where: { companyId_id: { companyId, id: clientId } },
      select: { name: true },
    });
    const draft = draftMessage(clientId, candidate.recipients);
    const opensAt = windowFrom(company, now);
    return {
      ...(await readClientStatements(tx, companyId, clientId, today)),
      clientName: client.name,
      today,
      refused: handRefusal(facts, candidate),
      leaves: isWindowOpen(company, now)
        ? null
        : { on: localDateAt(opensAt, zone), minute: minuteOfDayAt(opensAt, zone) },
      isSafe: company.safeMode,
      reminderOn: await nextReminder(tx, companyId, clientId, facts),
      parts: await previewMessage(tx, companyId, draft, reader, { at: now, zone }),
    };
  });
}

/** A statement that is not in the outbox, for the code that composes those that are. */
function draftMessage(clientId: string, { to, cc }: { to: string[]; cc: string[] }) {
  return {
    id: clientId,
    clientId,
    kind: "ACCOUNT_STATEMENT" as const,
    tone: "FRIENDLY" as const,
    contentKey: "",
    content: null,
    toEmails: to,
    ccEmails: cc,
    approvedAt: null,
    datedAt: null,
    fromEmail: null,
    settledEmails: [],
    attempts: 0,
    invoices: [],
    isCurrent: true,
  };
}

/** A reminder that the statement would hold back. */
async function nextReminder(
  tx: Tx,
  companyId: string,
  clientId: string,
  { today, company }: StatementFacts,
): Promise<LocalDate | null> {
  const plan = await tx.dunningPlan.findFirst({
    where: { companyId, clientId, kind: "WAIT", channel: { not: "CALL" }, onDate: { not: null } },
    orderBy: { onDate: "asc" },
    select: { onDate: true },
  });
  if (!plan?.onDate) return null;
  const on = toLocalDate(plan.onDate);
  const gapDays = Math.ceil(company.contactGapHours / 24);
  const freeOn = addDays(today, gapDays);
  return on < freeOn ? on : null;
}

/**
 * The content of the statement, to be printed as the attachment would be.
 *
 * @throws DomainError NOT_FOUND when the client is not of this company
 */
export async function readAccountContent(
  ctx: CompanyCtx,
  clientId: string,
): Promise<{ content: AccountContent; today: LocalDate }> {
  return inCompany(ctx.companyId, async (tx) => {
    const { facts, candidate } = await openDraft(tx, ctx, clientId);
    const { today, zone } = facts;
    const about = { clientId, toEmails: candidate.recipients.to };
    return { content: await previewAccount(tx, ctx.companyId, about, { today, zone }), today };
  });
}
