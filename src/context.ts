/**
 * The one place where adapters are put together, for the web and for the worker. Pages and jobs
 * ask for what they need here; nothing else knows which implementation they get.
 */
import { env } from "@/config/env";
import { failpoint } from "@/config/failpoint";
import { disconnect, measurePools } from "@/db/connection";
import { readDemoOffset } from "@/db/system/demoClock";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import { createRinger, type Ringer } from "@/queue/backend";
import type { Bell, Clock, Mailer, MailPorts, MessageDraft, MessageWriter } from "@/usecases/ports";

const DEMO_CLOCK_REFRESH_MS = 500;

interface Kept {
  ringer?: Ringer;
  demoOffsetMs: number;
  demoReadAt: number;
}

/** Kept across hot reloads of the development server. */
const kept = globalThis as typeof globalThis & { dumentContext?: Kept };

function state(): Kept {
  kept.dumentContext ??= { demoOffsetMs: 0, demoReadAt: 0 };
  return kept.dumentContext;
}

/** The clock of this process. In the demonstration it may be ahead: see {@link refreshClock}. */
export const clock: Clock = {
  now: () => Date.now() + (env().DUMENT_DEMO ? state().demoOffsetMs : 0),
};

/**
 * Reads how far the demonstration's clock was moved. Called at the start of each request and of
 * each sweep; does nothing outside the demonstration.
 */
export async function refreshClock(force = false): Promise<void> {
  if (!env().DUMENT_DEMO) return;
  const kept = state();
  if (!force && Date.now() - kept.demoReadAt < DEMO_CLOCK_REFRESH_MS) return;
  kept.demoOffsetMs = (await readDemoOffset()) ?? 0;
  kept.demoReadAt = Date.now();
}

/** The worker's bell. */
export const bell: Bell = {
  async ring(name, payload) {
    const kept = state();
    kept.ringer ??= createRinger();
    await kept.ringer.ring(name, payload);
  },
};

/** Rates known to this version; the legal tables of the database will complete them. */
export const rates = PUBLISHED_RATES;

/** Renders and composes messages. Loaded on first use: pages that send nothing do not carry it. */
export const messageWriter: MessageWriter = {
  async write(draft: MessageDraft) {
    const { renderNote, renderReminder } = await import("@emails/render");
    const { composeMime } = await import("@/mail/composeMime");
    const { messageIdOf } = await import("@/mail/messageIdOf");
    const { APP_SECRET, MAIL_FROM } = env();
    const domain = MAIL_FROM.slice(MAIL_FROM.lastIndexOf("@") + 1);
    const { content } = draft;
    const rendered =
      content.kind === "reminder" ? renderReminder(content.reminder) : renderNote(content.note);
    const written = content.kind === "reminder" ? content.reminder : content.note;
    const messageIdHeader = messageIdOf(APP_SECRET, draft.companyId, draft.messageId, domain);
    const { mime } = await composeMime({
      from: { name: draft.fromName, address: MAIL_FROM },
      replyTo: draft.replyTo,
      to: draft.to.map((address) => ({ name: "", address })),
      cc: draft.cc.map((address) => ({ name: "", address })),
      subject: written.subject,
      html: rendered.html,
      text: rendered.text,
      attachments: draft.attachments,
      messageId: messageIdHeader,
      date: draft.writtenAt,
      contentKey: draft.contentKey,
      language: written.language,
    });
    return { mime, messageIdHeader };
  },
};

/** The ports of the sending worker, over the given mailer. */
export function mailPorts(mailer: Mailer): MailPorts {
  const { APP_URL, MAIL_FROM, SMTP_CONNECTIONS } = env();
  return {
    clock,
    writer: messageWriter,
    mailer,
    rates,
    envelopeFrom: MAIL_FROM,
    appUrl: APP_URL.replace(/\/$/, ""),
    connections: SMTP_CONNECTIONS,
    failpoint,
  };
}

/** The platform's mail server, with connections kept open. */
export async function createMailer(): Promise<Mailer & { close(): Promise<void> }> {
  const { SmtpPool } = await import("@/mail/smtpPool");
  const { smtpServerOf } = await import("@/mail/smtpServer");
  const { MAIL_FROM, SMTP_CONNECTIONS, SMTP_URL } = env();
  const pool = new SmtpPool({
    clientName: MAIL_FROM.slice(MAIL_FROM.lastIndexOf("@") + 1),
    maxConnections: SMTP_CONNECTIONS,
    now: () => Date.now(),
  });
  const server = smtpServerOf(SMTP_URL);
  return {
    deliver: (mail) => pool.deliver(mail, { server }),
    close: () => pool.close(),
  };
}

/** Closes what this process opened. */
export async function closeContext(): Promise<void> {
  await state().ringer?.close();
  delete kept.dumentContext;
  await disconnect();
}

/** Brings the database and the queue to the newest version. @returns migrations applied now. */
export async function prepareStores(migrationsFolder: string): Promise<string[]> {
  const { migrateDatabase } = await import("@/db/migrate");
  const { migrateQueue } = await import("@/queue/migrateQueue");
  const applied = await migrateDatabase(migrationsFolder);
  await migrateQueue();
  return applied;
}

export { measurePools };
