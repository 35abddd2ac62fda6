/** Safe mode: nothing leaves without a person's approval. */
import type { CompanyCtx } from "../ports";
import { changeCompany } from "./changeCompany";

/**
 * Turns safe mode on or off. What already waits for an approval keeps waiting; what was ready to
 * leave without one is decided again before it leaves.
 *
 * @returns true when something changed
 */
export async function setSafeMode(ctx: CompanyCtx, isOn: boolean): Promise<boolean> {
  return changeCompany(ctx, {
    action: isOn ? "company.safe_mode_on" : "company.safe_mode_off",
    values: { safeMode: isOn },
    changesDecisions: true,
  });
}
