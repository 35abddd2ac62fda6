/** The calendar of the company, how often a client may be reminded, and how long answers are waited for. */
import { type RawFields, readFields } from "@/domain/fields";
import type { CompanyCtx } from "../ports";
import { changeCompany } from "./changeCompany";
import { PACE_FIELDS } from "./companyFields";

/**
 * @returns true when something changed
 * @throws InputError with every field that is wrong
 */
export async function savePace(ctx: CompanyCtx, raw: RawFields): Promise<boolean> {
  const values = readFields(raw, PACE_FIELDS);
  const form = { part: "pace" as const, raw };
  return changeCompany(ctx, { action: "company.pace_changed", form, values, changesDecisions: true });
}
