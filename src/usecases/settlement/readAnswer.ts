import { readCompanyFacts } from "@/db/dunning/facts";
import { inCompany, isId } from "@/db/inCompany";
import { readAnswerRow } from "@/db/reporting/worklist";
import { type LocalDate, localDateAt, timeZoneOf } from "@/domain/calendar";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";
import { type AnswerItem, answerItem, readSurroundings } from "../reporting/workItems";

export interface AnswerView extends AnswerItem {
  today: LocalDate;
}

/** What a client said, for the page where it is decided. @throws DomainError NOT_FOUND */
export async function readAnswer(ctx: CompanyCtx, answerId: string): Promise<AnswerView> {
  const { companyId } = ctx;
  if (!isId(answerId)) throw notFound();
  return inCompany(companyId, async (tx) => {
    const row = await readAnswerRow(tx, companyId, answerId);
    if (!row) throw notFound();
    const timeZone = timeZoneOf((await readCompanyFacts(tx, companyId)).zone);
    const today = localDateAt(ctx.clock.now(), timeZone);
    const around = await readSurroundings(tx, companyId, [row], { today, timeZone, callerName: "" });
    return { ...answerItem(row, around), today };
  });
}
