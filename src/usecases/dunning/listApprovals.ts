import { readCompanyFacts } from "@/db/dunning/facts";
import { inCompany } from "@/db/inCompany";
import { readMessagesToDecide } from "@/db/reporting/worklist";
import { timeZoneOf } from "@/domain/calendarZone";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import type { LegalRates } from "@/domain/legal/rateTables";
import { localDateAt } from "@/domain/zonedTime";
import type { CompanyCtx } from "../ports";
import { type MessageItem, messageItem, readSurroundings } from "../reporting/workItems";
import { readClaimedSums } from "./claimedSums";

/**
 * Reminders that wait for a person's word, oldest first, each with what it would claim today: the page
 * where they are approved together.
 *
 * @param rates the tables in force
 */
export async function listApprovals(
  ctx: CompanyCtx,
  rates: LegalRates = PUBLISHED_RATES,
): Promise<MessageItem[]> {
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const rows = (await readMessagesToDecide(tx, companyId)).filter(
      (row) => row.state === "AWAITING_APPROVAL",
    );
    const timeZone = timeZoneOf((await readCompanyFacts(tx, companyId)).zone);
    const today = localDateAt(ctx.clock.now(), timeZone);
    const around = await readSurroundings(tx, companyId, rows, {
      today,
      timeZone,
      callerName: "",
      actor: ctx.actor,
    });
    const claimed = await readClaimedSums(tx, companyId, rows, { rates, today });
    return rows.map((row) => messageItem(row, around, claimed));
  });
}
