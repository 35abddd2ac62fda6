/** One event of a company's journal, in the name of whoever acts. */
import type { Tx } from "@/db/inCompany";
import { appendJournal, type JournalEvent } from "@/db/system/journal";
import { actorName, type CompanyCtx } from "./ports";

/** Adds what this person has just done, at the context's time: call it last in the transaction. */
export async function journalBy(tx: Tx, ctx: CompanyCtx, event: Omit<JournalEvent, "actor">): Promise<void> {
  await appendJournal(tx, ctx.companyId, [{ actor: actorName(ctx.actor), ...event }], ctx.clock.now());
}
