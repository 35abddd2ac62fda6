/** What stands above every page of a company: an address to confirm, safe mode, a pause, and the number of decisions waiting. */

import { readCompanyFacts } from "@/db/dunning/facts";
import { inCompany } from "@/db/inCompany";
import { hasConfirmedOwner } from "@/db/parties/owners";
import { timeZoneOf } from "@/domain/calendarZone";
import { localDateAt } from "@/domain/zonedTime";
import type { CompanyCtx } from "../ports";
import { countDecisions } from "./readToday";

export interface CompanyNoticeFacts {
  /** An owner has confirmed an address: before that nothing leaves for the debtors. */
  isConfirmed: boolean;
  safeMode: boolean;
  isPaused: boolean;
  decisionCount: number;
}

export async function readCompanyNotice(ctx: CompanyCtx): Promise<CompanyNoticeFacts> {
  return inCompany(ctx.companyId, async (tx) => {
    const facts = await readCompanyFacts(tx, ctx.companyId);
    const today = localDateAt(ctx.clock.now(), timeZoneOf(facts.zone));
    return {
      isConfirmed: await hasConfirmedOwner(tx, ctx.companyId),
      safeMode: facts.safeMode,
      isPaused: facts.paused,
      decisionCount: await countDecisions(tx, ctx.companyId, today),
    };
  });
}
