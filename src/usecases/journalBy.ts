/** What a company's journal is told, in the name of whoever acts. */

import type { Tx } from "@/db/inCompany";
import { appendJournal, type JournalEvent } from "@/db/system/journal";
import type { Instant } from "@/domain/calendar";
import type { JournalAction } from "@/domain/reporting/journalSentence";
import { actorName, type CompanyCtx } from "./ports";

/** What happened, without its author. */
export type Deed = Omit<JournalEvent, "actor">;

/** Adds what this person has just done, at the context's time: call it last in the transaction. */
export async function journalBy(tx: Tx, ctx: CompanyCtx, deeds: Deed | readonly Deed[]): Promise<void> {
  await journalAt(tx, ctx, deeds, ctx.clock.now());
}

/** The same, about the company itself. */
export async function journalCompany(
  tx: Tx,
  ctx: CompanyCtx,
  action: JournalAction,
  data: Deed["data"],
): Promise<void> {
  await journalBy(tx, ctx, { action, entity: "company", entityId: ctx.companyId, data });
}

/** Adds what was done at the instant the gesture began, or by an author who carries no clock. */
export async function journalAt(
  tx: Tx,
  { companyId, actor }: Pick<CompanyCtx, "companyId" | "actor">,
  deeds: Deed | readonly Deed[],
  now: Instant,
): Promise<void> {
  const name = actorName(actor);
  const events = [deeds].flat().map((deed: Deed): JournalEvent => ({ actor: name, ...deed }));
  await appendJournal(tx, companyId, events, now);
}
