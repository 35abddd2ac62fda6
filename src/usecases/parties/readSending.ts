/** How the messages of a company leave, and how that goes: for its settings. */

import { readCompanyFacts } from "@/db/dunning/facts";
import { inCompany } from "@/db/inCompany";
import { readMailbox } from "@/db/parties/mailbox";
import { type MailServerRow, readMailServer, readSendingState } from "@/db/parties/mailServer";
import { timeZoneOf } from "@/domain/calendarZone";
import type { ServerProblem } from "@/domain/dunning/serverProblem";
import { explainProblem, type ProblemExplanation } from "@/domain/dunning/serverProblemWords";
import type { MailAccess, MailSecurity } from "@/domain/parties/mailServer";
import { instantOf, localDateAt } from "@/domain/zonedTime";
import type { CompanyCtx } from "../ports";

export interface OwnServerView {
  host: string;
  port: number;
  security: MailSecurity;
  userName: string;
  hasPassword: boolean;
  fromEmail: string;
  perMinute: number;
  checkedAtMs: number;
  trouble: (ProblemExplanation & { detail: string; sinceMs: number; retryAtMs: number }) | null;
}

export interface SendingView {
  timeZone: string;
  /** Null: messages leave by the platform's server. */
  own: OwnServerView | null;
  mailbox:
    | (Omit<MailAccess, "password"> & { folder: string; readAtMs: number | null; problem: string | null })
    | null;
  replyToEmail: string;
  /** Where copies of what leaves arrive; null: nowhere, or not confirmed yet. */
  copyEmail: string | null;
  lastSentAtMs: number | null;
  sentToday: number;
  waiting: number;
  /** Put off at least once by a server. */
  delayed: number;
  lastRefusal: string | null;
}

export async function readSending(ctx: CompanyCtx): Promise<SendingView> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  return inCompany(companyId, async (tx) => {
    const facts = await readCompanyFacts(tx, companyId);
    const timeZone = timeZoneOf(facts.zone);
    const dayStart = new Date(instantOf(localDateAt(now, timeZone), 0, timeZone));
    const { lastSentAt, ...state } = await readSendingState(tx, companyId, dayStart);
    const row = await readMailServer(tx, companyId);
    const mailbox = await readMailbox(tx, companyId);
    const copies = await tx.copyMailbox.findUnique({ where: { companyId } });
    const company = await tx.company.findUniqueOrThrow({
      where: { id: companyId },
      select: { replyToEmail: true },
    });
    return {
      timeZone,
      own: row && viewOf(row, now),
      mailbox: mailbox && {
        userName: mailbox.userName,
        host: mailbox.host,
        port: mailbox.port,
        security: mailbox.security,
        folder: mailbox.folder,
        readAtMs: mailbox.readAt?.getTime() ?? null,
        problem: mailbox.problem,
      },
      ...company,
      copyEmail: copies?.confirmedAt ? copies.email : null,
      lastSentAtMs: lastSentAt?.getTime() ?? null,
      ...state,
    };
  });
}

function viewOf(row: MailServerRow, now: number): OwnServerView {
  const { host, port, security, userName, fromEmail, perMinute } = row;
  const explained = row.problem ? explainProblem(row.problem as ServerProblem, row) : null;
  return {
    host,
    port,
    security,
    userName,
    hasPassword: row.password !== null,
    fromEmail,
    perMinute,
    checkedAtMs: row.checkedAt.getTime(),
    trouble: explained && {
      ...explained,
      detail: row.problemDetail ?? "",
      sinceMs: row.problemSince?.getTime() ?? now,
      retryAtMs: row.restUntil?.getTime() ?? now,
    },
  };
}
