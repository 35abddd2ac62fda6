/** Who signs, where answers arrive, and the hours in which messages may leave. */
import { fieldError, type RawFields, readFields } from "@/domain/fields";
import type { CompanyCtx } from "../ports";
import { changeCompany } from "./changeCompany";
import { SENDING_FIELDS } from "./companyFields";

/** Less would leave no room for a morning's messages. */
const MIN_WINDOW_MINUTES = 60;

/**
 * @returns true when something changed
 * @throws InputError with every field that is wrong
 */
export async function saveSending(ctx: CompanyCtx, raw: RawFields): Promise<boolean> {
  const values = readFields(raw, SENDING_FIELDS);
  if (values.windowClosesAt - values.windowOpensAt < MIN_WINDOW_MINUTES) {
    throw fieldError(
      "windowClosesAt",
      "WINDOW",
      "La plage d’envoi dure une heure au moins\u00a0: choisissez une fermeture plus tardive.",
    );
  }
  const form = { part: "sending" as const, raw };
  return changeCompany(ctx, { action: "company.sending_changed", form, values, changesDecisions: true });
}
