import { readCompanyFacts } from "@/db/dunning/facts";
import { inCompany } from "@/db/inCompany";
import { readMessagesToDecide } from "@/db/reporting/worklist";
import { timeZoneOf } from "@/domain/calendarZone";
import { localDateAt } from "@/domain/zonedTime";
import type { CompanyCtx } from "../ports";
import { type MessageItem, messageItem, readSurroundings } from "../reporting/workItems";

/** Reminders that wait for a person's word, oldest first: the page where they are approved together. */
export async function listApprovals(ctx: CompanyCtx): Promise<MessageItem[]> {
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const rows = (await readMessagesToDecide(tx, companyId)).filter(
      (row) => row.state === "AWAITING_APPROVAL",
    );
    const timeZone = timeZoneOf((await readCompanyFacts(tx, companyId)).zone);
    const today = localDateAt(ctx.clock.now(), timeZone);
    const around = await readSurroundings(tx, companyId, rows, { today, timeZone, callerName: "" });
    return rows.map((row) => messageItem(row, around));
  });
}
