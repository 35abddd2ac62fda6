/** The company's legal identity and address, as its letters and messages carry them. */
import { type RawFields, readFields } from "@/domain/fields";
import type { CompanyCtx } from "../ports";
import { changeCompany } from "./changeCompany";
import { IDENTITY_FIELDS, withVatNumber } from "./companyFields";

/**
 * @returns true when something changed
 * @throws InputError with every field that is wrong
 */
export async function saveIdentity(ctx: CompanyCtx, raw: RawFields): Promise<boolean> {
  const values = withVatNumber(readFields(raw, IDENTITY_FIELDS));
  return changeCompany(ctx, {
    action: "company.identity_changed",
    form: { part: "identity", raw },
    values,
  });
}
