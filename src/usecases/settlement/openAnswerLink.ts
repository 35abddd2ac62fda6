/** The door behind a signed link: whose it is, what it shows, and the trace of who opened it. */
import type { Tx } from "@/db/inCompany";
import { inCompany } from "@/db/inCompany";
import {
  type FoundLink,
  findAnswerLink,
  readLinkInvoices,
  readOtherInvoices,
} from "@/db/settlement/answerLinks";
import { appendJournal, type JournalEvent } from "@/db/system/journal";
import { hashLinkToken } from "@/db/system/linkSecret";
import { newId } from "@/db/values";
import { readDebtorSettings } from "../parties/readDebtorSettings";
import type { Clock } from "../ports";

export type { FoundLink };

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** True when the text has the form of a token: anything else is not looked for. */
export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/** The link of a token, or null: wrong, expired and revoked are one and the same to a visitor. */
export async function openAnswerLink(token: string, clock: Clock): Promise<FoundLink | null> {
  if (!isToken(token)) return null;
  return findAnswerLink(hashLinkToken(token), clock.now());
}

/** Most other invoices shown in the space of a client. */
const MAX_OTHER = 50;

export interface LinkScope {
  /** Invoices of the message. */
  own: string[];
  /** Other open invoices of the client, where the creditor lets them be seen. */
  others: string[];
}

/** What the link lets its reader see. */
export async function readLinkScope(tx: Tx, link: FoundLink): Promise<LinkScope> {
  const own = await readLinkInvoices(tx, link);
  const { isSpaceOpen } = await readDebtorSettings(tx, link.companyId);
  return { own, others: isSpaceOpen ? await readOtherInvoices(tx, link, own, MAX_OTHER) : [] };
}

/**
 * Notes who opened the page: all that a GET may write. The log of accesses is forgotten after a year;
 * the journal is kept, and holds no network.
 */
export async function recordVisit(
  link: FoundLink,
  visitor: { network: string; agent: string },
  clock: Clock,
): Promise<void> {
  const now = clock.now();
  await inCompany(link.companyId, async (tx) => {
    await tx.linkVisit.create({
      data: {
        companyId: link.companyId,
        id: newId(),
        linkId: link.id,
        visitedAt: new Date(now),
        network: visitor.network.slice(0, 60),
        agent: visitor.agent.slice(0, 200),
      },
    });
    const event: JournalEvent = {
      actor: `debtor:${link.id}`,
      action: "link.opened",
      entity: "message",
      entityId: link.messageId,
      data: {},
    };
    await appendJournal(tx, link.companyId, [event], now);
  });
}
