import { readCompanyFacts } from "@/db/dunning/facts";
import type { Tx } from "@/db/inCompany";
import { timeZoneOf } from "@/domain/calendarZone";

/** The company's time zone, as the calendar functions name it. */
export async function readCompanyZone(tx: Tx, companyId: string): Promise<string> {
  return timeZoneOf((await readCompanyFacts(tx, companyId)).zone);
}
