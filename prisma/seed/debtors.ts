/** What debtors do with a reminder: open its page, answer it. Always through the link of the message itself. */
import { env } from "@/config/env";
import { inCompany } from "@/db/inCompany";
import { addDays, maxDate } from "@/domain/calendar";
import { formatDateNumeric } from "@/domain/dateText";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import { readMime } from "@/mail/readMime";
import { answerByLink } from "@/usecases/settlement/answerByLink";
import { confirmDeclaration, rejectAnswer } from "@/usecases/settlement/decideAnswer";
import { openAnswerLink, recordVisit } from "@/usecases/settlement/openAnswerLink";
import { balanceOf, todayOf } from "./noteEvents";
import { type AnswerScript, dayAt } from "./script";
import { type PlayedInvoice, type World, workingTimeOn } from "./world";

const OPENED_AFTER_MS = 100 * 60_000;
const ANSWERED_AFTER_MS = 115 * 60_000;
const DAY_MS = 86_400_000;
/** From documentation addresses (RFC 5737): nobody's network. */
const VISITOR = { network: "203.0.113.0/24", agent: "Mozilla/5.0 (iPhone)" };

/** Looks at the reminders that have just left and notes what their readers will do. */
export async function noteReaders(world: World): Promise<void> {
  const now = world.clock.now();
  const messages = await inCompany(world.companyId, (tx) =>
    tx.message.findMany({
      where: { companyId: world.companyId, kind: "REMINDER", sentAt: new Date(now) },
      select: {
        id: true,
        mimeSha256: true,
        invoices: { select: { invoiceId: true } },
        steps: { select: { offsetDays: true } },
      },
    }),
  );
  for (const message of messages) {
    if (world.known.has(message.id)) continue;
    world.known.add(message.id);
    const played = message.invoices.flatMap(({ invoiceId }) => world.invoices.get(invoiceId) ?? []);
    const steps = message.steps.map((step) => step.offsetDays);
    const link = { world, sha256: message.mimeSha256 ?? "" };
    if (played.some(({ script }) => script.isOpened)) {
      world.agenda.note(now + OPENED_AFTER_MS, () => open(link));
    }
    for (const invoice of played) {
      const { answer } = invoice.script;
      if (!answer || !steps.includes(answer.step)) continue;
      const when = now + ANSWERED_AFTER_MS + answer.afterDays * DAY_MS;
      world.agenda.note(when, () => answerTo(link, invoice, answer));
    }
  }
}

interface MessageLink {
  world: World;
  sha256: string;
}

/** The link that the message carries, opened as its reader would. */
async function follow({ world, sha256 }: MessageLink) {
  const mail = world.seen.find((one) => one.sha256 === sha256);
  const { text } = await readMime(mail?.mime ?? new Uint8Array());
  const token = /\/r\/([A-Za-z0-9_-]{43})/.exec(text)?.[1] ?? "";
  const link = await openAnswerLink(token, world.clock);
  if (!link) throw new Error("a reminder of the demonstration has no answer link that works");
  return link;
}

async function open(message: MessageLink): Promise<void> {
  await recordVisit(await follow(message), VISITOR, message.world.clock);
}

async function answerTo(message: MessageLink, invoice: PlayedInvoice, answer: AnswerScript): Promise<void> {
  const { world } = message;
  const link = await follow(message);
  await recordVisit(link, VISITOR, world.clock);
  const today = todayOf(world);
  const promised = answer.on === undefined ? today : dayAt(world.openingOn, answer.on);
  // Whatever the calendar made of the reminder's day, nobody promises a day that has passed.
  const later = maxDate(promised, addDays(today, 1));
  const raw = {
    onDate: formatDateNumeric(answer.says === "date" ? later : today),
    firstOn: formatDateNumeric(later),
    count: String(answer.count ?? 2),
    signerName: answer.signer ?? "",
    acknowledged: "1",
    method: answer.method ?? "TRANSFER",
    message: answer.message ?? "",
  };
  const ports = { clock: world.clock, bell: world.ctx.bell, appUrl: env().APP_URL.replace(/\/$/, "") };
  await answerByLink(link, answer.says, raw, ports, VISITOR.network);
  const { decided } = answer;
  if (!decided) return;
  const when = workingTimeOn(dayAt(world.openingOn, decided.on), 8, 30);
  world.agenda.note(when, () => decide(world, invoice, decided.as));
}

async function decide(world: World, invoice: PlayedInvoice, as: "CONFIRMED" | "REJECTED"): Promise<void> {
  const answer = await inCompany(world.companyId, (tx) =>
    tx.answer.findFirst({
      where: {
        companyId: world.companyId,
        decidedAt: null,
        invoices: { some: { invoiceId: invoice.id } },
      },
      select: { id: true },
    }),
  );
  if (!answer) return;
  if (as === "REJECTED") return rejectAnswer(world.ctx, answer.id);
  const payment = {
    receivedOn: formatDateNumeric(todayOf(world)),
    amountCents: await balanceOf(world, invoice.id),
    method: "TRANSFER",
  };
  await confirmDeclaration(world.ctx, answer.id, payment, PUBLISHED_RATES);
}
