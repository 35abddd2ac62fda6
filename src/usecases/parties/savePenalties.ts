/** Which late-interest rule the company applies to its business clients. */
import { redrawUnapprovedLetters } from "@/db/dunning/letters";
import type { RawFields } from "@/domain/fields";
import { oneOf, readFields } from "@/domain/fields";
import { type PenaltyPolicy, policiesOf } from "@/domain/legal/penaltyPolicy";
import { parseRateBps } from "@/domain/legal/rateText";
import type { CompanyCtx } from "../ports";
import { changeCompany } from "./changeCompany";

type BusinessKind = Extract<
  PenaltyPolicy["kind"],
  "STATUTORY_B2B" | "CONTRACT_FIXED" | "CONTRACT_3X_LEGAL" | "CONTRACT_ECB_PLUS"
>;

const KINDS = policiesOf("B2B") as readonly BusinessKind[];

/**
 * Reads the rule from a form: `penaltyKind`, and `penaltyRate` for those that have a number.
 *
 * @throws InputError with every field that is wrong
 */
export function readPenaltyPolicy(raw: RawFields): PenaltyPolicy {
  const { penaltyKind: kind } = readFields(raw, {
    penaltyKind: oneOf(KINDS, "Choisissez la règle de vos conditions générales."),
  });
  const rate = (what: string) =>
    readFields(raw, { penaltyRate: (text: string) => parseRateBps(text, what) }).penaltyRate;
  switch (kind) {
    case "CONTRACT_FIXED":
      return { kind, rateBps: rate("le taux de vos conditions générales") };
    case "CONTRACT_ECB_PLUS":
      return { kind, marginBps: rate("la majoration, en points") };
    default:
      return { kind };
  }
}

/**
 * Changes the rule for amounts claimed from now on: letters that wait for an approval are drawn again. A clause below the legal floor is kept as it
 * is written: the engine sets it aside in the statements, and the page says so.
 *
 * @returns true when something changed
 * @throws InputError with every field that is wrong
 */
export async function savePenalties(ctx: CompanyCtx, raw: RawFields): Promise<boolean> {
  const policy = readPenaltyPolicy(raw);
  const penaltyBps =
    policy.kind === "CONTRACT_FIXED"
      ? policy.rateBps
      : policy.kind === "CONTRACT_ECB_PLUS"
        ? policy.marginBps
        : null;
  const hasChanged = await changeCompany(ctx, {
    action: "company.penalties_changed",
    form: { part: "penalties", raw },
    values: { penaltyKind: policy.kind as BusinessKind, penaltyBps },
    andThen: (tx) => redrawUnapprovedLetters(tx, ctx.companyId),
  });
  if (hasChanged) await ctx.bell.ring("letters", { companyId: ctx.companyId });
  return hasChanged;
}
