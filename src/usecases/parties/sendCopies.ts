/**
 * Sends the company a copy of each message that left: a small message of its own, never a hidden
 * recipient. What becomes of it changes nothing to the message, its steps or its invoices.
 */
import { readCompanyFacts } from "@/db/dunning/facts";
import {
  type CopyToSend,
  giveUpCutCopies,
  queueCopies,
  settleCopy,
  takeCopies,
} from "@/db/dunning/messageCopies";
import { inCompany } from "@/db/inCompany";
import type { CalendarZone } from "@/domain/calendarZone";
import { afterDelivery } from "@/domain/dunning/afterDelivery";
import { type CopyWords, copyWords } from "@/domain/dunning/messageCopy";
import { DomainError } from "@/domain/invariant";
import type { Clock, Mailer } from "../ports";

/** Everything the message around a copy is made of. */
export interface CopyDraft extends CopyWords {
  /** Of the message that is copied: the same copy has the same identity. */
  messageId: string;
  to: string;
  companyName: string;
  /** Page of the message. */
  url: string;
  mime: Uint8Array;
}

export interface CopyPorts {
  clock: Clock;
  mailer: Mailer;
  envelopeFrom: string;
  appUrl: string;
  write(draft: CopyDraft, at: number): Promise<Uint8Array>;
}

/** One at a time: what a crash interrupts is never sent again, so little must be on its way. */
const BATCH = 1;
/** Longer than the longest dialogue with a server. */
const LEASE_MS = 15 * 60_000;

interface Sender {
  zone: CalendarZone;
  name: string;
  slug: string;
}

/** Sends a few copies of one company. @returns how many were taken */
export async function sendCopies(companyId: string, ports: CopyPorts): Promise<number> {
  const now = ports.clock.now();
  const { copies, sender } = await inCompany(companyId, async (tx) => {
    const at = new Date(now);
    await queueCopies(tx, companyId, at);
    await giveUpCutCopies(tx, companyId, at);
    const company = await tx.company.findUniqueOrThrow({
      where: { id: companyId },
      select: { tradeName: true, legalName: true, slug: true },
    });
    return {
      copies: await takeCopies(tx, companyId, { now: at, leaseUntil: new Date(now + LEASE_MS) }, BATCH),
      sender: {
        zone: (await readCompanyFacts(tx, companyId)).zone,
        name: company.tradeName ?? company.legalName,
        slug: company.slug,
      },
    };
  });
  for (const copy of copies) await sendOne(companyId, copy, sender, ports);
  return copies.length;
}

async function sendOne(companyId: string, copy: CopyToSend, sender: Sender, ports: CopyPorts): Promise<void> {
  const after = await attempt(copy, sender, ports);
  const now = ports.clock.now();
  await inCompany(companyId, (tx) =>
    settleCopy(tx, companyId, copy.messageId, {
      state: after.state,
      outcome: after.note,
      dueAt: new Date(now + (after.state === "READY" ? after.retryInMs : 0)),
      now: new Date(now),
    }),
  );
}

async function attempt(copy: CopyToSend, { zone, name, slug }: Sender, ports: CopyPorts) {
  const words = copyWords({ ...copy, sentAt: copy.sentAtMs, zone });
  const draft: CopyDraft = {
    ...words,
    messageId: copy.messageId,
    to: copy.toEmail,
    companyName: name,
    url: `${ports.appUrl}/${slug}/messages/${copy.messageId}`,
    mime: copy.mime,
  };
  const mime = await orRefusal(() => ports.write(draft, copy.sentAtMs));
  if ("why" in mime) return { state: "FAILED" as const, note: mime.why };
  const envelope = { from: ports.envelopeFrom, to: [copy.toEmail] };
  const outcome = await ports.mailer.deliver({ envelope, mime: mime.bytes });
  return afterDelivery(outcome, copy.attempts, Math.random());
}

/** One that cannot be composed, too heavy for any server, is given up with the reason. */
async function orRefusal(write: () => Promise<Uint8Array>): Promise<{ bytes: Uint8Array } | { why: string }> {
  try {
    return { bytes: await write() };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { why: error.message };
  }
}
