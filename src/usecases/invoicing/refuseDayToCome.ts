/** What lowers a balance has happened: a day to come is refused where it is recorded. */
import type { Tx } from "@/db/inCompany";
import type { LocalDate } from "@/domain/calendar";
import { fieldError } from "@/domain/fields";
import type { CompanyCtx } from "../ports";
import { companyToday } from "./saveInvoice";

/**
 * Refuses a day later than the company's own. The balance would already be lowered while a statement of
 * today, which counts what happened through today, still claimed all of it.
 *
 * @param advice a French sentence that says what to do instead
 * @throws InputError `FUTURE` on this field
 */
export async function refuseDayToCome(
  tx: Tx,
  { companyId, clock }: Pick<CompanyCtx, "companyId" | "clock">,
  field: string,
  day: LocalDate,
  advice: string,
): Promise<void> {
  if (day <= (await companyToday(tx, companyId, clock.now()))) return;
  throw fieldError(field, "FUTURE", `Ce jour n’est pas encore arrivé. ${advice}`);
}
