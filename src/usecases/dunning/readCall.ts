import { readCompanyFacts } from "@/db/dunning/facts";
import { inCompany, isId } from "@/db/inCompany";
import { readCallRow } from "@/db/reporting/worklist";
import { timeZoneOf } from "@/domain/calendarZone";
import { localDateAt } from "@/domain/zonedTime";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";
import { type CallItem, callItem, readSurroundings } from "../reporting/workItems";

/**
 * One call with what to say and what happened, for the page where its outcome is noted.
 *
 * @param callerName the person who makes it, in the words to say
 * @throws DomainError NOT_FOUND
 */
export async function readCall(ctx: CompanyCtx, callTaskId: string, callerName: string): Promise<CallItem> {
  const { companyId } = ctx;
  if (!isId(callTaskId)) throw notFound();
  return inCompany(companyId, async (tx) => {
    const row = await readCallRow(tx, companyId, callTaskId);
    if (!row) throw notFound();
    const timeZone = timeZoneOf((await readCompanyFacts(tx, companyId)).zone);
    const today = localDateAt(ctx.clock.now(), timeZone);
    const around = await readSurroundings(tx, companyId, [row], {
      today,
      timeZone,
      callerName,
      actor: ctx.actor,
    });
    return callItem(row, around);
  });
}
