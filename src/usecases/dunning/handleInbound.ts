/** A person has read what came back. */
import { lockInvoices, readCompanyFacts } from "@/db/dunning/facts";
import { type InboundRow, readInboundRow } from "@/db/dunning/inbound";
import { inCompany, isId } from "@/db/inCompany";
import { readBriefInvoices } from "@/db/reporting/worklist";
import { toLocalDateOrNull } from "@/db/values";
import type { LocalDate } from "@/domain/calendar";
import { timeZoneOf } from "@/domain/calendarZone";
import { withoutAnswerLinks } from "@/domain/dunning/deadLinks";
import { DomainError } from "@/domain/invariant";
import { localDateAt } from "@/domain/zonedTime";
import { journalAt } from "../journalBy";
import { notFound } from "../parties/saveClient";
import { actorUserId, type CompanyCtx } from "../ports";
import { decideAgain } from "./planInvoices";

export interface InboundView {
  id: string;
  kind: InboundRow["kind"];
  clientId: string;
  clientName: string;
  fromName: string;
  fromEmail: string;
  subject: string;
  text: string;
  receivedOn: LocalDate;
  receivedAtMs: number;
  timeZone: string;
  /** Our message it is about. */
  message: { id: string; subject: string; toEmails: string[] };
  invoices: { id: string; number: string; balanceCents: bigint }[];
  /** Last day the next step waits for; null when it does not. */
  untilOn: LocalDate | null;
  isHandled: boolean;
}

/** What came back, with what it is about. @throws DomainError NOT_FOUND */
export async function readInbound(ctx: CompanyCtx, id: string): Promise<InboundView> {
  if (!isId(id)) throw notFound();
  return inCompany(ctx.companyId, async (tx) => {
    const row = await readInboundRow(tx, ctx.companyId, id);
    if (!row) throw notFound();
    const timeZone = timeZoneOf((await readCompanyFacts(tx, ctx.companyId)).zone);
    const ids = row.message.invoices.map(({ invoiceId }) => invoiceId);
    const invoices = await readBriefInvoices(tx, ctx.companyId, ids);
    return {
      ...inboundItem(row, timeZone),
      timeZone,
      invoices: [...invoices.values()].filter((one) => one.isOpen),
    };
  });
}

/** The same for a list: without the invoices. */
export function inboundItem(row: InboundRow, timeZone: string): Omit<InboundView, "invoices" | "timeZone"> {
  const { id, kind, clientId, client, fromName, fromEmail, subject, text, createdAt, message, holds } = row;
  const until = holds
    .map((hold) => toLocalDateOrNull(hold.untilOn))
    .flatMap((day) => day ?? [])
    .sort();
  return {
    id,
    kind,
    clientId,
    clientName: client.name,
    fromName,
    fromEmail,
    subject,
    // What was kept before its links were cut.
    text: withoutAnswerLinks(text),
    receivedOn: localDateAt(createdAt.getTime(), timeZone),
    receivedAtMs: createdAt.getTime(),
    message: { id: message.id, subject: message.subject, toEmails: message.toEmails },
    untilOn: until.at(-1) ?? null,
    isHandled: row.handledAt !== null,
  };
}

/**
 * Notes that it was read. The wait it opened ends, and the facts decide what follows.
 *
 * @throws DomainError NOT_FOUND, or ALREADY when someone was quicker
 */
export async function handleInbound(ctx: CompanyCtx, id: string): Promise<void> {
  const { companyId } = ctx;
  if (!isId(id)) throw notFound();
  const now = ctx.clock.now();
  await inCompany(companyId, async (tx) => {
    const row = await readInboundRow(tx, companyId, id);
    if (!row) throw notFound();
    const invoiceIds = [...new Set(row.holds.map((hold) => hold.invoiceId))].sort();
    await lockInvoices(tx, companyId, invoiceIds);
    const { count } = await tx.inboundMail.updateMany({
      where: { companyId, id, handledAt: null },
      data: { handledAt: new Date(now), handledById: actorUserId(ctx.actor) },
    });
    if (count === 0) throw new DomainError("ALREADY", "Quelqu’un l’a déjà fait.");
    await tx.hold.updateMany({
      where: { companyId, inboundMailId: id, endedAt: null },
      data: { endedAt: new Date(now), endReason: "La réponse a été lue." },
    });
    await decideAgain(tx, companyId, invoiceIds, now);
    await journalAt(
      tx,
      ctx,
      { action: "inbound.handled", entity: "message", entityId: row.messageId, data: { kind: row.kind } },
      now,
    );
  });
  await ctx.bell.ring("dunning", { companyId });
}
