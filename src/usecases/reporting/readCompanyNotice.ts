/** What stands above every page of a company: safe mode, a pause, and the number of decisions waiting. */

import { readCompanyFacts } from "@/db/dunning/facts";
import { inCompany } from "@/db/inCompany";
import { timeZoneOf } from "@/domain/calendarZone";
import { localDateAt } from "@/domain/zonedTime";
import type { CompanyCtx } from "../ports";
import { countDecisions } from "./readToday";

export interface CompanyNoticeFacts {
  safeMode: boolean;
  isPaused: boolean;
  decisionCount: number;
}

export async function readCompanyNotice(ctx: CompanyCtx): Promise<CompanyNoticeFacts> {
  return inCompany(ctx.companyId, async (tx) => {
    const facts = await readCompanyFacts(tx, ctx.companyId);
    const today = localDateAt(ctx.clock.now(), timeZoneOf(facts.zone));
    return {
      safeMode: facts.safeMode,
      isPaused: facts.paused,
      decisionCount: await countDecisions(tx, ctx.companyId, today),
    };
  });
}
